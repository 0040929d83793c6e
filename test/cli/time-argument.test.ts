import { describe, expect, it } from 'vitest';
import { timeArgument } from '../../src/cli/time-argument.ts';

describe('timeArgument', () => {
  function check(text: string, iso: string | undefined): void {
    it(`${text} is ${iso ?? 'no time'}`, () => expect(timeArgument(text)).toBe(iso));
  }

  check('2026-11-24', '2026-11-24T00:00:00.000Z');
  check('2026-11-24 01:48', '2026-11-24T01:48:00.000Z');
  check('2026-11-24 01:48:36.05', '2026-11-24T01:48:36.050Z');
  check('2026-11-24 01:48:36,050', '2026-11-24T01:48:36.050Z');
  check('2026-11-24T01:48:36Z', '2026-11-24T01:48:36.000Z');
  check('2026-11-24 01:48:36.050Z', '2026-11-24T01:48:36.050Z');
  check('2026-11-24 01:48 UTC', '2026-11-24T01:48:00.000Z');
  check('2026-11-24 01:48:36.599+0000', '2026-11-24T01:48:36.599Z');
  check('2026-11-24T10:48+09:00', '2026-11-24T01:48:00.000Z');
  check('2026-02-31', undefined);
  check('2026-13-01', undefined);
  check('01:48', undefined);
  check('yesterday', undefined);
  check('', undefined);
});
