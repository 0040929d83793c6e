import { runCommand, type Cost } from './run-command.ts';

export interface Contender {
  readonly name: string;
  readonly command: string;
}

/** Commands that are compared with the first of them. */
export interface BenchCase {
  readonly name: string;
  readonly contenders: readonly Contender[];
}

export interface Measured extends Contender {
  /** Medians over the rounds; undefined when a run failed. */
  readonly cost: Cost | undefined;
}

/** Runs all commands of a case in turn, round after round, so that what else the machine does hits all alike. */
export function measureCase({ contenders }: BenchCase, rounds: number): Measured[] {
  const costs = contenders.map((): (Cost | undefined)[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, { command }] of contenders.entries()) costs[index]?.push(runCommand(command));
  return contenders.map((contender, index) => ({ ...contender, cost: medianOf(costs[index] ?? []) }));
}

function medianOf(costs: readonly (Cost | undefined)[]): Cost | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  if (known.length < costs.length || known.length === 0) return undefined;
  const peaks = known.map(({ peakBytes }) => peakBytes).filter((bytes) => bytes !== undefined);
  return {
    wall: median(known.map(({ wall }) => wall)),
    cpu: median(known.map(({ cpu }) => cpu)),
    peakBytes: peaks.length === 0 ? undefined : median(peaks),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
