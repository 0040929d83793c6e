import type { Confidence } from '../model/index.ts';

const LESS_SURE: Readonly<Record<Confidence, Confidence>> = {
  certain: 'likely',
  likely: 'possible',
  possible: 'possible',
};

/** Less sure by a step. */
export function lessSure(confidence: Confidence): Confidence {
  return LESS_SURE[confidence];
}
