import { render } from 'ink-testing-library';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { textWidth } from '../../src/present/text-width.ts';
import { App } from '../../src/tui/view/app.tsx';
import { migrationLines } from '../../src/tui/view/migration-lines.ts';
import { deadGuest, portBlocked, threeMigrations } from '../present/example-analysis.ts';

const DOWN = '\u001b[B';
const ENTER = '\r';
const ESCAPE = '\u001b';

async function screen(from: Analysis, keys: readonly string[]): Promise<string> {
  const app = render(<App model={presentAnalysis(from)} />);
  for (const key of ['', ...keys]) {
    if (key !== '') app.stdin.write(key);
    // ink waits a moment after Escape, which could be the beginning of a longer sequence.
    await setTimeout(60);
  }
  const frame = app.lastFrame() ?? '';
  app.unmount();
  return frame;
}

describe('the screen', () => {
  function check(
    name: string,
    from: Analysis,
    keys: readonly string[],
    parts: readonly (string | RegExp)[],
  ): void {
    it(name, async () => {
      const frame = await screen(from, keys);
      for (const part of parts) expect(frame).toMatch(part);
    });
  }

  check(
    'lists all migrations',
    threeMigrations,
    [],
    [
      '3 live migrations: 1 completed, 2 failed',
      /^> ✔ 2026-11-24 01:47:15Z {2}instance-00000009/m,
      /^ {2}✘ .* instance-0000000b {2}cmp-a → cmp-b {2}failed in copy/m,
      /Enter open/,
    ],
  );
  check('moves the cursor', threeMigrations, [DOWN], [/^> ✘ .*instance-0000000b/m]);
  check(
    'opens the one under the cursor',
    threeMigrations,
    ['j', ENTER],
    [/^✘ FAILED instance-0000000b/m, /still runs on cmp-a/],
  );
  check('goes back', threeMigrations, [ENTER, ESCAPE], [/^> ✔/m]);
  check(
    'opens a single migration at once',
    portBlocked,
    [],
    [/^✘ FAILED instance-0000000b/m, 'nft list ruleset'],
  );
  check('scrolls to the end', portBlocked, ['G'], [/rollback .* inferred/]);
  check('shows its keys', threeMigrations, ['?'], [/Keys/, /Enter → l {2,}open the migration/]);
});

describe('migrationLines', () => {
  function check(columns: number): void {
    it(`fits ${columns} columns and loses nothing of a command`, () => {
      const [view] = presentAnalysis(deadGuest).migrations;
      if (view === undefined) throw new Error('no migration was presented');
      const lines = migrationLines(view, columns);
      expect(lines.filter((line) => textWidth(line.text) > columns)).toEqual([]);
      const commands = lines.filter((line) => line.weight === 'command').map((line) => line.text.trim());
      expect(commands.join('').replaceAll(' ', '')).toContain(
        'openstackserverreboot--hard01c8f502-9112-4f20-af53-d17101730e06',
      );
    });
  }

  check(40);
  check(80);
  check(200);
});
