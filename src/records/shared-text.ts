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
