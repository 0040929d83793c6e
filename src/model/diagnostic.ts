/**
 * A word about our input or our rules, never about the cloud.
 *
 * `code` is stable and has an `explain` page; the three texts follow the same order everywhere.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly what: string;
  readonly why?: string;
  readonly fix?: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}
