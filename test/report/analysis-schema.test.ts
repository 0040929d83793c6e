import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model/index.ts';
import { renderJson } from '../../src/report/render-json.ts';
import { deadGuest, healthy, portBlocked } from '../present/example-analysis.ts';
import { scenarioFolders } from '../scenarios/truth.ts';

const schema = JSON.parse(readFileSync('dist/analysis.schema.json', 'utf8')) as Record<string, unknown>;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

/** What the schema objects to. */
function objections(value: unknown): readonly string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    [instancePath, message, JSON.stringify(params)].join(' '),
  );
}

describe('the schema of the analysis', () => {
  function check(name: string, make: () => Analysis | Promise<Analysis>): void {
    it(`describes every field of ${name}`, async () => {
      expect(objections(JSON.parse(renderJson(await make())))).toEqual([]);
    });
  }

  for (const folder of [...scenarioFolders('fixtures'), ...scenarioFolders('../shared/logs')]) {
    check(folder, () => analyze([folder]));
  }
  check('an input that cannot be read', () => analyze(['no/such/folder']));
  check('a bad filter', () => analyze(['fixtures/migration-port-blocked'], { where: 'outcom =' }));
  for (const [name, example] of Object.entries({ portBlocked, deadGuest, healthy })) {
    check(`the example ${name}`, () => example);
  }

  it.each([
    ['an unknown field', { ...healthy, unknown: 1 }],
    ['an unknown field further in', { ...healthy, hosts: healthy.hosts.map((one) => ({ ...one, x: 1 })) }],
    ['a field that is missing', { ...healthy, coverage: undefined }],
    ['a word that is none of the model', { ...healthy, tool: { name: 'other', version: '1' } }],
    ['another version', { ...healthy, schemaVersion: 2 }],
  ])('objects to %s', (_, value) => {
    expect(objections(JSON.parse(JSON.stringify(value)))).not.toEqual([]);
  });

  it('leaves no object open to what it does not name, but for maps of one kind of value', () => {
    expect(openObjects(schema, 'schema')).toEqual([]);
  });
});

/** Places of schemas of objects that take any field. */
function openObjects(part: unknown, at: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { type, additionalProperties: others } = part as { type?: unknown; additionalProperties?: unknown };
  const isOpen = type === 'object' && (others === undefined || others === true);
  const below = Object.entries(part).flatMap(([key, value]) => openObjects(value, `${at}/${key}`));
  return isOpen ? [at, ...below] : below;
}
