import type { Analysis, LineNumbers, LineTexts } from '../model/index.ts';
import type { Redactor } from '../redaction/redactor.ts';

type ReadLines = (wanted: LineNumbers) => Promise<LineTexts>;

/** What may be shown of an analysis: all of it, or what `--redact` leaves. */
export interface Shown {
  readonly analysis: Analysis;
  /** The same for what was made of the analysis, and for its paths and texts. */
  readonly redact: <T>(value: T) => T;
  /** Reads lines by the paths that are shown. */
  readonly linesBy: (read: ReadLines) => ReadLines;
}

/**
 * Every command goes through here between analysing and showing.
 *
 * Filters, accepted findings and names of migrations on the command line are about what was read, so they are looked
 * at before.
 */
export async function shownOf(analysis: Analysis, isRedacted: boolean): Promise<Shown> {
  if (!isRedacted) return { analysis, redact: (value) => value, linesBy: (read) => read };
  const redactor = await loadRedactor();
  redactor.learn(analysis);
  return {
    analysis: redactor.redact(analysis),
    redact: (value) => redactor.redact(value),
    linesBy: (read) => redactedLines(redactor, read),
  };
}

/** Loaded only where it is asked for. */
export async function loadRedactor(): Promise<Redactor> {
  const { Redactor } = await import('../redaction/redactor.ts');
  return new Redactor();
}

/** Lines of the logs as they may be shown, by paths as they are shown. */
export function redactedLines(redactor: Redactor, read: ReadLines): ReadLines {
  return async (wanted) => {
    const shownAs = new Map([...wanted.keys()].map((path) => [redactor.originalPath(path), path]));
    const texts = await read(
      new Map([...shownAs].map(([path, shown]) => [path, wanted.get(shown) ?? new Set()])),
    );
    return new Map(
      [...texts].map(([path, lines]) => [
        shownAs.get(path) ?? redactor.path(path),
        new Map([...lines].map(([number, text]) => [number, redactor.text(text)])),
      ]),
    );
  };
}
