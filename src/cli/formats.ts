import type { ColorSupportLevel } from 'chalk';
import type { Threshold } from '../gate/counts.ts';
import type { Analysis, LineNumbers, LineTexts } from '../model/index.ts';
import type { Pieces } from './write.ts';
import type { CsvTable } from '../present/csv-tables.ts';

/** What a report may be made of; each format takes what it needs. */
export interface ReportInput {
  readonly analysis: Analysis;
  readonly columns: number;
  readonly color: ColorSupportLevel;
  /** ISO 8601; absent unless `SOURCE_DATE_EPOCH` tells: the same logs give the same bytes on any day. */
  readonly madeAt: string | undefined;
  /** From which severity on a finding fails a check. */
  readonly failOn: Threshold;
  /** Folders with rules of the user, whose pages some formats carry. */
  readonly packs: readonly string[];
  /** False when the job could not be done as asked. */
  readonly isDone: boolean;
  /** Reads lines of the logs once more, as they stand there. */
  readonly readLines: (wanted: LineNumbers) => Promise<LineTexts>;
  /** Which table CSV gives out. */
  readonly csvOf: CsvTable;
}

/** Pieces are made one by one as they are written. */
export type Renderer = (input: ReportInput) => Pieces | Promise<string>;

/** A way to give a result out. */
export interface Format {
  readonly name: string;
  /** One line of help. */
  readonly about: string;
  /** `--output report.<extension>` chooses it where no format is named. */
  readonly extensions: readonly string[];
  /**
   * A format for programs is given out even when there is nothing to show, and no warning is said beside it; what
   * people read has all warnings on standard error, too.
   */
  readonly readers: 'people' | 'programs';
  /** Loads the renderer: nothing of a report is loaded before a run has come to it. */
  readonly load: () => Promise<Renderer>;
}

/** Every format; help, `--format` and `--output` are made from these rows. */
export const FORMATS = [
  {
    name: 'text',
    about: 'a report for a terminal or a ticket',
    extensions: ['txt', 'log'],
    readers: 'people',
    load: async () => {
      const [{ renderText }, { presentAnalysis }] = await Promise.all([
        import('../report/render-text.ts'),
        import('../present/present-analysis.ts'),
      ]);
      return ({ analysis, columns, color }) => renderText(presentAnalysis(analysis), { columns, color });
    },
  },
  {
    name: 'json',
    about: 'the whole analysis, as the library returns it',
    extensions: ['json'],
    readers: 'programs',
    load: async () => {
      const { jsonPieces } = await import('../report/render-json.ts');
      return ({ analysis }) => jsonPieces(analysis);
    },
  },
  {
    name: 'html',
    about: 'one file for a browser: drawings, timelines, filters; loads nothing',
    extensions: ['html', 'htm'],
    readers: 'people',
    load: async () => {
      const { htmlReport } = await import('./html-report.ts');
      return htmlReport;
    },
  },
  {
    name: 'markdown',
    about: 'the draft of a post-mortem, for GitHub, GitLab and Confluence',
    extensions: ['md', 'markdown'],
    readers: 'people',
    load: async () => {
      const [{ renderMarkdown }, { presentAnalysis }, { presentDetails }] = await Promise.all([
        import('../report/render-markdown.ts'),
        import('../present/present-analysis.ts'),
        import('../present/present-details.ts'),
      ]);
      return ({ analysis, madeAt }) => {
        const model = presentAnalysis(analysis);
        return renderMarkdown(model, presentDetails(analysis, model), madeAt);
      };
    },
  },
  {
    name: 'sarif',
    about: 'findings for code scanning and viewers, SARIF 2.1.0',
    extensions: ['sarif'],
    readers: 'programs',
    load: async () => {
      const { sarifReport } = await import('./sarif-report.ts');
      return sarifReport;
    },
  },
  {
    name: 'junit',
    about: 'migrations as test cases, for Jenkins, GitLab and others',
    extensions: ['xml'],
    readers: 'programs',
    load: async () => {
      const [{ renderJunit }, { judge }] = await Promise.all([
        import('../report/junit/render-junit.ts'),
        import('../gate/judge.ts'),
      ]);
      return ({ analysis, failOn }) => renderJunit(analysis, { judgement: judge(analysis, { failOn }) });
    },
  },
  {
    name: 'csv',
    about: 'a table for a spreadsheet: migrations, or what --csv-of says',
    extensions: ['csv'],
    readers: 'programs',
    load: async () => {
      const { renderCsv } = await import('../report/render-csv.ts');
      return ({ analysis, csvOf }) => renderCsv(analysis, csvOf);
    },
  },
  {
    name: 'ndjson',
    about: 'all events, one JSON object a line, in names of ECS',
    extensions: ['ndjson', 'jsonl'],
    readers: 'programs',
    load: async () => {
      const { renderNdjson } = await import('../report/render-ndjson.ts');
      return ({ analysis }) => renderNdjson(analysis);
    },
  },
  {
    name: 'otlp-json',
    about: 'OpenTelemetry traces, for Jaeger, Tempo or a collector',
    extensions: ['otlp'],
    readers: 'programs',
    load: async () => {
      const { renderOtlp } = await import('../report/render-otlp.ts');
      return ({ analysis }) => renderOtlp(analysis);
    },
  },
] as const satisfies readonly Format[];

export type FormatName = (typeof FORMATS)[number]['name'];

/** Whether a text names a format. */
export function isFormatName(name: string): name is FormatName {
  return BY_NAME.has(name);
}

const BY_NAME: ReadonlyMap<string, Format> = new Map(FORMATS.map((format) => [format.name, format]));

export const FORMAT_NAMES = FORMATS.map(({ name }) => name);

/** The row of a format. */
export function formatOf(name: FormatName): Format {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`no format ${name}`);
  return found;
}

/** The format that a file's name asks for. */
export function formatOfFile(path: string): FormatName | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const asks = ({ extensions }: Pick<Format, 'extensions'>): boolean =>
    extension !== undefined && extensions.includes(extension);
  return FORMATS.find(asks)?.name;
}
