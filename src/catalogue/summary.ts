import type { Fields } from '../model/index.ts';

const PLACEHOLDER = /\{([a-z_][\w.]*)\}/g;

/** Fills `{field}` in the words of a catalogue entry; a field that the line did not have becomes `?`, an empty one `none`. */
export function fillSummary(words: string, fields: Fields): string {
  if (!words.includes('{')) return words;
  return words.replace(PLACEHOLDER, (_, name: string) => {
    const value = String(fields[name] ?? '?');
    return value === '' ? 'none' : value;
  });
}
