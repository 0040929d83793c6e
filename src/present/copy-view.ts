import type { CopyAnalysis, CopyBasis, DirtyRate } from '../model/index.ts';
import { remedySentence } from './copy-remedies.ts';
import { copyVerdict, estimate } from './copy-verdict.ts';
import type { Fact } from './report-model.ts';
import { count, duration, rate, size } from './units.ts';

/** What the fact is called that says whether the copy could end. */
export const COPY_VERDICT = 'Verdict';

/** The physics of a copy: the verdict, the numbers behind it, and what would have helped. */
export function copyFacts(copy: CopyAnalysis): readonly Fact[] {
  // Before the first progress with numbers there is nothing to say that the phases do not.
  const hasNumbers = copy.memoryTotal !== undefined && copy.memoryTotal > 0;
  if (!hasNumbers && copy.verdict.type !== 'stalled') return [];
  const { throughput, memoryTotal, memoryProcessed, memoryRemaining, dirtyRate } = copy;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [COPY_VERDICT, copyVerdict(copy)],
    ['Memory of the guest', memoryTotal === undefined ? undefined : size(memoryTotal)],
    ['Sent in all', memoryProcessed === undefined ? undefined : size(memoryProcessed)],
    ['Left at the end', memoryRemaining === undefined ? undefined : size(memoryRemaining)],
    ['Throughput', throughput === undefined ? undefined : `${estimate(throughput, rate)}${bound(copy)}`],
    ['Dirty rate', dirtyRate === undefined ? undefined : dirtyRateWords(dirtyRate)],
    ['Passes', passesWords(copy)],
    ['Permitted pause', allowanceWords(copy)],
    ['Expected end', predictionWords(copy)],
    ["Nova's limit", limitWords(copy)],
    ['Needed', neededWords(copy)],
    ['Watched', watchedWords(copy)],
  ];
  const facts = rows.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
  const remedies = copy.remedies.map((remedy, index) => ({
    label: `Remedy ${index + 1}`,
    value: remedySentence(remedy),
  }));
  return [...facts, ...remedies];
}

function bound({ limits }: CopyAnalysis): string {
  const { bandwidth, bandwidthReached, linkMbit } = limits;
  if (bandwidthReached && bandwidth !== undefined) return `, at the set limit of ${rate(bandwidth.value)}`;
  if (linkMbit === undefined) return '';
  const link = linkMbit >= 1000 ? `${linkMbit / 1000} Gbit/s` : `${linkMbit} Mbit/s`;
  return `, about what a link of ${link} carries`;
}

const DIRTY_BASIS: Readonly<Record<DirtyRate['basis'], string>> = {
  passes: 'by what each pass had to send again',
  outlasted: 'by how long the copy went on',
  qemu: 'as QEMU measured it',
};

function dirtyRateWords(dirtyRate: DirtyRate): string {
  return `${estimate(dirtyRate, rate)}, ${DIRTY_BASIS[dirtyRate.basis]}`;
}

function passesWords({ passes, dirtiedPerPass }: CopyAnalysis): string | undefined {
  const last = passes.at(-1);
  if (last === undefined) return undefined;
  const seen = last.basis === 'logged' ? count(last.number, 'pass', 'passes') : `at least ${last.number}`;
  return dirtiedPerPass === undefined
    ? seen
    : `${seen}; the last had ${estimate(dirtiedPerPass, size)} to send again`;
}

function allowanceWords({ downtimeAllowance }: CopyAnalysis): string | undefined {
  if (downtimeAllowance === undefined) return undefined;
  const { downtimeMs, bytes, finalDowntimeMs, finalBytes } = downtimeAllowance;
  const then =
    finalDowntimeMs === downtimeMs ? '' : `; ${duration(finalDowntimeMs)} and ${size(finalBytes)} in the end`;
  return `${duration(downtimeMs)}, in which ${size(bytes)} are sent${then}`;
}

function predictionWords({ prediction }: CopyAnalysis): string | undefined {
  if (prediction === undefined) return undefined;
  const { totalMs, basis } = prediction;
  if (totalMs === undefined) return 'never, as it went';
  return basis === 'first-pass'
    ? `not before ${duration(totalMs.value)} after its start`
    : `${estimate(totalMs, duration)} after its start`;
}

const BASIS: Readonly<Record<CopyBasis, string>> = {
  logged: 'logged',
  configured: 'configured',
  default: 'by default',
  inferred: 'inferred',
};

function limitWords({ limits }: CopyAnalysis): string | undefined {
  const { completionTimeoutS, dataGiB, timeoutAction } = limits;
  if (completionTimeoutS === undefined) return undefined;
  if (completionTimeoutS.value === 0) return `none (${BASIS[completionTimeoutS.basis]})`;
  const gib = dataGiB === undefined ? '' : ` for ${Math.round(dataGiB.value * 10) / 10} GiB`;
  const action = timeoutAction === undefined ? '' : `, then ${timeoutAction.value}`;
  return `${duration(completionTimeoutS.value * 1000)}${gib} (${BASIS[completionTimeoutS.basis]})${action}`;
}

function neededWords({ needed }: CopyAnalysis): string | undefined {
  const { bandwidth, downtimeMs, completionTimeoutS } = needed;
  const parts = [
    bandwidth === undefined ? undefined : `throughput of ${estimate(bandwidth, rate)}`,
    downtimeMs === undefined ? undefined : `a permitted pause of ${duration(downtimeMs)}`,
    completionTimeoutS === undefined ? undefined : `a limit of ${completionTimeoutS} s/GiB`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', or ');
}

function watchedWords({ coarseness, durationMs }: CopyAnalysis): string | undefined {
  const { samples, medianGapMs, unseenEndMs, detail } = coarseness;
  if (detail === 'none') return undefined;
  const gap = medianGapMs === undefined ? '' : `, one every ${duration(medianGapMs)}`;
  const over = durationMs === undefined || durationMs === 0 ? '' : ` over ${duration(durationMs)}`;
  const unseen =
    unseenEndMs === undefined || unseenEndMs < UNSEEN_MS
      ? ''
      : `; the last ${duration(unseenEndMs)} show none`;
  const qemu = detail === 'qemu' ? "; also QEMU's own figures" : '';
  const coarse = detail === 'info' ? '; with DEBUG Nova logs six times as many' : '';
  return `${count(samples, 'progress line')}${gap}${over}${unseen}${qemu}${coarse}`;
}

const UNSEEN_MS = 15_000;
