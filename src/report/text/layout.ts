import { padText, textWidth } from '../../present/text-width.ts';
import { wrapText } from '../../present/wrap-text.ts';
import type { Paint } from './paint.ts';

/** What every section needs to lay itself out. */
export interface Layout {
  readonly columns: number;
  readonly paint: Paint;
}

type Style = (text: string) => string;

const unstyled: Style = (text) => text;

/** A paragraph behind an indentation; coloured line by line, so that the width counts no escape codes. */
export function paragraph(
  layout: Layout,
  text: string,
  indent: number,
  style: Style = unstyled,
  maxLines?: number,
): readonly string[] {
  const margin = ' '.repeat(indent);
  return wrapText(text, layout.columns - indent, maxLines).map((line) => margin + style(line));
}

/** A paragraph whose first line begins with a label, the others below its text. */
export function labelled(
  layout: Layout,
  label: string,
  text: string,
  indent: number,
  labelWidth: number,
  style: Style = unstyled,
): readonly string[] {
  const body = paragraph(layout, text, indent + labelWidth, style);
  const [first = '', ...rest] = body;
  const head = ' '.repeat(indent) + layout.paint.quiet(padText(label, labelWidth));
  return [head + first.slice(indent + labelWidth), ...rest];
}

/** Rows as columns as wide as their widest cell; the last cell of a row is free. */
export function table(rows: readonly (readonly string[])[], gap = 2): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, textWidth(cell));
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => padText(cell, index === row.length - 1 ? 0 : (widths[index] ?? 0)))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** A heading with a blank line before it, and its lines; nothing when there are no lines. */
export function section(layout: Layout, title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', layout.paint.heading(title), ...lines];
}
