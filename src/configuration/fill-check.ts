const PLACEHOLDER = /\{([A-Za-z][\w.]*)(?:\|([^{}]*))?\}/g;

/** Fills `{libvirt.live_migration_bandwidth}` or `{nearest}` into a text; what nobody knows becomes its default or an ellipsis. */
export function fillCheck(template: string, word: (name: string) => string | undefined): string {
  return template
    .replace(PLACEHOLDER, (_, name: string, fallback?: string) => word(name) ?? fallback ?? '…')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Names of the placeholders of a text. */
export function checkPlaceholders(template: string): readonly string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}
