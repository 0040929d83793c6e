import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCompiled, writeCompiled } from '../../src/knowledge/compiled-knowledge.ts';
import { loadKnowledge, type Knowledge } from '../../src/knowledge/load-knowledge.ts';

/** Everything but functions, which JSON cannot hold. */
const plain = ({ rules, catalogue, classes }: Knowledge): unknown =>
  JSON.parse(JSON.stringify({ rules, entries: catalogue.entries, classes: [...classes] }));

test('the compiled pack is the pack, and a changed file makes it stale', () => {
  const home = mkdtempSync(join(tmpdir(), 'migscope-pack-'));
  const folder = join(home, 'rules');
  const target = join(home, 'knowledge.json');
  cpSync('rules', folder, { recursive: true });
  const loaded = loadKnowledge(folder);
  writeCompiled(loaded, folder, target);
  const compiled = readCompiled(folder, target);
  expect(compiled === undefined ? undefined : plain(compiled)).toEqual(plain(loaded));
  const patterns = (compiled?.rules ?? []).flatMap((rule) => rule.signals).flatMap((signal) => signal.where);
  for (const { pattern } of patterns) expect(() => pattern?.test('text')).not.toThrow();

  copyFileSync(join(folder, 'guest', 'reason-not-known.yaml'), join(folder, 'guest', 'one-rule-more.yaml'));
  expect(readCompiled(folder, target)).toBeUndefined();
  expect(readCompiled(folder, target, true)?.rules).toHaveLength(loaded.rules.length);
  writeFileSync(target, '{');
  expect(readCompiled(folder, target)).toBeUndefined();
  rmSync(home, { recursive: true });
});
