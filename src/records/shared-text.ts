const MOST = 4_096;
const shared = new Map<string, string>();

/**
 * The same string for the same id: it stands on every line of a migration, and one that is cut from its line keeps the
 * line alive and has to be hashed anew wherever it is looked up. For plain ASCII only.
 */
export function sharedText(text: string): string {
  const known = shared.get(text);
  if (known !== undefined) return known;
  if (shared.size >= MOST) shared.clear();
  // A cut string would keep its line as long as this one lives; this makes it stand alone.
  const own = Buffer.from(text, 'latin1').toString('latin1');
  shared.set(own, own);
  return own;
}

/**
 * A copy: a text that is cut from its line keeps all of the line in memory, and of a line half is header and origin.
 *
 * Joined from two pieces, because V8 then copies it once and in one piece as soon as a character of it is looked at.
 */
export function standAlone(text: string): string {
  if (text.length < 2) return text;
  const joined = text.slice(0, -1) + text.slice(-1);
  return joined.charCodeAt(0) === NO_CHARACTER ? text : joined;
}

const NO_CHARACTER = 0xffff;
