import type { DriftUnit, DriftWeight, FactName, OptionOwner } from '../model/index.ts';

export const COMPARISONS = ['missing', 'older', 'smaller', 'different', 'unset'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** What two hosts are compared by. */
export type DriftSubject =
  | { readonly type: 'fact'; readonly name: FactName }
  | { readonly type: 'option'; readonly owner: OptionOwner; readonly section: string; readonly name: string }
  | { readonly type: 'clock' };

/** One row of `rules/knowledge/drift.yaml`. */
export interface DriftRule {
  readonly id: string;
  readonly of: DriftSubject;
  readonly compare: Comparison;
  readonly weight: DriftWeight;
  /** The weight depends on an option of the source. */
  readonly weightBy?: {
    readonly option: Extract<DriftSubject, { type: 'option' }>;
    readonly weights: Readonly<Record<string, DriftWeight>>;
  };
  /** Compared only where this fact is equal on both hosts. */
  readonly same?: FactName;
  /** Only these of a fact that there are several of. */
  readonly only?: readonly string[];
  /** Items of a list that mean nothing. */
  readonly ignore: readonly string[];
  /** Of a text only the words that begin so. */
  readonly words?: readonly string[];
  /** Numbers count as different from here on. */
  readonly above?: number;
  readonly unit?: DriftUnit;
  readonly subject: string;
  readonly why: string;
  readonly remedy: string;
  /** The event that rules can ask for. */
  readonly event?: string;
}
