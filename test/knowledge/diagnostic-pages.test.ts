import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { findDiagnosticPage, loadDiagnosticPages } from '../../src/knowledge/diagnostic-pages.ts';

const pages = loadDiagnosticPages('rules');

/** Which prefix the codes of a file get from its `YamlReader`. */
const PREFIX: Readonly<Record<string, string>> = {
  'src/knowledge/read-rule.ts': 'rule-',
  'src/knowledge/read-signals.ts': 'rule-',
  'src/knowledge/read-rule-texts.ts': 'rule-',
  'src/knowledge/check-rule-file.ts': 'rule-',
  'src/knowledge/read-rule-test.ts': 'rule-test-',
  'src/knowledge/load-configuration.ts': 'rule-',
  'src/knowledge/load-catalogue.ts': 'catalogue-',
  'src/knowledge/check-samples.ts': 'catalogue-',
  'src/knowledge/pack.ts': 'pack-',
  'src/knowledge/config-file.ts': 'config-',
  'src/knowledge/expectations-file.ts': 'expect-',
  'src/knowledge/baseline-file.ts': 'baseline-',
};

const CODE = /^[a-z]+(?:-[a-z]+)+$|^invalid$|^unsafe$|^prefix$|^folder$|^reference$|^sample$/;

/** Every code that src can put into a diagnostic, found where it is written. */
function codesInSource(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const file of globSync('src/**/*.{ts,tsx}').filter((path) => !path.includes('/tui/'))) {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true);
    const visit = (node: ts.Node): void => {
      for (const code of codesOf(node, file)) codes.add(code);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  for (const prefix of new Set(Object.values(PREFIX))) {
    codes.add(`${prefix}not-yaml`);
    codes.add(`${prefix}invalid`);
  }
  return codes;
}

function codesOf(node: ts.Node, file: string): string[] {
  const texts = (one: ts.Node | undefined): string[] => {
    if (one === undefined) return [];
    if (ts.isStringLiteral(one)) return [one.text];
    return ts.isConditionalExpression(one) ? [...texts(one.whenTrue), ...texts(one.whenFalse)] : [];
  };
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'code' && isDiagnostic(node.parent))
    return texts(node.initializer);
  if (ts.isTypeAliasDeclaration(node) && /(?:Problem|Archive)Code$/.test(node.name.text))
    return node.type.forEachChild((one) => one) === undefined
      ? []
      : [...node.type.getText().matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
  if (!ts.isCallExpression(node) || !/(?:^|\.)complain(?:At)?$/.test(node.expression.getText())) return [];
  const prefix = PREFIX[file];
  // The reader's own calls name the place first, the bundle's the code.
  const code = node.arguments
    .slice(0, 2)
    .flatMap(texts)
    .find((text) => CODE.test(text));
  if (code === undefined) return [];
  return [prefix === undefined ? code : `${prefix}${code}`];
}

function isDiagnostic(node: ts.Node): boolean {
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.some((one) => one.name?.getText() === 'severity' || one.name?.getText() === 'what')
  );
}

describe('pages about diagnostics', () => {
  test('there is one for every code, and no other', () => {
    const known = pages.map(({ code }) => code);
    const used = [...codesInSource()].filter((code) => code !== 'invalid' && code !== 'not-yaml');
    expect(
      used.filter((code) => !known.includes(code)),
      'describe them in rules/diagnostics.yaml',
    ).toEqual([]);
    expect(
      known.filter((code) => !used.includes(code)),
      'no code in src is called so',
    ).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });

  test.each(pages.map((page) => [page.code, page] as const))(
    '%s says what it means and what to do',
    (_, page) => {
      expect(page.title).toMatch(/^[A-Za-z"].{10,100}[^.]$/);
      expect(page.means).toMatch(/\.$/);
      expect(page.fix).toMatch(/[.:"=~]$/);
    },
  );

  test('are found by the code of a rule, of a filter and of a condition', () => {
    expect(findDiagnosticPage(pages, 'rule-condition-unknown-field')?.code).toBe('unknown-field');
    expect(findDiagnosticPage(pages, 'unknown-field')?.code).toBe('unknown-field');
    expect(findDiagnosticPage(pages, 'rule-invalid')?.code).toBe('rule-invalid');
    expect(findDiagnosticPage(pages, 'no-such-code')).toBeUndefined();
  });
});
