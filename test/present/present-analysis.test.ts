import { describe, expect, it } from 'vitest';
import type { RemediationStep } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { analysis, deadGuest, healthy, threeMigrations } from './example-analysis.ts';
import { blockedFinding, blockedMigration } from './example-blocked.ts';

describe('presentAnalysis', () => {
  it('counts the outcomes', () =>
    expect(presentAnalysis(threeMigrations).title).toBe('3 live migrations: 1 completed, 2 failed'));
  it('says when there is nothing', () =>
    expect(presentAnalysis(analysis([], [])).title).toBe('No live migration found in these logs.'));
  it('calls only what went well uneventful', () =>
    expect(presentAnalysis(threeMigrations).migrations.map((view) => view.isUneventful)).toEqual([
      true,
      false,
      false,
    ]));
  it('shows shares of the whole', () =>
    expect(presentAnalysis(healthy).migrations[0]?.phases.map((phase) => phase.share)).toEqual([
      '2 %',
      '22 %',
      '49 %',
      '18 %',
      '<1 %',
      '5 %',
    ]));
  it('orders findings as the migration does, the forgotten ones last', () => {
    const forgotten = { ...blockedFinding, id: 'f9' };
    const first = { ...blockedFinding, id: 'f0' };
    const migration = { ...blockedMigration, findings: ['f1', 'f0'] };
    const [view] = presentAnalysis(analysis([migration], [forgotten, first, blockedFinding])).migrations;
    expect(view?.findings.map((finding) => finding.id)).toEqual(['f1', 'f0', 'f9']);
  });
  it('keeps findings about hosts apart', () => {
    const { migration: _, ...finding } = blockedFinding;
    const model = presentAnalysis(analysis([blockedMigration], [{ ...finding, host: 'cmp-b' }]));
    expect([model.hostFindings.length, model.migrations[0]?.findings.length]).toEqual([1, 0]);
  });
  it('cleans every text of a log', () => {
    const hostile = JSON.parse(
      JSON.stringify(deadGuest, (_key, value: unknown) =>
        typeof value === 'string' ? `${value}\u001b[31m\u202e` : value,
      ),
      // Words of our own model stay what they are.
      (key, value: unknown) =>
        typeof value === 'string' &&
        !['file', 'summary', 'excerpt', 'title', 'cause', 'command', 'what', 'why'].includes(key)
          ? value.replace('\u001b[31m\u202e', '')
          : value,
    ) as typeof deadGuest;
    expect(JSON.stringify(presentAnalysis(hostile))).not.toMatch(/\\u001b|\u202e/);
  });
});

describe('remedies', () => {
  function check(on: string, where: string): void {
    it(`${on} is ${where}`, () => {
      const step: RemediationStep = { on, text: 'Look.', effect: 'inspects' };
      const [view] = presentAnalysis(
        analysis([blockedMigration], [{ ...blockedFinding, remediation: [step] }]),
      ).migrations;
      expect(view?.findings[0]?.remedies[0]?.where).toBe(where);
    });
  }

  check('source', 'on cmp-a');
  check('destination', 'on cmp-b');
  check('controller', 'on the controller');
  check('both', 'on cmp-a and cmp-b');
  check('cmp-z', 'on cmp-z');
});
