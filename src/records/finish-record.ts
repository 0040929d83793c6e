import type { LogRecord, RaisedException, StampClock } from '../model/index.ts';
import { readTraceback, splitErrorSummary } from './exceptions.ts';
import type { LineHead } from './line-format.ts';
import { standAlone } from './shared-text.ts';

/** A record with all its lines, before its text is taken apart. */
export interface CompleteRecord {
  readonly head: LineHead;
  readonly wallMs: number | undefined;
  readonly clock: StampClock;
  readonly line: number;
  readonly endLine: number;
  readonly body: readonly string[];
}

/** `logging_debug_format_suffix`, also as devstack (`{{(pid=7) … }}`) and Folsom (`from (pid=7) …`) wrote it. */
const ORIGIN =
  /(?:^| )(?:from )?(?:\{\{)?(?:\(pid=\d+\) )?(\S+ (?:\/|\.\/)?[\w./+-]+\.pyc?:\d+)(?:\}\})?\s*$/;
const MAX_ORIGIN = 512;

/** Most records have none; nothing is added to these. */
const NO_LINES: string[] = [];
const NO_EXCEPTIONS: RaisedException[] = [];

/** Splits off what oslo.log adds to a message: the DEBUG suffix, the summary of an exception, tracebacks. */
export function finishRecord({ head, wallMs, clock, line, endLine, body: lines }: CompleteRecord): LogRecord {
  const body = lines.length === 0 ? NO_LINES : [...lines];
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
  let exceptions = NO_EXCEPTIONS;
  if (head.level !== undefined && head.level !== 'DEBUG' && head.level !== 'INFO') {
    exceptions = [];
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
    unit: head.unit,
    line,
    endLine,
    wallMs,
    clock,
    pid: head.pid,
    level: head.level,
    logger: head.logger,
    requestId: head.requestId,
    globalRequestId: head.globalRequestId,
    instance: head.instance,
    message: standAlone(message),
    origin,
    body,
    exceptions,
  };
}

function cutOrigin(text: string): { text: string; origin: string | undefined } | undefined {
  if (!endsIn(text, latest)) latest = knownEndings.get(text.slice(-KEY_LENGTH)) ?? latest;
  if (endsIn(text, latest)) {
    const { suffix, origin } = latest;
    const end = text.length - suffix.length;
    if (!mayBeginBefore(text, end)) return { text: text.slice(0, end), origin };
  }
  if (!text.includes('.py', text.length - MAX_ORIGIN)) return undefined;
  const at = Math.max(0, text.length - MAX_ORIGIN, startOfLastWords(text));
  const found = ORIGIN.exec(text.slice(at));
  if (found === null) return undefined;
  const end = at + found.index;
  if (text.charCodeAt(end) === BLANK) remember(text.slice(end), found[1]);
  return { text: text.slice(0, end), origin: found[1] };
}

/** What a message ends in where oslo.log names a place in the code. */
interface Ending {
  readonly suffix: string;
  readonly origin: string | undefined;
}

/** Cut out and compared: V8 takes several times longer for `endsWith`. */
function endsIn(text: string, { suffix }: Ending): boolean {
  if (suffix === '') return false;
  const ending = text.slice(-suffix.length);
  return ending === suffix;
}

/** Lines come from few places in the code: what they end in is looked for once. */
let latest: Ending = { suffix: '', origin: undefined };
/** By their last characters, which name file and line. */
const knownEndings = new Map<string, Ending>();
const KEY_LENGTH = 16;
const MOST_ENDINGS = 512;

function remember(suffix: string, origin: string | undefined): void {
  if (knownEndings.size >= MOST_ENDINGS) knownEndings.clear();
  latest = { suffix: standAlone(suffix), origin: origin === undefined ? undefined : standAlone(origin) };
  knownEndings.set(standAlone(suffix.slice(-KEY_LENGTH)), latest);
}

/** Whether `from`, `{{` or `(pid=7)` may end here, with which a longer one would begin. */
function mayBeginBefore(text: string, end: number): boolean {
  const last = text.charAt(end - 1);
  return last === ')' ? text.includes('(pid=', end - MAX_ORIGIN) : last === 'm' || last === '{';
}

/** The blank before the last words, as many as an origin has at most: from there on a search finds what it would find. */
function startOfLastWords(text: string): number {
  let at = text.trimEnd().length - 1;
  for (let words = 0; at > 0; at -= 1) if (text.charCodeAt(at) === BLANK && ++words === MOST_WORDS) break;
  return at;
}

const BLANK = 0x20;
/** `from {{(pid=7) function path:line`, and the blank before it. */
const MOST_WORDS = 5;
