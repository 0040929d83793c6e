import { existsSync, readFileSync } from 'node:fs';
import { acceptFindings, expectAnalysis } from '../../gate/expect-analysis.ts';
import { counts } from '../../gate/counts.ts';
import { judge } from '../../gate/judge.ts';
import { readBaseline, writeBaseline, type ReadBaseline } from '../../knowledge/baseline-file.ts';
import {
  readExpectations,
  writeExpectations,
  type ReadExpectations,
} from '../../knowledge/expectations-file.ts';
import { loadFailureClasses } from '../../knowledge/load-knowledge.ts';
import { knowledgeFor, rulesFolder } from '../../knowledge/package-folder.ts';
import type { Analysis, Diagnostic, Judgement } from '../../model/index.ts';
import { presentJudgement } from '../../present/check-view.ts';
import { mismatchView } from '../../present/mismatch-view.ts';
import { presentDiagnostics } from '../../present/present-diagnostics.ts';
import { renderCheck } from '../../report/render-check.ts';
import type { Layout } from '../../report/text/layout.ts';
import { paintAt } from '../../report/text/paint.ts';
import { CANNOT, cannotReason, CLEAN, type ExitCode, FOUND } from '../exit-code.ts';
import { runMessages } from '../messages.ts';
import { checkOutput, writeOutput } from '../output-file.ts';
import { renderProblems } from '../rules/session.ts';
import { shownOf } from '../redaction.ts';
import type { Analyzer } from '../run.ts';
import { sourceDate } from '../source-date.ts';
import { colorLevel, inputOf, NO_TERMINAL, reportColumns, type Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { write } from '../write.ts';
import type { LogCommand } from './arguments.ts';
import { CHECK_FORMATS, chosenFormat } from './output-formats.ts';

const WRITTEN_REDACTED = new UsageError(
  'A file of expectations or a baseline cannot be redacted.',
  'It is compared with the names that stand in the logs.',
  'Leave out --redact, or --write-expect and --write-baseline.',
);

/** `migscope check`: says nothing and ends with 0 unless something is wrong. */
export async function runCheck(
  { arguments: args, options }: LogCommand,
  terminal: Terminal,
  { analyze }: Analyzer,
): Promise<ExitCode> {
  const { output, force, failOn } = args;
  const format = chosenFormat(CHECK_FORMATS, options.format, output);
  const madeAt = sourceDate(terminal.env);
  if (args.redact && (options.writeExpect ?? options.writeBaseline) !== undefined) throw WRITTEN_REDACTED;
  const writes = [options.writeExpect, options.writeBaseline].filter((path) => path !== undefined);
  for (const path of writes) await checkOutput(path, true);
  if (output !== undefined) await checkOutput(output, force);
  const errors = {
    columns: reportColumns(args.columns, terminal.stderr),
    paint: paintAt(colorLevel(args.color, terminal.stderr, terminal.env)),
  };
  const files = readFiles(options, args.rules);
  const broken = [...(files.expect?.diagnostics ?? []), ...(files.baseline?.diagnostics ?? [])];
  if (broken.length > 0) {
    await write(terminal.stderr, renderProblems(errors, broken));
    return CANNOT;
  }

  const whole = await analyze(args, inputOf(terminal));
  const { analysis, redact } = await shownOf(whole, args.redact);
  const reason = cannotReason(analysis, args);
  // What was expected or accepted is written in the names of the logs.
  const judged = judge(whole, {
    failOn,
    expectations: files.expect?.expectations,
    baseline: files.baseline?.baseline,
  });
  const judgement = redact(judged);
  const problems = redact(problemsOf(judged, whole, files.expect));
  const isWrong = judgement.failing.length > 0 || problems.length > 0;

  const target = output === undefined ? terminal.stdout : NO_TERMINAL;
  const layout = {
    columns: reportColumns(args.columns, target),
    paint: paintAt(colorLevel(args.color, target, terminal.env)),
  };
  const result: Result = { analysis, judgement, problems, isDone: reason === undefined, madeAt };
  const text = await rendered(result, format, args.rules, layout, writes.length > 0);
  if (output === undefined) await write(terminal.stdout, text);
  else await writeOutput(output, text, force);

  if (reason === undefined) {
    await writeFiles(options, analysis, args.failOn, files.before);
    await write(terminal.stderr, writes.map((path) => `migscope: wrote ${path}\n`).join(''));
  }
  const stale =
    isWhole(args) && files.baseline !== undefined ? judgement.stale.map(files.baseline.stale) : [];
  await write(terminal.stderr, renderProblems(errors, stale));
  await write(terminal.stderr, runMessages(presentDiagnostics(analysis), analysis, args, 'programs'));
  if (reason !== undefined) return CANNOT;
  return isWrong && writes.length === 0 ? FOUND : CLEAN;
}

interface Result {
  readonly analysis: Analysis;
  readonly judgement: Judgement;
  readonly problems: readonly Diagnostic[];
  readonly isDone: boolean;
  readonly madeAt: string | undefined;
}

async function rendered(
  { analysis, ...result }: Result,
  format: (typeof CHECK_FORMATS)[number],
  packs: readonly string[],
  layout: Layout,
  isWritten: boolean,
): Promise<string> {
  const { judgement, problems } = result;
  switch (format) {
    case 'text':
      // Who writes down what is found now need not be told.
      if (isWritten) return '';
      return renderCheck(presentJudgement(judgement, analysis), renderProblems(layout, problems), layout);
    case 'sarif': {
      const { renderSarif } = await import('../../report/sarif/render-sarif.ts');
      const { helpPages } = await import('../rules/help-pages.ts');
      const rules = new Set(analysis.findings.map(({ ruleId }) => ruleId));
      const pages = helpPages(rules, new Set(problems.map(({ code }) => code)), packs);
      return renderSarif(analysis, { ...result, pages });
    }
    case 'junit': {
      const { renderJunit } = await import('../../report/junit/render-junit.ts');
      return renderJunit(analysis, { judgement });
    }
  }
}

interface Files {
  readonly expect: ReadExpectations | undefined;
  readonly baseline: ReadBaseline | undefined;
  /** The baseline that is about to be written anew: its reasons are kept. */
  readonly before: ReadBaseline | undefined;
}

function readFiles(
  { expect, baseline, writeBaseline: anew }: LogCommand['options'],
  packs: readonly string[],
): Files {
  const read = baseline === undefined ? undefined : readBaseline(textOf(baseline, '--baseline'), baseline);
  const isThere = anew !== undefined && existsSync(anew);
  return {
    expect:
      expect === undefined
        ? undefined
        : readExpectations(textOf(expect, '--expect'), expect, knownNames(packs)),
    baseline: read,
    before: isThere ? readBaseline(textOf(anew, '--write-baseline'), anew) : read,
  };
}

function knownNames(packs: readonly string[]) {
  return {
    rules: knowledgeFor(packs).rules.map(({ id }) => id),
    classes: loadFailureClasses(rulesFolder()).map(({ id }) => id),
  };
}

function textOf(path: string, option: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `Cannot read ${path}.`,
      error instanceof Error ? error.message : String(error),
      `Check the path, or make the file with ${option === '--expect' ? '--write-expect' : '--write-baseline'}.`,
    );
  }
}

function problemsOf(
  { mismatches }: Judgement,
  { findings }: Analysis,
  expect: ReadExpectations | undefined,
): readonly Diagnostic[] {
  if (expect === undefined) return [];
  return mismatches.map((mismatch) => {
    const { what, why, fix } = mismatchView(mismatch, findings);
    return expect.complain(mismatch.place, what, why, fix);
  });
}

async function writeFiles(
  { writeExpect, writeBaseline: path }: LogCommand['options'],
  analysis: Analysis,
  failOn: Parameters<typeof counts>[1],
  before: ReadBaseline | undefined,
): Promise<void> {
  if (writeExpect !== undefined)
    await writeOutput(writeExpect, writeExpectations(expectAnalysis(analysis)), true);
  if (path === undefined) return;
  const accepted = analysis.findings.filter((finding) => counts(finding, failOn));
  const entries = acceptFindings(accepted, analysis.migrations, before?.baseline);
  await writeOutput(path, writeBaseline(entries), true);
}

/** Whether nothing was filtered away: what is left out is not stale. */
function isWhole({ migration, instance, request, since, until, where }: LogCommand['arguments']): boolean {
  return [migration, instance, request, since, until, where].every((option) => option === undefined);
}
