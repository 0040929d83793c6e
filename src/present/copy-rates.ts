import type { CopySample } from '../model/index.ts';

/** What happened between two progress lines; bytes per second. */
export interface CopyRate {
  readonly from: number;
  readonly to: number;
  readonly sent: number;
  /** How fast the guest dirtied memory while it was copied; at least this, for empty pages cost no bytes. */
  readonly dirtied: number;
}

/** Samples that carry numbers: before libvirt has started its job, Nova prints zeros. */
export function measured(samples: readonly CopySample[]): readonly CopySample[] {
  return samples.filter((sample) => sample.memoryTotal > 0 && !Number.isNaN(Date.parse(sample.at)));
}

/**
 * Rates between samples.
 *
 * What is left grows by what the guest dirtied and shrinks by what was sent, so that the difference of both
 * gives the dirty rate.
 */
export function copyRates(samples: readonly CopySample[]): readonly CopyRate[] {
  return samples.slice(1).flatMap((sample, index) => {
    const before = samples[index];
    if (before === undefined) return [];
    const from = Date.parse(before.at);
    const to = Date.parse(sample.at);
    const seconds = (to - from) / 1000;
    if (seconds <= 0) return [];
    const memory = sample.memoryProcessed - before.memoryProcessed;
    const disk = (sample.diskProcessed ?? 0) - (before.diskProcessed ?? 0);
    const grown = sample.memoryRemaining - before.memoryRemaining;
    return [
      {
        from,
        to,
        sent: Math.max(0, memory + disk) / seconds,
        dirtied: Math.max(0, memory + grown) / seconds,
      },
    ];
  });
}
