/** What the address asks for: a part of the report, or one migration. */
export interface Route {
  readonly view: string;
  readonly migration: string | undefined;
}

/** Reads the fragment of an address; what it does not know is the list, or the only migration there is. */
export function routeOf(fragment: string, views: readonly string[], ids: readonly string[]): Route {
  const asked = decoded(fragment.startsWith('m/') ? fragment.slice(2) : fragment);
  const migration = ids.find((id) => id === asked);
  if (migration !== undefined) return { view: 'migration', migration };
  const view = views.find((one) => one === fragment) ?? 'overview';
  const only = view === 'overview' && ids.length === 1 ? ids[0] : undefined;
  return { view, migration: only };
}

/** The fragment of a migration's address. */
export function fragmentOf(migration: string): string {
  return `#m/${encodeURIComponent(migration)}`;
}

/** Somebody may have cut an address in the middle of an escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
