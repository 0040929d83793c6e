export type Dimension = 'duration' | 'size' | 'rate';

const SECOND = 1000;
const KIB = 1024;

const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: 60 * SECOND,
  h: 3600 * SECOND,
  d: 86_400 * SECOND,
};

const SIZES: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: KIB,
  MiB: KIB ** 2,
  GiB: KIB ** 3,
  TiB: KIB ** 4,
};

const RATES = Object.fromEntries(Object.entries(SIZES).map(([unit, factor]) => [`${unit}/s`, factor]));

const UNITS: Readonly<Record<Dimension, Readonly<Record<string, number>>>> = {
  duration: DURATIONS,
  size: SIZES,
  rate: RATES,
};

/** The units of a dimension; milliseconds, bytes and bytes per second are what everything is counted in. */
export function unitsOf(dimension: Dimension): readonly string[] {
  return Object.keys(UNITS[dimension]);
}

/** What a unit measures; units are case-sensitive, as `m` and `M` differ by far. */
export function dimensionOf(unit: string): Dimension | undefined {
  if (Object.hasOwn(DURATIONS, unit)) return 'duration';
  if (Object.hasOwn(SIZES, unit)) return 'size';
  return Object.hasOwn(RATES, unit) ? 'rate' : undefined;
}

/** A value in milliseconds, bytes or bytes per second. */
export function inBaseUnit(value: number, unit: string): number {
  const dimension = dimensionOf(unit);
  return dimension === undefined ? value : value * (UNITS[dimension][unit] ?? 1);
}

const SHOWN: Readonly<Record<Dimension, readonly string[]>> = {
  duration: ['d', 'h', 'm', 's'],
  size: ['TiB', 'GiB', 'MiB', 'KiB'],
  rate: ['TiB/s', 'GiB/s', 'MiB/s', 'KiB/s'],
};

/** A value in the language's own spelling, so that what a trace shows can be pasted into a condition. */
export function printQuantity(dimension: Dimension, value: number): string {
  const factors = UNITS[dimension];
  for (const unit of SHOWN[dimension]) {
    const amount = value / (factors[unit] ?? 1);
    if (Math.abs(amount) >= 1) return `${Math.round(amount * 100) / 100}${unit}`;
  }
  return `${Math.round(value * 100) / 100}${{ duration: 'ms', size: 'B', rate: 'B/s' }[dimension]}`;
}

/** Splits `20mb/s` into its number and what should have been a unit. */
export function splitQuantity(text: string): { readonly value: number; readonly unit: string } | undefined {
  const [, digits, unit] = /^(-?\d+(?:\.\d+)?)\s*([A-Za-z/]*)$/.exec(text) ?? [];
  return digits === undefined || unit === undefined ? undefined : { value: Number(digits), unit };
}
