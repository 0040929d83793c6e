import { sharedText } from './shared-text.ts';

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
  let rest = at;
  if (context !== undefined) {
    rest += context.text.length;
    if (line.charAt(rest) === ' ') rest += 1;
  }
  const instance = line.startsWith('[i', rest) ? INSTANCE.exec(line.slice(rest, rest + MAX_INSTANCE)) : null;
  return {
    requestId: context?.requestId,
    globalRequestId: context?.globalRequestId,
    instance: instance?.[1] === undefined ? undefined : sharedText(instance[1].toLowerCase()),
    message: line.slice(rest + (instance?.[0].length ?? 0)),
    bare: context === undefined,
  };
}

/** Longer than `[instance: uuid] `. */
const MAX_INSTANCE = 64;

interface Context {
  /** With its brackets. */
  readonly text: string;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
}

const CONTEXT_START = /^\[(?:-|g?None|g?req-|\])/;
const MAX_CONTEXT = 1024;
const REQUEST_ID = /^(g?)(req-[0-9a-f-]{8,64})$/i;

/** Lines of one request come after each other: the context of the one before is taken apart once. */
let latest: Context | undefined;

function readContext(line: string, at: number): Context | undefined {
  if (line.charCodeAt(at) !== OPEN_BRACKET) return undefined;
  if (latest !== undefined && line.startsWith(latest.text, at)) return latest;
  if (!CONTEXT_START.test(line.slice(at, at + 6))) return undefined;
  const close = line.slice(at, at + MAX_CONTEXT).indexOf(']');
  if (close < 0) return undefined;
  const text = line.slice(at, at + close + 1);
  if (text.length < SHORTEST) return { text, requestId: undefined, globalRequestId: undefined };
  latest = parseContext(text);
  return latest;
}

/** `[req-00000000]`: a shorter one holds no id. */
const SHORTEST = 14;

const OPEN_BRACKET = 0x5b;
/** Ids that come later are none of the request. */
const ID_WORDS = 3;

function parseContext(text: string): Context {
  let local: string | undefined;
  let global: string | undefined;
  let hasId = false;
  // What stands behind the last id: dashes, `None` and words that name somebody.
  let dashes = 0;
  let nones = 0;
  let names = 0;
  for (const [index, word] of text.slice(1, -1).split(' ').entries()) {
    const id = REQUEST_ID.exec(word);
    if (id?.[2] !== undefined) {
      hasId = true;
      dashes = nones = names = 0;
      if (index >= ID_WORDS) continue;
      const value = sharedText(id[2].toLowerCase());
      if (id[1] !== '') global = value;
      else {
        global = local ?? global;
        local = value;
      }
    } else if (word === '-') dashes += 1;
    else if (word === 'None') nones += 1;
    else if (word !== 'gNone' && word !== '') names += 1;
  }
  // `[req-… - - - - -]`, or `[None req-… None None]` where names are printed: the service's own context of a periodic
  // task or an event, with an id that nobody asked for.
  const isOwn = hasId && names === 0 && (dashes >= 3 || (dashes === 0 && nones >= 2));
  return {
    text,
    requestId: isOwn ? undefined : local,
    globalRequestId: isOwn ? undefined : global,
  };
}
