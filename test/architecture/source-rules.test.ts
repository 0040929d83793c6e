import { readFileSync } from 'node:fs';
import { globbySync } from 'globby';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const LINE_LIMIT = 300;
const LONG_REASON = /\/\/ long because: \S/;
const NAMELESS = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'lib'];
const SENTENCE_LENGTH = 20;
const WORDING_REASON = /\/\/ wording because: \S/;

/** What only cli may touch, each with what to do instead. */
const ONLY_CLI: Readonly<Record<string, string>> = {
  console: 'return the text, or a Diagnostic; cli prints it.',
  'process.exit': 'return a value; cli chooses the exit code.',
  'process.exitCode': 'return a value; cli chooses the exit code.',
  'process.argv': 'take the value as a parameter; cli reads the arguments.',
  'process.env': 'take the value as a parameter; cli reads the environment.',
  'process.stdout': 'return the text, or take a stream as a parameter.',
  'process.stderr': 'return the text, or a Diagnostic.',
  'Date.now': 'take the time as a parameter: the same logs must give the same Analysis on any day.',
  'new Date()': 'take the time as a parameter: the same logs must give the same Analysis on any day.',
};

interface Use {
  readonly what: string;
  readonly line: number;
}

function parseSource(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
}

function everyNode(source: ts.SourceFile): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
}

/** Uses of what only cli may touch, by the name in ONLY_CLI. */
function clockAndProcessUses(source: ts.SourceFile): Use[] {
  return everyNode(source).flatMap((node) => {
    const what = clockOrProcess(node);
    return what === undefined ? [] : [{ what, line: lineOf(source, node) }];
  });
}

function clockOrProcess(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node)) {
    const bare = node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
    return bare ? 'new Date()' : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'new Date()';
  if (ts.isPropertyAccessExpression(node)) {
    const text = node
      .getText()
      .replace(/\s+|\?/g, '')
      .replace(/^globalThis\./, '');
    return text !== 'console' && text in ONLY_CLI ? text : undefined;
  }
  if (!ts.isIdentifier(node)) return undefined;
  if (node.text === 'console' && !isNameOfMember(node)) return 'console';
  // `const { env } = process` and `f(process)` hide what is used.
  const isWhole = ts.isVariableDeclaration(node.parent) || ts.isCallExpression(node.parent);
  return node.text === 'process' && isWhole ? 'process.env' : undefined;
}

function isNameOfMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === node && parent.expression.getText() !== 'globalThis';
  return (
    (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) &&
    parent.name === node
  );
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DefaultKeyword) === true
  );
}

/** Every string, template part, JSX text and regex of a source, as plain text. */
function literalsOf(source: ts.SourceFile): Use[] {
  return everyNode(source).flatMap((node) => {
    if (
      ts.isStringLiteral(node) &&
      (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent))
    )
      return [];
    const line = lineOf(source, node);
    if (ts.isRegularExpressionLiteral(node)) return plainParts(node.text).map((what) => ({ what, line }));
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node);
    return isText ? [{ what: node.text, line }] : [];
  });
}

/** The runs of ordinary text between a regex's operators. */
function plainParts(regex: string): string[] {
  return regex
    .replace(/\\s[+*]?|\[ \]/g, ' ')
    .replace(/\\([^\w\s])/g, '$1')
    .split(/\\\w|\.[*+?]|[*+?()|[\]{}^$]/);
}

/** The literal pieces, of a telling length, of every message wording in the catalogue. */
function sentencesOf(catalogue: unknown): string[] {
  if (Array.isArray(catalogue)) return catalogue.flatMap(sentencesOf);
  if (typeof catalogue !== 'object' || catalogue === null) return [];
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? ['text', 'template', 'sample'].includes(key)
        ? pieces(value)
        : []
      : sentencesOf(value),
  );
}

function pieces(wording: string): string[] {
  return wording
    .split(/(?<!\{)\{[^{}]*\}|%\(\w+\)[srd]|%[srd]|\n/)
    .map((piece) => piece.replaceAll('{{', '{').replaceAll('}}', '}').trim())
    .filter((piece) => piece.length >= SENTENCE_LENGTH && piece.includes(' '));
}

/** The literals that repeat a wording, or a telling part of one, and give no reason on or above their line. */
function repeated(source: ts.SourceFile, sentences: readonly string[]): Use[] {
  const lines = source.text.split('\n');
  return literalsOf(source).filter(({ what, line }) => {
    const text = what.trim();
    if (text.length < SENTENCE_LENGTH || !text.includes(' ')) return false;
    if (lines.slice(Math.max(0, line - 2), line).some((near) => WORDING_REASON.test(near))) return false;
    return sentences.some((sentence) => sentence.includes(text) || text.includes(sentence));
  });
}

// Declarations describe packages without types, in the packages' words.
const files = globbySync(['src/**/*.{ts,tsx}', '!src/**/*.d.ts']).sort();
const sources = files.map((file) => {
  const text = readFileSync(file, 'utf8');
  return { file, text, source: parseSource(file, text) };
});

describe('src', () => {
  test('there are sources to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  test('only cli prints, exits, reads the environment and the clock', () => {
    const broken = sources
      .filter(({ file }) => !file.startsWith('src/cli/'))
      .flatMap(({ file, source }) =>
        clockAndProcessUses(source).map(
          ({ what, line }) =>
            `${file}:${String(line)} uses ${what}: ${ONLY_CLI[what] ?? 'that belongs to cli.'}`,
        ),
      );
    expect(broken).toEqual([]);
  });

  test('no folder or file is named after nothing', () => {
    const broken = files.filter((file) =>
      file.split('/').some((part) => NAMELESS.includes(part.replace(/\.tsx?$/, ''))),
    );
    expect(broken, 'name the noun, and put it into the folder that owns it').toEqual([]);
  });

  test('file and folder names are kebab-case', () => {
    const broken = files.filter((file) => {
      const parts = file.replace(/\.tsx?$/, '').split('/');
      return parts.some((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
    });
    expect(broken, 'kebab-case, after the main export: copy-analysis.ts').toEqual([]);
  });

  test('nothing is exported by default', () => {
    const broken = sources.flatMap(({ file, source }) =>
      everyNode(source)
        .filter(isDefaultExport)
        .map((node) => `${file}:${String(lineOf(source, node))}`),
    );
    expect(broken, 'export it by its name, so that it is called the same everywhere').toEqual([]);
  });

  test(`a file over ${String(LINE_LIMIT)} lines says why`, () => {
    const broken = sources
      .map(({ file, text }) => ({ file, text, lines: text.trimEnd().split('\n').length }))
      .filter(({ text, lines }) => lines > LINE_LIMIT && !LONG_REASON.test(text))
      .map(({ file, lines }) => `${file}: ${String(lines)} lines`);
    expect(broken, 'split it, or say "// long because: …" in it').toEqual([]);
  });

  test('messages stand in rules/catalogue, never in src', () => {
    const catalogue = globbySync('rules/catalogue/**/*.yaml').map((file): unknown =>
      parse(readFileSync(file, 'utf8')),
    );
    const sentences = [...new Set(catalogue.flatMap(sentencesOf))];
    const broken = sources.flatMap(({ file, source }) =>
      repeated(source, sentences).map(({ what, line }) => `${file}:${String(line)} holds "${what.trim()}"`),
    );
    expect(
      broken,
      'src knows how, rules/ knows what: match the event that the catalogue names, or say "// wording because: …"',
    ).toEqual([]);
  });
});

describe('this test itself', () => {
  const usesIn = (text: string) => clockAndProcessUses(parseSource('x.ts', text)).map(({ what }) => what);

  test.each([
    ['console.log(1)', 'console'],
    ['globalThis.console.log(1)', 'console'],
    ['const log = console.error', 'console'],
    ['process.exit(1)', 'process.exit'],
    ['globalThis.process.env.HOME', 'process.env'],
    ['const { env } = process', 'process.env'],
    ['process.stdout.write("")', 'process.stdout'],
    ['const now = Date.now', 'Date.now'],
    ['new Date()', 'new Date()'],
    ['new Date', 'new Date()'],
    ['Date()', 'new Date()'],
  ])('sees %s', (text, what) => {
    expect(usesIn(text)).toContain(what);
  });

  test.each([
    'new Date(0)',
    'const x = { console: 1 }',
    'view.console',
    'Date.parse("")',
    'process.platform',
    '// console.log',
  ])('lets %s pass', (text) => {
    expect(usesIn(text)).toEqual([]);
  });

  test.each(['export default 1', 'export default function f() {}', 'const a = 1; export { a as default }'])(
    'sees %s',
    (text) => {
      expect(everyNode(parseSource('x.ts', text)).some(isDefaultExport)).toBe(true);
    },
  );

  test('sees a wording in a string, a template and a regex, but no short or unrelated text', () => {
    const sentences = sentencesOf({
      events: [
        {
          summary: 'A summary is prose, not a message',
          templates: [{ text: 'The {{old}} teapot {name:word} refused to move to the %(host)s: no tea' }],
        },
      ],
    });
    expect(sentences).toEqual(['refused to move to the']);
    const known = ['The teapot refused to move to the kitchen'];
    const found = (text: string) => repeated(parseSource('x.ts', text), known).length;
    expect(found(`const a = 'teapot refused to move'`)).toBe(1);
    expect(found('const a = `The teapot refused to move to the kitchen ${b}`')).toBe(1);
    expect(found(String.raw`const a = /^The teapot refused\s+to move to (\w+)/`)).toBe(1);
    expect(found(`// wording because: the shape of the file\nconst a = 'teapot refused to move'`)).toBe(0);
    expect(found(`const a = 'refused to move'`)).toBe(0);
    expect(found(`const a = 'A summary is prose, not a message'`)).toBe(0);
  });
});
