import { describe, expect, it } from 'vitest';
import { cannotReason, exitCode } from '../../src/cli/exit-code.ts';
import type { Analysis, Severity } from '../../src/model/index.ts';
import { analysis, healthy, portBlocked } from '../present/example-analysis.ts';
import { blockedFinding, blockedMigration } from '../present/example-blocked.ts';

const NONE = { migration: undefined, instance: undefined, request: undefined };
const error = { code: 'condition-invalid', severity: 'error', what: 'no' } as const;
const empty: Analysis = { ...analysis([], []), inputs: [] };
const of = (severity: Severity): Analysis => analysis([blockedMigration], [{ ...blockedFinding, severity }]);

describe('exitCode', () => {
  function check(
    name: string,
    from: Analysis,
    failOn: 'error' | 'warning' | 'info' | 'none',
    code: number,
    selected: Partial<typeof NONE | { migration: string }> = {},
  ): void {
    it(`${name}, --fail-on ${failOn}: ${code}`, () =>
      expect(exitCode(from, { ...NONE, ...selected, failOn })).toBe(code));
  }

  check('no finding', healthy, 'info', 0);
  check('an error', portBlocked, 'error', 1);
  check('an error', portBlocked, 'none', 0);
  check('a warning', of('warning'), 'error', 0);
  check('a warning', of('warning'), 'warning', 1);
  check('a note', of('info'), 'warning', 0);
  check('a note', of('info'), 'info', 1);
  check('a bad filter', { ...analysis([], []), diagnostics: [error] }, 'error', 2);
  check('findings in half an answer', { ...portBlocked, diagnostics: [error] }, 'error', 2);
  check('an error diagnostic', { ...healthy, diagnostics: [error] }, 'none', 2);
  check(
    'a warning about the input',
    { ...healthy, diagnostics: [{ ...error, severity: 'warning' }] },
    'error',
    0,
  );
  check('nothing recognised', empty, 'none', 2);
  check('records without a migration', analysis([], []), 'error', 0);
  check('no such migration', analysis([], []), 'error', 2, { migration: 'm-1' });
  check('the migration asked for', portBlocked, 'error', 1, { migration: 'm-1' });
});

describe('cannotReason', () => {
  function check(from: Analysis, reason: string | undefined): void {
    it(reason ?? 'none', () => expect(cannotReason(from, { ...NONE, request: 'req-1' })).toBe(reason));
  }

  check(portBlocked, undefined);
  check({ ...empty, diagnostics: [error] }, 'diagnostic');
  check(empty, 'nothing-recognised');
  check(analysis([], []), 'no-such-migration');
});
