import type { Finding, Migration } from './analysis.ts';

/** Keys and list positions from the root of a file: where something in it stands. */
export type FilePlace = readonly (string | number)[];

/** What names a migration in a file of expectations; beginnings are enough. */
export const IDENTITY_FIELDS = ['id', 'migrationUuid', 'requestId', 'instance', 'domain'] as const;

/** What a migration is expected to be like: fields of `Migration` by their own names. */
export const EXPECTED_FIELDS = [
  'outcome',
  'failedPhase',
  'source',
  'destination',
  'instanceIsOn',
  'kind',
  'mode',
] as const;

export type IdentityField = (typeof IDENTITY_FIELDS)[number];
export type ExpectedField = (typeof EXPECTED_FIELDS)[number];

/** `strict`: there is nothing that is not written down; `partial`: what is written down is there. */
export type Strictness = 'strict' | 'partial';

/** What an analysis is expected to find, as a file says it. */
export interface Expectations {
  readonly match: Strictness;
  readonly hosts?: readonly string[];
  readonly migrations: readonly ExpectedMigration[];
  /** Findings about hosts. */
  readonly findings?: readonly ExpectedFinding[];
}

export interface ExpectedMigration {
  readonly match: Strictness;
  readonly identity: Readonly<Partial<Record<IdentityField, string>>>;
  /** For each field the values that are right. */
  readonly fields: Readonly<Partial<Record<ExpectedField, readonly string[]>>>;
  /** Absent: nothing is said about findings, whatever `match` is. */
  readonly findings?: readonly ExpectedFinding[];
}

/** What is given must fit. */
export interface ExpectedFinding {
  readonly rule?: string;
  readonly class?: string;
  readonly role?: string;
  readonly severity?: string;
  readonly host?: string;
}

/** How an analysis differs from what was expected. */
export type Mismatch = { readonly place: FilePlace } & (
  | {
      readonly type: 'value';
      readonly migration: Migration;
      readonly field: ExpectedField;
      readonly expected: readonly string[];
      readonly actual: string | undefined;
    }
  | { readonly type: 'no-such-migration'; readonly expected: ExpectedMigration }
  | { readonly type: 'migration-not-expected'; readonly migration: Migration }
  | {
      readonly type: 'no-such-finding';
      readonly migration: Migration | undefined;
      readonly expected: ExpectedFinding;
      readonly found: readonly Finding[];
    }
  | {
      readonly type: 'finding-not-expected';
      readonly migration: Migration | undefined;
      readonly finding: Finding;
    }
  | { readonly type: 'no-such-host'; readonly host: string; readonly found: readonly string[] }
  | { readonly type: 'host-not-expected'; readonly host: string }
);

/** Findings that somebody has accepted, as a file says it. */
export interface Baseline {
  readonly accepted: readonly AcceptedFinding[];
}

export interface AcceptedFinding {
  readonly fingerprint: string;
  readonly rule: string | undefined;
  readonly reason: string | undefined;
  readonly place: FilePlace;
}

/** What a check says of an analysis. */
export interface Judgement {
  /** At or above the threshold, neither accepted nor expected: why the check fails. */
  readonly failing: readonly Finding[];
  /** Accepted by the baseline. */
  readonly accepted: readonly { readonly finding: Finding; readonly by: AcceptedFinding }[];
  readonly mismatches: readonly Mismatch[];
  /** Entries of the baseline that fit no finding any more. */
  readonly stale: readonly AcceptedFinding[];
  readonly hasBaseline: boolean;
}
