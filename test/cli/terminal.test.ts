import { describe, expect, it } from 'vitest';
import { colorLevel, reportColumns } from '../../src/cli/terminal.ts';

const pipe = { isTTY: false, columns: 0 };
const tty = { isTTY: true, columns: 90, getColorDepth: () => 8 };

describe('reportColumns', () => {
  function check(asked: number | undefined, output: typeof pipe | typeof tty, columns: number): void {
    it(`${asked ?? 'default'} on ${output.isTTY ? 'a terminal' : 'a pipe'} is ${columns}`, () =>
      expect(reportColumns(asked, output)).toBe(columns));
  }

  check(undefined, pipe, 100);
  check(undefined, tty, 90);
  check(60, tty, 60);
  check(200, pipe, 200);
  check(undefined, { ...tty, columns: 300 }, 120);
});

describe('colorLevel', () => {
  function check(
    asked: 'auto' | 'always' | 'never',
    output: typeof pipe | typeof tty,
    env: Readonly<Record<string, string>>,
    level: number,
  ): void {
    it(`${asked} on ${output.isTTY ? 'a terminal' : 'a pipe'} with ${JSON.stringify(env)} is ${level}`, () =>
      expect(colorLevel(asked, output, env)).toBe(level));
  }

  check('auto', pipe, {}, 0);
  check('auto', tty, {}, 2);
  check('auto', tty, { NO_COLOR: '1' }, 0);
  check('auto', tty, { NO_COLOR: '' }, 2);
  check('auto', pipe, { FORCE_COLOR: '1' }, 1);
  check('auto', pipe, { FORCE_COLOR: '3' }, 3);
  check('auto', tty, { FORCE_COLOR: '0' }, 0);
  check('auto', tty, { NO_COLOR: '1', FORCE_COLOR: '2' }, 2);
  check('always', pipe, { NO_COLOR: '1' }, 1);
  check('always', tty, {}, 2);
  check('never', tty, { FORCE_COLOR: '3' }, 0);
});
