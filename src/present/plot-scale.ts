import type { Tick } from './detail-model.ts';
import { duration } from './units.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TIME_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 6, 12].map((hours) => hours * HOUR),
];
const MOST_TICKS = 6;

/** Ticks at round times since the left end of an axis that is `lengthMs` long. */
export function timeTicks(lengthMs: number): readonly Tick[] {
  if (!(lengthMs > 0)) return [];
  const days = Math.ceil(lengthMs / MOST_TICKS / DAY) * DAY;
  const step = TIME_STEPS.find((candidate) => lengthMs / candidate <= MOST_TICKS) ?? days;
  return ticks(lengthMs, step, (ms) => (ms === 0 ? '0' : shortDuration(ms)));
}

/** A round step is told in its own unit: `30 s`, `2 min`, not `2 min 00 s`. */
function shortDuration(ms: number): string {
  return duration(ms)
    .replace(/\.0 s$/, ' s')
    .replace(/ 00 (?:s|min|h)$/, '');
}

/** An axis from 0 to a round number above `most`, and its ticks. */
export function valueScale(
  most: number,
  base: 1000 | 1024,
  format: (value: number) => string,
): { readonly top: number; readonly ticks: readonly Tick[] } {
  const unit = base ** Math.max(0, Math.floor(Math.log(Math.max(most, 1)) / Math.log(base)));
  const inUnits = Math.max(most, 1) / unit;
  const magnitude = 10 ** Math.floor(Math.log10(inUnits / 3));
  const factor = [1, 2, 5, 10].find((candidate) => inUnits / (candidate * magnitude) <= 3) ?? 10;
  const step = factor * magnitude * unit;
  const top = Math.ceil(Math.max(most, 1) / step) * step;
  return { top, ticks: ticks(top, step, (value) => (value === 0 ? '0' : format(value))) };
}

function ticks(length: number, step: number, format: (value: number) => string): readonly Tick[] {
  const count = Math.floor(length / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: fraction(index * step, length),
    label: format(index * step),
  }));
}

/** A part of a whole as 0…1, to four places: enough for every screen, and the same everywhere. */
export function fraction(part: number, whole: number): number {
  if (!(whole > 0) || !Number.isFinite(part)) return 0;
  return Math.round(Math.min(1, Math.max(0, part / whole)) * 10_000) / 10_000;
}
