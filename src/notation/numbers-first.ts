const NINE = 0x39;

/** The same values in the order that an object would have them in: whole numbers first, then the rest as it came. */
export function numbersFirst<T>(values: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  for (const name of values.keys())
    if (name.charCodeAt(0) <= NINE) return new Map(Object.entries(Object.fromEntries(values)));
  return values;
}
