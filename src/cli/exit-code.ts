import { counts } from '../gate/counts.ts';
import type { Analysis } from '../model/index.ts';
import type { Arguments } from './arguments.ts';

/** No finding at or above --fail-on. */
export const CLEAN = 0;
/** Findings at or above --fail-on. */
export const FOUND = 1;
/** The job could not be done as asked. */
export const CANNOT = 2;

export type ExitCode = typeof CLEAN | typeof FOUND | typeof CANNOT;

/**
 * Decides the exit code.
 *
 * An analysis that could not be done as asked is 2 even when it has findings: a script must not take half an
 * answer for a whole one.
 */
export function exitCode(analysis: Analysis, args: Pick<Arguments, 'failOn' | Selector>): ExitCode {
  if (cannotReason(analysis, args) !== undefined) return CANNOT;
  return analysis.findings.some((finding) => counts(finding, args.failOn)) ? FOUND : CLEAN;
}

export type Cannot = 'diagnostic' | 'nothing-recognised' | 'no-such-migration';
type Selector = 'migration' | 'instance' | 'request';

/** Why the job could not be done; nothing when it could. */
export function cannotReason(analysis: Analysis, args: Pick<Arguments, Selector>): Cannot | undefined {
  if (analysis.diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return 'diagnostic';
  if (analysis.inputs.every((input) => input.records === 0)) return 'nothing-recognised';
  if (analysis.migrations.length === 0 && selectors(args).length > 0) return 'no-such-migration';
  return undefined;
}

/** The options that name one migration, as they were written. */
export function selectors(args: Pick<Arguments, Selector>): readonly string[] {
  const names: readonly Selector[] = ['migration', 'instance', 'request'];
  return names.flatMap((name) => (args[name] === undefined ? [] : [`--${name} ${args[name]}`]));
}
