import type { Diagnostic } from '../model/index.ts';
import { safeLine } from '../present/safe-text.ts';
import { textWidth } from '../present/text-width.ts';
import { wrapText } from '../present/wrap-text.ts';
import type { Layout } from './text/layout.ts';

const LEAD = 20;

/**
 * A problem of a file with its place, the line it is on, a caret below, the reason and the way out.
 *
 * `line` is the text of the line that the diagnostic names; without it only the place is shown.
 */
export function renderProblem(layout: Layout, problem: Diagnostic, line: string | undefined): string {
  const { paint } = layout;
  const tone = TONES[problem.severity];
  const gutter = ' '.repeat(String(problem.line ?? '').length + 1);
  const note = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : noteLines(layout, gutter, label, safeLine(text));
  const place = placeOf(problem);
  return [
    `${paint.tone(tone, `${problem.severity}[${problem.code}]`)}: ${paint.strong(safeLine(problem.what))}`,
    ...(place === '' ? [] : [`${gutter.slice(1)}${paint.quiet('-->')} ${paint.place(place)}`]),
    ...excerpt(layout, problem, line, gutter),
    ...note('why', problem.why),
    ...note('help', problem.fix),
  ].join('\n');
}

const TONES = { error: 'bad', warning: 'warn', info: 'quiet' } as const;

function placeOf({ path, line, column }: Diagnostic): string {
  return [path, line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .map((part) => safeLine(String(part)))
    .join(':');
}

function excerpt(
  { columns, paint }: Layout,
  problem: Diagnostic,
  line: string | undefined,
  gutter: string,
): string[] {
  if (line === undefined || problem.line === undefined) return [];
  const at = Math.max(0, (problem.column ?? 1) - 1);
  const room = Math.max(LEAD * 2, columns - gutter.length - 4);
  const from = line.length > room ? Math.max(0, at - LEAD) : 0;
  const head = `${from > 0 ? '…' : ''}${clean(line.slice(from, at))}`;
  const rest = clean(line.slice(at, from + room));
  const cut = line.length > from + room ? '…' : '';
  const caret = '^'.repeat(Math.max(1, textWidth(wordAt(rest))));
  const bar = paint.quiet('|');
  return [
    `${gutter}${bar}`,
    `${paint.quiet(String(problem.line))} ${bar} ${head}${rest}${cut}`,
    `${gutter}${bar} ${' '.repeat(textWidth(head))}${paint.tone('bad', caret)}`,
  ];
}

/** A note below a problem, its further lines below its text. */
export function noteLines(layout: Layout, gutter: string, label: string, text: string): string[] {
  const indent = `${gutter}  ${' '.repeat(label.length + 2)}`;
  const [first = '', ...rest] = wrapText(text, layout.columns - indent.length);
  return [`${gutter}${layout.paint.quiet('=')} ${label}: ${first}`, ...rest.map((one) => indent + one)];
}

/** What a caret underlines: the name, quoted text or sign that stands there. */
function wordAt(text: string): string {
  return /^(?:"[^"]*"|'[^']*'|[\w./-]+|\S)/.exec(text)?.[0] ?? '';
}

/** Keeps every column where it is: one blank for a tab, one sign for what must not reach a terminal. */
function clean(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}
