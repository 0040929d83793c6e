import { nearestName } from './nearest.ts';
import { dimensionOf, unitsOf, type Dimension } from './quantity.ts';

/** Units as people write them elsewhere. */
const WORDS: Readonly<Record<string, string>> = {
  msec: 'ms',
  millisecond: 'ms',
  sec: 's',
  second: 's',
  min: 'm',
  minute: 'm',
  hr: 'h',
  hour: 'h',
  day: 'd',
  byte: 'B',
  bps: 'B/s',
  kbps: 'KB/s',
  mbps: 'MB/s',
  gbps: 'GB/s',
  k: 'KiB',
  g: 'GiB',
  t: 'TiB',
};

/** The unit that somebody probably means; looked for among all dimensions unless one is given. */
export function nearestUnit(written: string, dimension?: Dimension): string | undefined {
  const lower = written.toLowerCase();
  const word = WORDS[lower] ?? WORDS[lower.replace(/s$/, '')];
  if (word !== undefined && (dimension === undefined || dimensionOf(word) === dimension)) return word;
  const dimensions: readonly Dimension[] =
    dimension === undefined ? ['duration', 'size', 'rate'] : [dimension];
  return nearestName(written, dimensions.flatMap(unitsOf));
}
