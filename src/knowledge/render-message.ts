const UUID = '7c6b3f1e-52d4-4a0f-9d3c-1f0e8b7a4d21';
const HOST = 'cmp-a';
const NUMBER = '7';
const ANYTHING = 'xyz';

const PLACEHOLDER = /%%|%(?:\((\w+)\))?[-+0-9.]*([sdirf])|\{([\w.]*)\}/g;

/** A message of Nova's source as a log would show it: placeholders get values that their name or place suggests. */
export function renderMessage(template: string): string {
  const text = template.replace(
    PLACEHOLDER,
    (
      whole: string,
      named: string | undefined,
      kind: string | undefined,
      braced: string | undefined,
      at: number,
    ) => {
      if (whole === '%%') return '%';
      if (kind === 'd' || kind === 'i') return NUMBER;
      if (kind === 'f') return '7.00';
      const name = named ?? braced ?? '';
      return name === '' ? byPlace(template.slice(0, at)) : byName(name);
    },
  );
  return text.split('\n', 1)[0] ?? '';
}

function byName(name: string): string {
  if (/uuid|^instance_id$|^mig$|^id$|^inst$/.test(name)) return UUID;
  if (/host|^dest$|^src$|^source$|^node$|^last_node$/.test(name)) return HOST;
  if (/attempt|^pos$|^cur$|^end$/.test(name)) return NUMBER;
  return ANYTHING;
}

function byPlace(before: string): string {
  if (before.endsWith('cancel live migration ')) return NUMBER; // wording because: tells an id from a host
  if (/(?:instance|volume|attachment|port|migration) ?$/i.test(before)) return UUID;
  if (/(?:host|node|destination|instance to|failed at|compute_info for) $/.test(before)) return HOST;
  return ANYTHING;
}
