import { beforeAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import { screenLines } from '../../src/tui/layout/screen-lines.ts';
import { openOn } from './example-screen.ts';
import { screenSvg } from './screen-svg.ts';

/** What the README shows: a failure, a timeout, a dead guest, and two that went well. */
const CASES = [
  'fixtures/migration-port-blocked',
  'fixtures/completion-timeout-force-complete',
  'fixtures/source-qemu-killed-mid-copy',
  'fixtures/healthy/there-and-back',
];
const SIZE = { columns: 110, rows: 30 };

describe('the pictures of the documentation (npm run screens makes them anew)', () => {
  let analysis: Analysis;
  beforeAll(async () => {
    analysis = await analyze(CASES, { version: '0.0.0' });
  });

  function check(name: string, title: string, keys: readonly string[]): void {
    it(name, async () => {
      const { state } = openOn(analysis, keys, SIZE);
      const picture = screenSvg(screenLines(state), SIZE.columns, title);
      await expect(picture).toMatchFileSnapshot(`../../docs/screens/${name}.svg`);
    });
  }

  check('migrations', 'The list of migrations with the verdict of one of them', []);
  check('verdict', 'What happened, the phases to scale, and why', ['enter']);
  check('timeline', 'Events of all hosts on one clock, harmless ones folded', ['t', 'e']);
});
