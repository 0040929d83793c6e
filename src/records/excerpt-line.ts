import type { CompleteRecord } from './finish-record.ts';
import { EMPTY_HEAD } from './line-format.ts';
import { EXCERPT_MARKS, withoutProgram } from './qemu-instance.ts';

/** Nothing but the text is known of a line of an excerpt, except that QEMU puts its program's name in front. */
export function excerptLine(text: string, number: number): CompleteRecord {
  const line = text.replace(EXCERPT_MARKS, '').trimEnd();
  const message = withoutProgram(line);
  const writer = message === line ? 'service' : 'qemu';
  return {
    head: { ...EMPTY_HEAD, writer, message },
    wallMs: undefined,
    clock: EMPTY_HEAD.clock,
    line: number,
    endLine: number,
    body: [],
  };
}
