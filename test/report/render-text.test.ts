import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { textWidth } from '../../src/present/text-width.ts';
import { renderText } from '../../src/report/render-text.ts';
import { analysis, deadGuest, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';

const render = (from: Analysis, columns = 80, color: 0 | 1 = 0): string =>
  renderText(presentAnalysis(from), { columns, color });

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

describe('the text report', () => {
  function check(name: string, from: Analysis): void {
    it(`of ${name}`, async () => {
      await expect(render(from)).toMatchFileSnapshot(`golden/${name}.txt`);
    });
    it(`of ${name} is the same text in colour`, () => {
      const coloured = render(from, 80, 1);
      expect(coloured).not.toBe(render(from));
      expect(coloured.replace(ANSI, '')).toBe(render(from));
    });
    for (const columns of [60, 80, 132]) {
      it(`of ${name} keeps to ${columns} columns, but for places and commands`, () => {
        const commands = from.findings.flatMap((finding) => finding.remediation.map((step) => step.command));
        const tooLong = render(from, columns)
          .split('\n')
          .filter((line) => textWidth(line) > columns)
          .filter((line) => !commands.includes(line.trim()) && !/^[▸\s]*(see )?\S+$/.test(line));
        // The headline stays on one line: it is what people copy into a ticket.
        expect(tooLong.filter((line) => !/^[✔✘⊘…] /.test(line))).toEqual([]);
      });
    }
    it(`of ${name} has every place and every command whole`, () => {
      const text = render(from, 60);
      for (const finding of from.findings) {
        for (const step of finding.remediation) expect(text).toContain(step.command ?? '');
        for (const { file, line } of finding.evidence) expect(text).toContain(`${file}:${line}`);
      }
    });
  }

  check('port-blocked', portBlocked);
  check('healthy', healthy);
  check('dead-guest', deadGuest);
  check('three-migrations', threeMigrations);

  it('says on the first screen what, why, where, evidence and what next', () => {
    const screen = render(portBlocked).split('\n').slice(0, 24).join('\n');
    for (const part of [
      'FAILED',
      'was refused',
      'firewall',
      'still runs on cmp-a',
      'nova-compute.log:200',
      'nft list',
    ]) {
      expect(screen).toContain(part);
    }
  });
  it('says on the first screen that Nova is wrong', () => {
    const screen = render(deadGuest).split('\n').slice(0, 24).join('\n');
    for (const part of ['NOWHERE', 'Nova calls the migration completed', 'reason=crashed'])
      expect(screen).toContain(part);
  });
  it('puts the precondition before a command that destroys', () => {
    const text = render(deadGuest);
    expect(text.indexOf('DESTROYS DATA')).toBeLessThan(text.indexOf('Only when:'));
    expect(text.indexOf('Only when:')).toBeLessThan(text.indexOf('rm -r'));
  });
  it('says when there is no migration', () =>
    expect(render(analysis([], []))).toMatch(/^No live migration found/));
});
