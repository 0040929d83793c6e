import type { MigrationDetail } from '../../present/detail-model.ts';
import type { Tone } from '../../present/report-model.ts';
import { EMPTY_WORDS } from '../../present/screen-words.ts';
import { wrapText } from '../../present/wrap-text.ts';
import type { LogWindow } from '../feed.ts';
import { emptyLines } from './empty-lines.ts';
import { cell, type Line, line, type Span, span } from './line.ts';
import { placeParts } from './place-parts.ts';
import type { Sheet } from './sheet.ts';
import { shortLine } from './short-line.ts';

/** What a migration knows of the lines of one file. */
export interface KnownLine {
  readonly tone: Tone;
  readonly isEvidence: boolean;
  readonly host: string;
  readonly phase: string;
}

/** The level that a service writes into the head of its lines. */
const LEVEL = /^.{0,80}?\b(ERROR|CRITICAL|TRACE|WARNING|DEBUG|error|warning)\b/;
const TONE_OF: Readonly<Record<string, Tone>> = {
  ERROR: 'bad',
  CRITICAL: 'bad',
  TRACE: 'bad',
  error: 'bad',
  WARNING: 'warn',
  warning: 'warn',
  DEBUG: 'quiet',
};
/** oslo.log's suffix of DEBUG lines: `function path:line` (oslo_log/formatters.py, logging_debug_format_suffix). */
const DEBUG_SUFFIX = /\s[\w<>.]+ \S+\.py:\d+$/;

/** The lines of a file by number that the events of a migration stand on. */
export function knownLines(
  detail: MigrationDetail | undefined,
  file: string,
): ReadonlyMap<number, KnownLine> {
  const known = new Map<number, KnownLine>();
  for (const { place, tone, isEvidence, host, phase } of detail?.events.rows ?? []) {
    const at = placeParts(place);
    if (at.file === file && !known.get(at.line)?.isEvidence)
      known.set(at.line, { tone, isEvidence, host, phase });
  }
  return known;
}

/** Lines of a log file, those of the migration highlighted. */
export function logSheet(
  window: LogWindow | undefined,
  known: ReadonlyMap<number, KnownLine>,
  isWhole: boolean,
  columns: number,
): Sheet {
  const lines = window?.lines ?? [];
  const from = window?.from ?? 1;
  const width = String(window?.total ?? from + lines.length).length;
  return {
    head: [],
    rows: lines.map((text, index) => {
      const number = from + index;
      const own = known.get(number);
      return {
        key: String(number),
        height: 1,
        isStop: true,
        text,
        tone: toneOf(text, own),
        ...(own === undefined ? {} : { host: own.host }),
        copies: `${window?.file ?? ''}:${String(number)}: ${text}`,
      };
    }),
    draw: (index, { isMarked }) => {
      const text = lines[index] ?? '';
      return [drawLine(isWhole ? text : shortLine(text, columns), from + index, width, known, isMarked)];
    },
    preview: (index, most) => {
      const place = wrapText(`${window?.file ?? ''}:${String(from + index)}`, columns - 4);
      const text = wrapText(lines[index] ?? '', columns - 4, Math.max(1, most - place.length));
      return [...text.map((one) => line(`  ${one}`)), ...place.map((one) => line(`  ${one}`, 'place'))];
    },
    empty: emptyLines(window === undefined ? EMPTY_WORDS.logReading : EMPTY_WORDS.log, columns),
  };
}

function toneOf(text: string, own: KnownLine | undefined): Tone {
  const level = LEVEL.exec(text)?.[1];
  return (level === undefined ? undefined : TONE_OF[level]) ?? own?.tone ?? 'plain';
}

function drawLine(
  text: string,
  number: number,
  width: number,
  known: ReadonlyMap<number, KnownLine>,
  isMarked: boolean,
): Line {
  const own = known.get(number);
  const tone = toneOf(text, own);
  return [
    span(isMarked ? ' ◆' : '  ', 'accent'),
    cell(String(number), width, own === undefined ? 'quiet' : 'accent', 'right'),
    own === undefined
      ? span('   ')
      : span(own.isEvidence ? ' ◉ ' : ' ● ', own.tone === 'plain' ? 'phase' : own.tone),
    ...textSpans(text, tone, own !== undefined),
  ];
}

function textSpans(text: string, tone: Tone, isKnown: boolean): readonly Span[] {
  const suffix = tone === 'quiet' ? (DEBUG_SUFFIX.exec(text)?.[0] ?? '') : '';
  const body = suffix === '' ? text : text.slice(0, -suffix.length);
  const ink = tone === 'plain' || (tone === 'quiet' && isKnown) ? undefined : tone;
  const shown = span(body, ink);
  return [isKnown ? { ...shown, bold: true } : shown, ...(suffix === '' ? [] : [span(suffix, 'quiet')])];
}
