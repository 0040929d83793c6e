import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPaths } from '../../src/knowledge/check-paths.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

const OWN = knowledgeFor().rules.length;
let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'migscope packs é-'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function put(file: string, text: string): void {
  const full = path.join(home, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

function rule(id: string, more = ''): string {
  return `id: ${id}\nclass: tls-failure\ntitle: A title of some length\nsignals:\n  a: { event: nova.live-migration-failure }\nwhen: a\ncause: Something went wrong.\n${more}`;
}

function load(...packs: readonly string[]) {
  const { rules, diagnostics } = loadKnowledge(
    'rules',
    packs.map((pack) => path.join(home, pack)),
  );
  return {
    added: rules.slice(OWN).map(({ id }) => id),
    own: rules.filter(({ id }) => !id.includes('/')).length,
    problems: diagnostics.map(({ code, path: at, line, column }) =>
      [code, path.relative(home, at ?? ''), ...(line === undefined ? [] : [line, column])].join(' '),
    ),
  };
}

describe('packs of rules', () => {
  function check(
    name: string,
    files: Readonly<Record<string, string>>,
    packs: readonly string[],
    added: readonly string[],
    problems: readonly string[],
  ): void {
    test(name, () => {
      for (const [file, text] of Object.entries(files)) put(file, text);
      expect(load(...packs)).toEqual({ added, own: OWN, problems });
    });
  }

  const named = { 'p/pack.yaml': 'name: acme\n' };

  check('directly in the folder', { 'p/x.yaml': rule('acme/one-thing') }, ['p'], ['acme/one-thing'], []);
  check('in folders below it', { 'p/a/b/x.yaml': rule('acme/one-thing') }, ['p'], ['acme/one-thing'], []);
  check('with a name', { ...named, 'p/x.yaml': rule('acme/one-thing') }, ['p'], ['acme/one-thing'], []);
  check('without a prefix', { 'p/x.yaml': rule('one-thing') }, ['p'], [], ['rule-prefix p/x.yaml 1 5']);
  check(
    'with another prefix',
    { ...named, 'p/x.yaml': rule('other/one-thing') },
    ['p'],
    [],
    ['rule-prefix p/x.yaml 1 5'],
  );
  check(
    'with an id twice',
    { 'p/x.yaml': rule('acme/one-thing'), 'q/x.yaml': rule('acme/one-thing') },
    ['p', 'q'],
    ['acme/one-thing'],
    ['rule-id-taken q/x.yaml 1 1'],
  );
  check(
    'with a rule that is broken',
    { 'p/x.yaml': ': [', 'p/y.yaml': rule('acme/one-thing') },
    ['p'],
    ['acme/one-thing'],
    ['rule-not-yaml p/x.yaml 1 4'],
  );
  check(
    'with a bad name',
    { 'p/pack.yaml': 'name: Acme Inc\nnmae: x\n' },
    ['p'],
    [],
    ['pack-invalid p/pack.yaml 2 1', 'pack-invalid p/pack.yaml 1 7'],
  );
  check('that are not there', {}, ['nowhere'], [], ['pack-unreadable nowhere']);
  check(
    'that are files',
    { 'file.yaml': rule('acme/one-thing') },
    ['file.yaml'],
    [],
    ['pack-unreadable file.yaml'],
  );
  check(
    'with an unknown key',
    { 'p/x.yaml': rule('acme/one-thing', 'tilte: x\n') },
    ['p'],
    [],
    ['rule-invalid p/x.yaml 8 1'],
  );
  check(
    'with a folded condition',
    {
      'p/x.yaml': rule('acme/one-thing').replace(
        'when: a',
        "when: >-\n  a and\n  outcome = 'failed' and nope",
      ),
    },
    ['p'],
    [],
    ['rule-condition-unknown-signal p/x.yaml 8 26'],
  );
  check(
    'with a quoted condition',
    { 'p/x.yaml': rule('acme/one-thing').replace('when: a', "when: 'a and source ~ /it''s/ and nope'") },
    ['p'],
    [],
    ['rule-condition-unknown-signal p/x.yaml 6 35'],
  );
});

describe('messages of packs', () => {
  const entry = (event: string, text: string, sample: string) =>
    `dialect: system\nevents:\n  - event: ${event}\n    summary: "x"\n    templates:\n      - text: "${text}"\n        sample: "${sample}"\n`;

  function check(name: string, event: string, text: string, pack: string, problems: readonly string[]): void {
    test(name, () => {
      put('p/pack.yaml', pack);
      put('p/catalogue/c.yaml', entry(event, text, text));
      expect(load('p').problems).toEqual(problems);
    });
  }

  check('of their own', 'acme.thing-done', 'acme did the thing', 'name: acme', []);
  check('with a foreign name', 'nova.thing-done', 'acme did the thing', 'name: acme', [
    'catalogue-entry-clashes p/catalogue',
  ]);
  check('that are known already', 'acme.qemu-killed', 'Killed process 4711 (qemu-kvm)', 'name: acme', [
    'catalogue-entry-clashes p/catalogue',
  ]);

  test('that count once and relay what differs each time', () => {
    put('p/pack.yaml', 'name: acme');
    const text = 'acme says: {said:embedded}';
    put(
      'p/catalogue/c.yaml',
      entry('acme.thing-done', text, 'acme says: x').replace('    summary', '    once: true\n    summary'),
    );
    expect(load('p').problems).toEqual(['catalogue-entry-invalid p/catalogue/c.yaml 3 5']);
  });

  test('with a misspelt key, and a sample that is none', () => {
    put('p/pack.yaml', 'name: acme');
    put(
      'p/catalogue/c.yaml',
      entry('acme.thing-done', 'acme did the thing', 'acme did it').replace('summary', 'sumary'),
    );
    const { problems } = checkPaths([path.join(home, 'p')], []);
    expect(problems.map(({ code, line, column }) => `${code} ${String(line)}:${String(column)}`)).toEqual([
      'catalogue-invalid 4:5',
      'catalogue-sample 3:5',
    ]);
  });
});
