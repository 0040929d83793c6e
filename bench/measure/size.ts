const UNITS: Readonly<Record<string, number>> = { '': 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** `64MiB` in bytes. */
export function readSize(text: string): number {
  const found = /^(\d+(?:\.\d+)?) ?(|KiB|MiB|GiB)$/.exec(text);
  if (found === null) throw new Error(`${text} is not a size; write 64MiB or 1GiB`);
  return Math.round(Number(found[1]) * (UNITS[found[2] ?? ''] ?? 1));
}
