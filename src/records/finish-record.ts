import type { LogRecord, RaisedException } from '../model/index.ts';
import { readTraceback, splitErrorSummary } from './exceptions.ts';
import type { LineHead } from './line-format.ts';

/** A record with all its lines, before its text is taken apart. */
export interface CompleteRecord {
  readonly head: LineHead;
  readonly wallMs: number | undefined;
  readonly line: number;
  readonly endLine: number;
  readonly body: readonly string[];
}

/** `logging_debug_format_suffix`, also as devstack (`{{(pid=7) … }}`) and Folsom (`from (pid=7) …`) wrote it. */
const ORIGIN =
  /(?:^| )(?:from )?(?:\{\{)?(?:\(pid=\d+\) )?(\S+ (?:\/|\.\/)?[\w./+-]+\.pyc?:\d+)(?:\}\})?\s*$/;
const MAX_ORIGIN = 512;

/** Splits off what oslo.log adds to a message: the DEBUG suffix, the summary of an exception, tracebacks. */
export function finishRecord({ head, wallMs, line, endLine, body: lines }: CompleteRecord): LogRecord {
  const body = [...lines];
  let message = head.message;
  let origin: string | undefined;
  if (head.level === 'DEBUG') {
    const last = body.at(-1);
    const atEnd = last === undefined ? undefined : cutOrigin(last);
    // Before a traceback the suffix stands behind the first line.
    const cut = atEnd ?? cutOrigin(message);
    origin = cut?.origin;
    if (atEnd !== undefined) body[body.length - 1] = atEnd.text;
    else if (cut !== undefined) message = cut.text;
  }
  const exceptions: RaisedException[] = [];
  if (head.level !== undefined && head.level !== 'DEBUG' && head.level !== 'INFO') {
    const split = splitErrorSummary(message);
    message = split.message;
    if (split.exception !== undefined) exceptions.push(split.exception);
    // A log that was cut or rotated inside a traceback begins with one of its lines.
    const traceback = head.bare ? [head.message, ...body] : body;
    for (const one of readTraceback(traceback)) {
      if (!exceptions.some((known) => known.type === one.type && known.message === one.message))
        exceptions.push(one);
    }
  }
  return {
    writer: head.writer,
    host: head.host,
    program: head.program,
    line,
    endLine,
    wallMs,
    clock: head.clock,
    pid: head.pid,
    level: head.level,
    logger: head.logger,
    requestId: head.requestId,
    globalRequestId: head.globalRequestId,
    instance: head.instance,
    message,
    origin,
    body,
    exceptions,
  };
}

function cutOrigin(text: string): { text: string; origin: string | undefined } | undefined {
  if (!text.includes('.py', text.length - MAX_ORIGIN)) return undefined;
  const at = Math.max(0, text.length - MAX_ORIGIN, startOfLastWords(text));
  const found = ORIGIN.exec(text.slice(at));
  return found === null ? undefined : { text: text.slice(0, at + found.index), origin: found[1] };
}

/** The blank before the last words, as many as an origin has at most: from there on a search finds what it would find. */
function startOfLastWords(text: string): number {
  let at = text.trimEnd().length;
  for (let words = 0; words < MOST_WORDS && at > 0; words += 1) at = text.lastIndexOf(' ', at - 1);
  return at;
}

/** `from {{(pid=7) function path:line`, and the blank before it. */
const MOST_WORDS = 5;
