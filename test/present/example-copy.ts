import type { CopyAnalysis } from '../../src/model/index.ts';

/** A copy of which the logs tell no more than what is given. */
export function exampleCopy(known: Partial<CopyAnalysis>): CopyAnalysis {
  return {
    samples: [],
    intervals: [],
    passes: [],
    downtimeSteps: [],
    coarseness: { samples: 0, detail: 'none' },
    limits: { bandwidthReached: false },
    needed: {},
    ending: { type: 'open' },
    verdict: { type: 'not-enough-data', why: 'no-numbers', certainty: 'certain' },
    remedies: [],
    ...known,
  };
}
