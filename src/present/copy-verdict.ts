import type { CopyAnalysis, CopyEnding, CopyVerdict, Estimate } from '../model/index.ts';
import { moment } from './time.ts';
import { count, duration, rate, size } from './units.ts';
import { CONFIDENCE_WORDS } from './words.ts';

/** What the physics of a copy say, in a sentence with its numbers, and how sure that is. */
export function copyVerdict(copy: CopyAnalysis): string {
  const { verdict, ending } = copy;
  const said = sentenceOf(copy, verdict);
  const sure =
    verdict.type === 'converged' || verdict.type === 'not-enough-data' || verdict.type === 'post-copy'
      ? ''
      : ` (${CONFIDENCE_WORDS[verdict.certainty]})`;
  return `${said}${sure}.${ENDED[ending.type] ?? ''}`;
}

/** How it really ended, where the verdict does not tell. */
const ENDED: Partial<Record<CopyEnding['type'], string>> = {
  'forced-pause': ' The guest was paused to force its end.',
  aborted: ' It was aborted on request.',
};

function sentenceOf(copy: CopyAnalysis, verdict: CopyVerdict): string {
  switch (verdict.type) {
    case 'converged':
      return verdict.passes > 0
        ? `Converged after ${count(verdict.passes, 'pass', 'passes')} over the memory`
        : 'Converged';
    case 'cannot-converge':
      return `Cannot converge at this bandwidth: ${whyNot(copy, verdict)}`;
    case 'needs-more-time':
      return moreTime(copy, verdict);
    case 'stalled':
      return verdict.from === 'start'
        ? `Stalled from the start: nothing was sent for ${duration(verdict.forMs)}`
        : `Stalled: nothing was sent any more from ${moment(verdict.since).clock} on, for ${duration(verdict.forMs)}`;
    case 'throttled': {
      const by = verdict.percent === undefined ? '' : ` by up to ${verdict.percent} %`;
      return `Auto-converge slowed the guest down${by}, ${verdict.completed ? 'and the copy completed' : 'and the copy did not converge all the same'}`;
    }
    case 'post-copy': {
      const before = verdict.otherwise === undefined ? undefined : BEFORE[verdict.otherwise];
      return `Post-copy from ${moment(verdict.at).clock} on${before === undefined ? '' : `; up to then ${before}`}`;
    }
    case 'not-enough-data':
      return NOT_ENOUGH[verdict.why];
  }
}

const BEFORE: Partial<Record<CopyVerdict['type'], string>> = {
  'cannot-converge': 'the copy did not converge',
  'needs-more-time': 'the copy was on its way',
  stalled: 'the copy had stalled',
};

const NOT_ENOUGH: Readonly<Record<Extract<CopyVerdict, { type: 'not-enough-data' }>['why'], string>> = {
  'no-numbers': 'Whether it could have converged is not known: no progress line has figures',
  'one-sample': 'Whether it could have converged is not known: only one progress line has figures',
  'first-pass-only':
    'Whether it could have converged is not known: only the first pass over the memory was seen, and that does not show what the guest changes',
};

function whyNot(copy: CopyAnalysis, { why }: Extract<CopyVerdict, { type: 'cannot-converge' }>): string {
  const { throughput, dirtiedPerPass, downtimeAllowance, dirtyRate } = copy;
  if (why === 'downtime-too-small' && dirtiedPerPass !== undefined && downtimeAllowance !== undefined) {
    const { finalDowntimeMs, finalBytes } = downtimeAllowance;
    return `each pass leaves ${size(dirtiedPerPass.value)} to send again, and the longest permitted pause of ${duration(finalDowntimeMs)} takes ${size(finalBytes)}`;
  }
  const sent = throughput === undefined ? '' : ` against ${rate(throughput.value)} of throughput`;
  const dirty = dirtyRate === undefined ? '' : `, ${dirtyRate.basis === 'outlasted' ? 'at least ' : ''}`;
  const rates = dirtyRate === undefined ? '' : `${dirty}${rate(dirtyRate.value)}${sent}`;
  return why === 'outlasted'
    ? `it went on much longer than a guest that changes less than is sent would have let it${rates}`
    : `the guest changes memory as fast as it is sent${rates}`;
}

function moreTime(copy: CopyAnalysis, verdict: Extract<CopyVerdict, { type: 'needs-more-time' }>): string {
  const { why, missingMs } = verdict;
  const more = missingMs === undefined || missingMs === 0 ? 'more time' : `about ${duration(missingMs)} more`;
  switch (why) {
    case 'first-pass-unfinished':
      return `Needed more time: the first pass over the memory was not over, and that alone takes at least ${missingMs === undefined ? 'some time' : duration(missingMs)} more`;
    case 'converging':
      return `Was converging: ${more} might have been enough${left(copy)}`;
    case 'downtime-steps':
      return `Would have ended when Nova permits a longer pause: after ${more}${left(copy)}`;
    case 'disk-unfinished':
      return `Needed more time: the disks were still being copied, for ${more}`;
  }
}

function left({ dirtiedPerPass, downtimeAllowance }: CopyAnalysis): string {
  if (dirtiedPerPass === undefined || downtimeAllowance === undefined) return '';
  const { downtimeMs, bytes } = downtimeAllowance;
  return `, since a pass left ${size(dirtiedPerPass.value)} and the pause of ${duration(downtimeMs)} then permitted takes ${size(bytes)}`;
}

/** A number, with its bounds where they are more than a tenth apart. */
export function estimate({ value, low, high }: Estimate, format: (value: number) => string): string {
  const shown = format(value);
  if (low === undefined && high === undefined) return shown;
  if (high === undefined)
    return low === value ? `at least ${shown}` : `${shown}, at least ${format(low ?? 0)}`;
  if (low === undefined) return `${shown}, at most ${format(high)}`;
  return high - low <= value * 0.1 ? shown : `${shown} (between ${format(low)} and ${format(high)})`;
}
