/** What oslo.log's formats hold behind level and logger. */
export interface OsloTail {
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
  readonly instance: string | undefined;
  readonly message: string;
  readonly bare: boolean;
}

const INSTANCE = /^\[instance: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\] ?/i;

/**
 * Reads `[context] [instance: uuid] message` from a place in a line.
 *
 * The context depends on the oslo.log release and on the site, not on Nova's release (`ContextFormatter`,
 * `user_identity`), so it is read by what its words look like: up to two request ids, of which the last is the local
 * one unless a `g` marks the global one, as deployments that print both wrote it before oslo.log 4.8 did.
 */
export function readTail(line: string, at: number): OsloTail {
  const context = readContext(line, at);
  const rest = line.slice(context.end);
  const instance = rest.startsWith('[i') ? INSTANCE.exec(rest) : null;
  return {
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

const CONTEXT_START = /^\[(?:-|g?None|g?req-|\])/;
const MAX_CONTEXT = 1024;
const REQUEST_ID = /^(g?)(req-[0-9a-f-]{8,64})$/i;

function readContext(line: string, at: number): Context {
  const none = { end: at, bare: true, requestId: undefined, globalRequestId: undefined };
  if (line.charAt(at) !== '[' || !CONTEXT_START.test(line.slice(at, at + 6))) return none;
  const close = line.slice(at, at + MAX_CONTEXT).indexOf(']');
  if (close < 0) return none;
  const words = line.slice(at + 1, at + close).split(' ');
  let local: string | undefined;
  let global: string | undefined;
  for (const word of words.slice(0, 3)) {
    const id = REQUEST_ID.exec(word);
    if (id === null) continue;
    const value = id[2]?.toLowerCase();
    if (id[1] !== '') global = value;
    else {
      global = local ?? global;
      local = value;
    }
  }
  const isOwn = isOwnContext(words);
  const end = at + close + 1;
  return {
    end: line.charAt(end) === ' ' ? end + 1 : end,
    bare: false,
    requestId: isOwn ? undefined : local,
    globalRequestId: isOwn ? undefined : global,
  };
}

/**
 * `[req-… - - - - -]`, or `[None req-… None None]` where names are printed: the service's own context of a periodic
 * task or an event, with an id that nobody asked for.
 */
function isOwnContext(words: readonly string[]): boolean {
  const id = words.findLastIndex((word) => REQUEST_ID.test(word));
  const identity = words.slice(id + 1).filter((word) => word !== 'gNone' && word !== '');
  if (id < 0 || identity.length < 2) return false;
  if (identity.every((word) => word === 'None')) return true;
  return identity.filter((word) => word === '-').length >= 3 && identity.every(isNobody);
}

function isNobody(word: string): boolean {
  return word === '-' || word === 'None';
}
