import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { globbySync } from 'globby';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** One folder of src (or one top-level file), what it may import, and what to tell whoever breaks that. */
interface Row {
  readonly from: string;
  readonly mayImport: readonly string[] | 'everything' | { readonly everythingBut: readonly string[] };
  /** Node's modules beyond those that only compute. */
  readonly node: readonly string[] | 'any';
  readonly sentence: string;
}

/** Built-ins that neither read nor write anything: open to every folder except model. */
const PURE_BUILTINS = ['assert', 'buffer', 'crypto', 'events', 'path', 'string_decoder', 'util'];

const READS_BYTES = ['fs', 'stream', 'zlib', 'child_process', 'os', 'url', 'timers', 'worker_threads'];

const FOLDERS: readonly Row[] = [
  {
    from: 'model',
    mayImport: [],
    node: [],
    sentence:
      'model is the vocabulary of all stages: it imports nothing. Put code that needs more into the stage that owns it.',
  },
  {
    from: 'bundle',
    mayImport: ['model'],
    node: READS_BYTES,
    sentence: 'bundle hands out byte streams and knows no stage to its right.',
  },
  {
    from: 'records',
    mayImport: ['model'],
    node: [],
    sentence:
      'records turns bytes it is given into LogRecords: it opens no file and knows no message, only line formats.',
  },
  {
    from: 'notation',
    mayImport: ['model'],
    node: [],
    sentence: 'notation parses one piece of text into values: it knows neither records nor messages.',
  },
  {
    from: 'skim',
    mayImport: ['records'],
    node: ['fs'],
    sentence:
      'skim passes over lines that hold nothing known, as records and catalogue define it; of files it reads its own code.',
  },
  {
    from: 'catalogue',
    mayImport: ['model', 'notation', 'records', 'skim'],
    node: [],
    sentence:
      'catalogue turns records into events; its templates are handed in by knowledge, and migrations come later.',
  },
  {
    from: 'condition',
    mayImport: ['model'],
    node: [],
    sentence:
      'condition is one language for rules, filters and the TUI: it knows the model and nothing that uses it.',
  },
  {
    from: 'options',
    mayImport: ['model'],
    node: [],
    sentence:
      'options knows what an option is in which release and how its text is read; the table is handed in by knowledge.',
  },
  {
    from: 'timeline',
    mayImport: ['model', 'notation', 'catalogue'],
    node: [],
    sentence: 'timeline builds migrations from events: it reads no log, judges nothing and words nothing.',
  },
  {
    from: 'facts',
    mayImport: ['model', 'bundle', 'options'],
    node: [],
    sentence:
      'facts reads what files and events say of a host alone: it compares no hosts and knows no migration.',
  },
  {
    from: 'drift',
    mayImport: ['model', 'options', 'timeline'],
    node: [],
    sentence:
      'drift compares the facts of two hosts by the rows it is handed (rules/knowledge/drift.yaml): it reads no file and words nothing.',
  },
  {
    from: 'copy',
    mayImport: ['model', 'options', 'timeline'],
    node: [],
    sentence:
      'copy measures and judges how memory and disks went over: it reads events and settings, and words nothing.',
  },
  {
    from: 'rules',
    mayImport: ['model', 'condition', 'catalogue', 'timeline'],
    node: [],
    sentence:
      'rules applies rule packs that it is given (knowledge loads them) and leaves the wording of values to present.',
  },
  {
    from: 'configuration',
    mayImport: ['model', 'condition', 'options', 'facts', 'drift', 'timeline', 'rules'],
    node: [],
    sentence:
      'configuration holds what hosts are set to against checks that it is given (rules/configuration): it opens no file and words no report.',
  },
  {
    from: 'knowledge',
    mayImport: ['model', 'catalogue', 'condition', 'configuration', 'drift', 'options', 'rules', 'records'],
    node: ['fs', 'url'],
    sentence: 'knowledge loads and checks the data of rules/: it touches no log, no timeline and no output.',
  },
  {
    from: 'analysis',
    mayImport: ['model', 'bundle', 'records', 'catalogue', 'timeline', 'condition'],
    node: [],
    sentence:
      'analysis joins stages for analyze.ts: it streams logs through them and selects results, and words nothing.',
  },
  {
    from: 'statistics',
    mayImport: ['model'],
    node: [],
    sentence: 'statistics counts what an Analysis holds: it sees no stage that made it and words nothing.',
  },
  {
    from: 'comparison',
    mayImport: ['model'],
    node: [],
    sentence:
      'comparison holds migrations of an Analysis against one another: it sees no stage and words nothing.',
  },
  {
    from: 'gate',
    mayImport: ['model'],
    node: [],
    sentence:
      'gate holds an Analysis against what was expected or accepted: it reads no file and words nothing.',
  },
  {
    from: 'present',
    mayImport: ['model'],
    node: [],
    sentence: 'present turns an Analysis into wording: everything it may say must stand in the Analysis.',
  },
  {
    from: 'redaction',
    mayImport: ['model', 'present'],
    node: [],
    sentence:
      'redaction turns data into the same data with pseudonyms, cleaned as present cleans it: it reads nothing and lays out nothing.',
  },
  {
    from: 'report',
    mayImport: ['model', 'present'],
    node: ['fs', 'zlib'],
    sentence:
      'report lays out what present words: what it misses belongs into the Analysis or into present, it never meets the TUI, and reads no file but the script it puts into an HTML page, whose data it packs.',
  },
  {
    from: 'tui',
    mayImport: ['model', 'present', 'condition'],
    node: [],
    sentence:
      'tui shows an Analysis: it runs no stage (condition serves its filter bar) and never meets report.',
  },
  {
    from: 'cli',
    mayImport: 'everything',
    node: 'any',
    sentence: 'cli may import everything.',
  },
  {
    from: 'analyze.ts',
    mayImport: { everythingBut: ['cli', 'tui', 'report', 'index.ts'] },
    node: [],
    sentence:
      'analyze.ts joins the stages up to the Analysis: showing it is the business of report, tui and cli.',
  },
  {
    from: 'index.ts',
    mayImport: { everythingBut: ['cli', 'tui'] },
    node: [],
    sentence: 'index.ts is the library: who uses it must load neither the command line nor ink.',
  },
];

/** Which folders may use which package; a package that is not listed may be used nowhere. */
const PACKAGES: readonly {
  readonly name: string;
  readonly users: readonly string[];
  readonly sentence: string;
}[] = [
  {
    name: 'chevrotain',
    users: ['condition', 'notation'],
    sentence: 'Grammars live in condition and notation; others call what these export.',
  },
  {
    name: 're2js',
    users: ['condition'],
    sentence:
      'Regular expressions of rules and users go through condition, so that all of them run in linear time.',
  },
  { name: 'yaml', users: ['knowledge'], sentence: 'knowledge is the only reader of YAML.' },
  {
    name: 'globby',
    users: ['bundle', 'knowledge'],
    sentence: 'Files are searched by bundle (logs) and knowledge (rules).',
  },
  { name: 'ink', users: ['tui'], sentence: 'ink belongs to tui: every other start must stay quick.' },
  { name: 'react', users: ['tui'], sentence: 'react belongs to tui: every other start must stay quick.' },
  {
    name: 'chalk',
    users: ['report', 'tui', 'cli'],
    sentence: 'Colour is layout: only report, tui and cli colour.',
  },
  {
    name: 'string-width',
    users: ['present'],
    sentence: 'present/text-width.ts measures texts; others call it.',
  },
  { name: 'sax', users: ['facts'], sentence: 'facts/walk-xml.ts reads XML; others call it.' },
  { name: 'tar', users: ['bundle'], sentence: 'Archives are unfolded in bundle only.' },
  { name: 'unbzip2-stream', users: ['bundle'], sentence: 'Archives are unfolded in bundle only.' },
  { name: 'xz-decompress', users: ['bundle'], sentence: 'Archives are unfolded in bundle only.' },
  { name: 'commander', users: ['cli'], sentence: 'Arguments are read in cli only.' },
];

interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** Every module that a source names: static, re-exported, type-only, dynamic and `import('…').Type`. */
function importsOf(fileName: string, text: string): Import[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ES2023, true);
  const imports: Import[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node === undefined || !ts.isStringLiteralLike(node)) return;
    imports.push({
      specifier: node.text,
      line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isCallExpression(node) && isModuleCall(node.expression)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function isModuleCall(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

/** `src/tui/view/bar.tsx` → `tui`; `src/index.ts` → `index.ts`. */
function folderOf(file: string): string {
  return path.posix.relative('src', file).split('/')[0] ?? '';
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Why this import is wrong, or undefined. */
function objection(file: string, specifier: string): string | undefined {
  const from = folderOf(file);
  const row = FOLDERS.find((candidate) => candidate.from === from);
  if (row === undefined)
    return `src/${from} is not in the table of this test: add a row that says what it may import.`;
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    if (!/\.(tsx?|json)$/.test(target)) return 'write the extension (.ts or .tsx) in the import.';
    if (!target.startsWith('src/'))
      return 'src imports nothing outside src: knowledge reads data from files at run time.';
    return allows(row, folderOf(target)) ? undefined : row.sentence;
  }
  if (isBuiltin(specifier)) {
    if (!specifier.startsWith('node:')) return `write node:${specifier}.`;
    const module = specifier.slice('node:'.length).split('/')[0] ?? '';
    if (row.node === 'any' || row.node.includes(module)) return undefined;
    return from !== 'model' && PURE_BUILTINS.includes(module) ? undefined : row.sentence;
  }
  const used = PACKAGES.find((candidate) => candidate.name === packageOf(specifier));
  if (used === undefined)
    return `${packageOf(specifier)} is not in the table of packages in this test: add it, with its reason.`;
  return used.users.includes(from) ? undefined : used.sentence;
}

function allows(row: Row, target: string): boolean {
  if (target === row.from || row.mayImport === 'everything') return true;
  if ('everythingBut' in row.mayImport) return !row.mayImport.everythingBut.includes(target);
  return row.mayImport.includes(target);
}

const files = globbySync('src/**/*.{ts,tsx}').sort();

describe('imports run one way', () => {
  test('there are sources to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test.each(FOLDERS.map((row) => [row.from, row.sentence] as const))('%s: %s', (from) => {
    const broken = files
      .filter((file) => folderOf(file) === from)
      .flatMap((file) =>
        importsOf(file, readFileSync(file, 'utf8')).flatMap(({ specifier, line }) => {
          const why = objection(file, specifier);
          return why === undefined ? [] : [`${file}:${String(line)} imports ${specifier}. ${why}`];
        }),
      );
    expect(broken).toEqual([]);
  });

  test('every folder and top-level file of src has a row', () => {
    const known = new Set(FOLDERS.map((row) => row.from));
    const unknown = [...new Set(files.map(folderOf))].filter((name) => !known.has(name));
    expect(unknown, 'src holds only the folders of the table, analyze.ts and index.ts').toEqual([]);
  });
});

describe('this test itself', () => {
  test('sees every way to name a module', () => {
    const text = [
      `import { a } from './static.ts';`,
      `import type { B } from './type.ts';`,
      `import './effect.ts';`,
      `export * from './all.ts';`,
      `export type { C } from './re-export.ts';`,
      `const d = await import('./dynamic.ts');`,
      `let e: import('./import-type.ts').E;`,
      `const f = require('./required.ts');`,
      `// import './comment.ts'`,
    ].join('\n');
    expect(importsOf('x.ts', text).map(({ specifier }) => specifier)).toEqual([
      './static.ts',
      './type.ts',
      './effect.ts',
      './all.ts',
      './re-export.ts',
      './dynamic.ts',
      './import-type.ts',
      './required.ts',
    ]);
  });

  test.each([
    ['src/model/a.ts', 'node:path'],
    ['src/model/a.ts', '../records/b.ts'],
    ['src/records/a.ts', 'node:fs'],
    ['src/records/a.ts', 'node:fs/promises'],
    ['src/records/a.ts', '../records/b'],
    ['src/report/text/a.ts', '../../timeline/b.ts'],
    ['src/report/a.ts', '../tui/b.tsx'],
    ['src/tui/a.tsx', '../report/b.ts'],
    ['src/timeline/a.ts', 'chevrotain'],
    ['src/cli/a.ts', 'left-pad'],
    ['src/cli/a.ts', 'fs'],
    ['src/cli/a.ts', '../../test/b.ts'],
    ['src/analyze.ts', './cli/main.ts'],
    ['src/index.ts', './tui/app.tsx'],
    ['src/elsewhere/a.ts', '../model/index.ts'],
  ])('objects to %s importing %s', (file, specifier) => {
    expect(objection(file, specifier)).toEqual(expect.any(String));
  });

  test.each([
    ['src/bundle/a.ts', 'node:fs'],
    ['src/tui/view/a.tsx', '../state/b.ts'],
    ['src/tui/view/a.tsx', 'ink'],
    ['src/records/a.ts', 'node:string_decoder'],
    ['src/condition/a.ts', 'chevrotain'],
    ['src/cli/main.ts', '../analyze.ts'],
    ['src/index.ts', './report/text.ts'],
  ])('lets %s import %s', (file, specifier) => {
    expect(objection(file, specifier)).toBeUndefined();
  });
});
