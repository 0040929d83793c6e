import { describe, expect, it } from 'vitest';
import { jsonPieces, renderJson } from '../../src/report/render-json.ts';
import { analysis, deadGuest } from '../present/example-analysis.ts';
import { blockedFinding, blockedMigration } from '../present/example-blocked.ts';

describe('renderJson', () => {
  it('is the analysis', () => expect(JSON.parse(renderJson(deadGuest))).toEqual(deadGuest));
  it('is the same in pieces as whole', () => {
    for (const count of [0, 1, 16, 17, 40]) {
      const findings = Array.from({ length: count }, () => ({ ...blockedFinding, title: '\u009b31m' }));
      const many = analysis(
        Array.from({ length: count }, () => blockedMigration),
        findings,
      );
      const whole = JSON.stringify(many, null, 2).replaceAll('\u009b', '\\u009b');
      expect(renderJson(many)).toBe(`${whole}\n`);
      expect([...jsonPieces(many)].length).toBeGreaterThan(count / 16);
    }
  });
  it('ends in a line break', () => expect(renderJson(deadGuest)).toMatch(/\}\n$/));
  it('is harmless on a terminal and still the same data', () => {
    const hostile = analysis([blockedMigration], [{ ...blockedFinding, title: '\u009b31m\u202e\x1b[0m' }]);
    const json = renderJson(hostile);
    expect(json).not.toMatch(/[\x1b\x7f-\x9f\u202e]/);
    expect(JSON.parse(json)).toEqual(hostile);
  });
});
