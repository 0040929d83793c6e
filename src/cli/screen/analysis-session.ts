import { statSync } from 'node:fs';
import { readMigrationField, MIGRATION_FIELDS } from '../../condition/index.ts';
import { findLine, findLog, type Lines, readLines as readLinesOf } from '../../bundle/log-lines.ts';
import { openBundle } from '../../bundle/open-bundle.ts';
import type { Analysis, LineNumbers, Migration, Progress } from '../../model/index.ts';
import type { MigrationDetail } from '../../present/detail-model.ts';
import { presentAnalysis } from '../../present/present-analysis.ts';
import { presentDetails } from '../../present/present-details.ts';
import { presentOverview } from '../../present/present-overview.ts';
import type { ReportModel } from '../../present/report-model.ts';
import { LOG_GONE } from '../../present/screen-words.ts';
import { safeLine } from '../../present/safe-text.ts';
import type { FieldValues } from '../../present/screen-model.ts';
import { countAnalysis } from '../../statistics/count-analysis.ts';
import type { Ask, News } from '../../tui/feed.ts';
import type { AnalyzeOptions } from '../../analyze.ts';
import { analyzeWith, limitsOf, readLinesWith } from '../analyze-with.ts';
import type { Arguments } from '../arguments.ts';
import { cannotReason, exitCode, type ExitCode } from '../exit-code.ts';
import { formatOf, isFormatName } from '../formats.ts';
import { runMessages } from '../messages.ts';
import { checkOutput, writeOutput } from '../output-file.ts';
import { loadRedactor, redactedLines } from '../redaction.ts';
import type { Redactor } from '../../redaction/redactor.ts';
import { UsageError } from '../usage-error.ts';
import { KeptStream } from './kept-stream.ts';
import { LogShelf } from './log-shelf.ts';
import { watchInputs } from './watch-inputs.ts';

/** How a run ended, for when the screen is left: the exit code, and what belongs on standard error. */
export interface Ending {
  readonly type: 'ending';
  readonly code: ExitCode;
  readonly messages: string;
}

export interface SessionOptions {
  readonly args: Arguments;
  readonly version: string;
  readonly madeAt: string | undefined;
  /** What the path `-` stands for. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly say: (news: News | Ending) => void;
}

/** A report that is written from the screen has no terminal to take its width from. */
const REPORT_COLUMNS = 100;
const PROGRESS_EVERY_MS = 80;
/** Partial results may cost a fifth of the time at most. */
const PARTIAL_SHARE = 4;

interface Result {
  readonly analysis: Analysis;
  readonly model: ReportModel;
  readonly details: ReadonlyMap<string, MigrationDetail>;
}

/** The analysis behind a screen: runs it, tells how far it is, and answers what the screen asks. */
export class AnalysisSession {
  private readonly options: SessionOptions;
  private result: Result | undefined;
  /** Of logs that are followed: those that have not changed are not read again. */
  private readonly memory: NonNullable<AnalyzeOptions['memory']> = new Map();
  /** One for the whole session: a pseudonym stays what it is when logs grow. */
  private redactor: Redactor | undefined;
  private readonly stdin: KeptStream;
  private readonly shelf = new LogShelf();
  private saidAt = 0;
  private partialAfter = 0;

  constructor(options: SessionOptions) {
    this.options = options;
    this.stdin = new KeptStream(options.stdin);
  }

  /** Reads everything once; with `--follow` again whenever the logs grow. */
  async run(): Promise<void> {
    const { args, say } = this.options;
    try {
      if (args.redact) this.redactor = await loadRedactor();
      await this.analyze(args.follow ? 'following' : 'complete');
      if (args.follow) await watchInputs(args.paths, () => this.analyze('following'));
    } catch (error) {
      say({ type: 'broken', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async answer(ask: Ask): Promise<void> {
    const { say } = this.options;
    switch (ask.type) {
      case 'detail':
        say({ type: 'detail', id: ask.id, detail: this.result?.details.get(ask.id) });
        break;
      case 'log':
        await this.withLog(ask.file, async (log) => {
          const { lines, ...range } = await readLinesOf(log, ask.from, ask.count);
          const shown = lines.map((line) => readable(this.redactor?.text(line) ?? line));
          say({ type: 'log', window: { file: ask.file, ...range, lines: shown } });
        });
        break;
      case 'find-in-log':
        await this.withLog(ask.file, async (log) => {
          const text = this.redactor?.original(ask.text) ?? ask.text;
          say({ type: 'log-hit', file: ask.file, line: await findLine(log, text, ask.from, ask.step) });
        });
        break;
      case 'export':
        await this.export(ask);
        break;
    }
  }

  private async analyze(stage: 'complete' | 'following'): Promise<void> {
    const { args, version, say } = this.options;
    const isFirst = this.result === undefined;
    const whole = await analyzeWith(
      args,
      this.stdin.read(),
      version,
      isFirst ? (progress) => this.tell(progress) : undefined,
      // Pseudonyms are numbered by what comes first in the whole.
      isFirst && !args.redact ? (soFar) => this.showPartial(soFar) : undefined,
      args.follow ? this.memory : undefined,
    );
    this.redactor?.learn(whole);
    const analysis = this.redactor?.redact(whole) ?? whole;
    this.show(analysis, stage);
    const messages =
      this.result === undefined ? '' : runMessages(this.result.model.diagnostics, analysis, args, 'people');
    say({ type: 'ending', code: exitCode(analysis, args), messages });
  }

  private show(analysis: Analysis, stage: 'partial' | 'complete' | 'following'): void {
    const model = presentAnalysis(analysis);
    const details = presentDetails(analysis, model);
    this.result = { analysis, model, details: new Map(details.map((detail) => [detail.id, detail])) };
    const { success } = countAnalysis(analysis);
    const overview = presentOverview(analysis, model, details, success, (migration) =>
      fieldsOf(migration, analysis),
    );
    this.options.say({ type: 'overview', overview, stage });
  }

  /** Waits a moment, so that what the screen asks meanwhile is answered. */
  private async tell(progress: Progress): Promise<void> {
    const now = Date.now();
    if (now - this.saidAt < PROGRESS_EVERY_MS) return;
    this.saidAt = now;
    this.options.say({ type: 'progress', progress });
    await new Promise((resolve) => setImmediate(resolve));
  }

  private showPartial(soFar: () => Analysis): void {
    const begun = Date.now();
    if (begun < this.partialAfter) return;
    const analysis = soFar();
    if (analysis.migrations.length > 0) this.show(analysis, 'partial');
    const ended = Date.now();
    this.partialAfter = ended + Math.max(150, (ended - begun) * PARTIAL_SHARE);
  }

  private async withLog(file: string, use: (log: Lines) => Promise<void>): Promise<void> {
    const { say, args } = this.options;
    try {
      const path = this.redactor?.originalPath(file) ?? file;
      const log = await this.shelf.take(path, async () => {
        // Opened anew each time: what streams by in an archive can be read once only.
        const stdin = this.stdin.again();
        return findLog(await openBundle(args.paths, { stdin, limits: limitsOf(args) }), path);
      });
      if (log === undefined) {
        say({
          type: 'log-unreadable',
          file,
          why: LOG_GONE,
        });
        return;
      }
      await use(log);
    } catch (error) {
      say({ type: 'log-unreadable', file, why: error instanceof Error ? error.message : String(error) });
    }
  }

  private async export({ format, path, replace }: Extract<Ask, { type: 'export' }>): Promise<void> {
    const { say, args, madeAt } = this.options;
    if (this.result === undefined || !isFormatName(format)) return;
    const { analysis } = this.result;
    try {
      await checkOutput(path, replace);
      const render = await formatOf(format).load();
      const csvOf = args.csvOf ?? 'migrations';
      const readLines = (wanted: LineNumbers) => readLinesWith(args, wanted);
      const text = await render({
        analysis,
        columns: args.columns ?? REPORT_COLUMNS,
        color: 0,
        madeAt,
        csvOf,
        failOn: args.failOn,
        packs: args.rules,
        isDone: cannotReason(analysis, args) === undefined,
        readLines: this.redactor === undefined ? readLines : redactedLines(this.redactor, readLines),
      });
      await writeOutput(path, text, replace);
      say({ type: 'exported', path });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const why = [error.what, error.why].filter((part) => part !== undefined).join(' ');
      say({ type: 'export-refused', path, why, exists: !replace && isFile(path) });
    }
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The values that a filter may compare, read once for each migration. */
function fieldsOf(migration: Migration, { findings }: Analysis): FieldValues {
  const own = findings.filter((finding) => finding.migration === migration.id);
  return Object.fromEntries(
    Object.keys(MIGRATION_FIELDS).flatMap((name) => {
      const value = readMigrationField(migration, own, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A line as it stands, without what a terminal would obey; tabs keep their distance. */
function readable(text: string): string {
  const indent = /^[\t ]*/.exec(text)?.[0].replaceAll('\t', '    ') ?? '';
  return indent + safeLine(text);
}
