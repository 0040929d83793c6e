import type { OptionTable } from './option-table.ts';

/** Releases without a gap, first and last included. */
export interface ReleaseSpan<T> {
  readonly from: string;
  readonly to: string;
  readonly value: T;
}

/** What holds in every release, with neighbours that hold the same joined; `undefined` is left out. */
export function releaseSpans<T extends string | number | boolean>(
  table: OptionTable,
  read: (release: string) => T | undefined,
): readonly ReleaseSpan<T>[] {
  const spans: ReleaseSpan<T>[] = [];
  let before: T | undefined;
  for (const { name } of table.knowledge.releases) {
    const value = read(name);
    const last = spans.at(-1);
    if (value !== undefined) {
      if (last !== undefined && value === before) spans.splice(-1, 1, { ...last, to: name });
      else spans.push({ from: name, to: name, value });
    }
    before = value;
  }
  return spans;
}
