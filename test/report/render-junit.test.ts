import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { XmlDocument, XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { judge, type Terms } from '../../src/gate/judge.ts';
import type { Analysis } from '../../src/model/index.ts';
import { renderJunit } from '../../src/report/junit/render-junit.ts';
import { xmlDocument } from '../../src/report/junit/xml.ts';
import { analysis, deadGuest, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { healthyMigration } from '../present/example-healthy.ts';
import { hostileAnalysis } from './hostile-analysis.ts';

const xsd = XmlDocument.fromBuffer(readFileSync('test/report/schema/jenkins-junit.xsd'));
const validator = XsdValidator.fromDoc(xsd);
afterAll(() => {
  validator.dispose();
  xsd.dispose();
});

function junit(from: Analysis, terms: Partial<Terms> = {}): string {
  return renderJunit(from, { judgement: judge(from, { failOn: 'error', ...terms }) });
}

/** What is wrong with a report, by Jenkins' schema. */
function problems(text: string): readonly string[] {
  const document = XmlDocument.fromString(text);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return [error.message];
    throw error;
  } finally {
    document.dispose();
  }
}

const isElement = (node: unknown): node is XmlElement => node instanceof XmlElement;

/** Name, and what stands in it, of each case. */
function casesOf(text: string): readonly string[] {
  const document = XmlDocument.fromString(text);
  try {
    return document
      .find('//testcase')
      .filter(isElement)
      .map((element) => {
        const kinds = element
          .find('./*')
          .filter(isElement)
          .map(({ name }) => name);
        return [element.attr('classname')?.content, ...kinds.filter((kind) => kind !== 'system-out')].join(
          ' | ',
        );
      });
  } finally {
    document.dispose();
  }
}

describe('JUnit', () => {
  function check(
    name: string,
    from: Analysis | string,
    terms: Partial<Terms>,
    cases: readonly string[] | undefined,
  ): void {
    it(`of ${name} is valid`, async () => {
      const text = junit(typeof from === 'string' ? await analyze([from]) : from, terms);
      expect(problems(text)).toEqual([]);
      if (cases !== undefined) expect(casesOf(text)).toEqual(cases);
    });
  }

  check('a failure', portBlocked, {}, ['bundle: cmp-a → cmp-b | failure']);
  check('a failure that is no reason to fail', portBlocked, { failOn: 'none' }, ['bundle: cmp-a → cmp-b']);
  check('a success', healthy, {}, ['bundle: cmp-a → cmp-b']);
  check('three migrations', threeMigrations, {}, [
    'bundle: cmp-a → cmp-b',
    'bundle: cmp-a → cmp-b | failure',
    'bundle: cmp-a → cmp-b | failure | failure',
  ]);
  check('nothing', analysis([], []), {}, []);
  check('a diagnostic that is no error', deadGuest, {}, undefined);
  check('a migration without an end', analysis([{ ...healthyMigration, outcome: 'unfinished' }], []), {}, [
    'bundle: cmp-a → cmp-b | skipped',
  ]);
  check(
    'an input that could not be read',
    {
      ...analysis([], []),
      diagnostics: [{ code: 'input-unreadable', severity: 'error', what: 'cannot read x', path: 'x' }],
    },
    {},
    ['input | error'],
  );
  check(
    'what was expected',
    portBlocked,
    {
      expectations: {
        match: 'strict',
        hosts: ['cmp-z'],
        migrations: [{ match: 'strict', identity: {}, fields: { outcome: ['completed'] } }],
      },
    },
    ['bundle: cmp-a → cmp-b | failure', ...Array.from({ length: 4 }, () => 'expectations | failure')],
  );
  check('hostile text', hostileAnalysis, {}, undefined);
  check('a captured failure', 'fixtures/completion-timeout-abort', {}, undefined);
  check('several captured ones', 'fixtures/refused-with-409', { failOn: 'info' }, undefined);

  it('says how many there are of which', () => {
    expect(junit(threeMigrations)).toContain('<testsuites name="migscope" tests="3" failures="2" errors="0"');
  });
  it('gives back whatever XML can hold, and leaves out the rest', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const document = XmlDocument.fromString(
          xmlDocument({ name: 'a', attributes: { b: text }, text: `${text}.` }),
        );
        const legal = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
        expect(document.root.attr('b')?.content).toBe(legal);
        expect(document.root.content).toBe(`${legal}.`.replace(/\r\n?/g, '\n'));
        document.dispose();
      }),
    );
  });
});
