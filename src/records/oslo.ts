import { readLevel, readStamp, type LineFormat, type LineHead } from './line-format.ts';

/**
 * The default line of oslo.log: `date time.ms pid LEVEL logger [context] [instance: uuid] message`.
 *
 * The context depends on the oslo.log release, not on Nova's (`ContextFormatter`, `user_identity`), so it is read
 * by what its words look like: up to two request ids, of which the last is the local one. The pid is missing in
 * logs before 2013.
 */
export const osloFormat: LineFormat = {
  id: 'oslo',
  parse: parseOslo,
};

const HEADER =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:[.,]\d{1,6})?) (?:(\d+|-) )?(DEBUG|INFO|AUDIT|WARNING|WARN|ERROR|TRACE|CRITICAL) ([\w.\-/]+)(?: |$)/;
const INSTANCE = /^\[instance: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\] ?/i;

function parseOslo(line: string): LineHead | undefined {
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const [all, date = '', time = '', pid, level = '', logger] = header;
  const context = readContext(line, all.length);
  const rest = line.slice(context.end);
  const instance = INSTANCE.exec(rest);
  return {
    wallMs: readStamp(date, time),
    clock: 'local',
    pid,
    level: readLevel(level),
    logger,
    requestId: context.requestId,
    globalRequestId: context.globalRequestId,
    instance: instance?.[1]?.toLowerCase(),
    message: instance === null ? rest : rest.slice(instance[0].length),
    bare: context.bare,
  };
}

interface Context {
  readonly end: number;
  readonly bare: boolean;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
}

/** `[req-… - - - - -]`: the service's own context of a periodic task or an event, an id that nobody asked for. */
function isOwnContext(words: readonly string[]): boolean {
  const identity = words.filter((word) => word !== 'None' && !REQUEST_ID.test(word));
  return identity.length >= 3 && identity.every((word) => word === '-');
}

const CONTEXT_START = /^\[(?:-|None|req-|g?req-)/;
const REQUEST_ID = /^g?(req-[0-9a-f-]{8,})$/i;

function readContext(line: string, at: number): Context {
  const none = { end: at, bare: true, requestId: undefined, globalRequestId: undefined };
  if (!CONTEXT_START.test(line.slice(at, at + 6))) return none;
  const close = line.indexOf(']', at);
  if (close < 0) return none;
  const words = line.slice(at + 1, close).split(' ');
  const ids: string[] = [];
  for (const word of words.slice(0, 3)) {
    const id = REQUEST_ID.exec(word)?.[1];
    if (id !== undefined) ids.push(id.toLowerCase());
  }
  if (isOwnContext(words)) ids.length = 0;
  return {
    end: line.charAt(close + 1) === ' ' ? close + 2 : close + 1,
    bare: false,
    requestId: ids.at(-1),
    globalRequestId: ids.length > 1 ? ids[0] : undefined,
  };
}
