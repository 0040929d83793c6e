import type { Bucket, Spread } from '../model/index.ts';

const PERCENTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** How values are spread; see `Spread` for when a percentile is left out. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.filter(Number.isFinite).toSorted((one, other) => one - other);
  const n = sorted.length;
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) return { n };
  const percentiles = PERCENTILES.filter(([, part]) => isTelling(n, part)).map(([name, part]) => [
    name,
    sorted[Math.ceil(part * n) - 1],
  ]);
  return { n, min, ...(Object.fromEntries(percentiles) as Partial<Spread>), max };
}

/** At least one whole sample has to lie beyond the percentile. */
function isTelling(n: number, part: number): boolean {
  return Math.round(n * (1 - part) * 1e6) >= 1e6;
}

/** Counts values between edges; the last bucket is open. */
export function bucketsOf(values: readonly number[], edges: readonly number[]): readonly Bucket[] {
  return edges.map((from, index) => {
    const to = edges[index + 1];
    const count = values.filter((value) => value >= from && (to === undefined || value < to)).length;
    return { from, ...(to === undefined ? {} : { to }), count };
  });
}
