import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import type { RuleTest } from '../rules/rule-test.ts';
import { rulesFolder } from './package-folder.ts';
import type { Pack } from './pack.ts';
import { isRecord, YamlReader, type YamlPath } from './yaml-reader.ts';

type Preludes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What the cases of a pack's tests may name: preludes, and folders that hold captured bundles. */
export interface TestGround {
  readonly preludes: Preludes;
  readonly fixtureFolders: readonly string[];
}

export const TEST_KEYS = ['rule', 'cases'] as const;
export const CASE_KEYS = ['name', 'prelude', 'logs', 'fixture', 'fires', 'silent'] as const;
export const FIRES_KEYS = [
  'title',
  'cause',
  'role',
  'confidence',
  'commands',
  'remedies',
  'evidence',
] as const;

/** Preludes are migscope's own, and those of the pack's `test-preludes.yaml`. */
export function testGround(pack: Pack): TestGround {
  const own = readPreludes(rulesFolder());
  if (pack.own) return { preludes: own, fixtureFolders: [join(pack.folder, '..', 'fixtures')] };
  const preludes = { ...own, ...readPreludes(pack.folder) };
  return { preludes, fixtureFolders: [join(pack.folder, 'fixtures')] };
}

/** Where a case's `fixture:` is. */
export function fixturePath({ fixtureFolders }: TestGround, fixture: string): string | undefined {
  return fixtureFolders.map((folder) => join(folder, fixture)).find((path) => existsSync(path));
}

export interface ReadRuleTest {
  /** Absent when the file is no test. */
  readonly test: RuleTest | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one test file and checks what it says before any case is run. */
export function readRuleTest(path: string, ground: TestGround): ReadRuleTest {
  const yaml = new YamlReader(readFileSync(path, 'utf8'), path, 'rule-test');
  if (!yaml.hasErrors()) check(yaml, ground);
  const test = yaml.hasErrors() ? undefined : (yaml.root() as RuleTest);
  return { test, diagnostics: yaml.diagnostics };
}

function readPreludes(folder: string): Preludes {
  const path = join(folder, 'test-preludes.yaml');
  if (!existsSync(path)) return {};
  const root = new YamlReader(readFileSync(path, 'utf8'), path, 'rule-test').root();
  return isRecord(root) ? (root as Preludes) : {};
}

function check(yaml: YamlReader, ground: TestGround): void {
  checkKeys(yaml, [], TEST_KEYS, 'key of a test');
  if (yaml.text(['rule']) === '')
    yaml.complain([], 'invalid', 'the test names no rule', undefined, 'begin it with "rule: <rule id>"');
  const cases = yaml.value(['cases']);
  if (!Array.isArray(cases) || cases.length === 0) {
    yaml.complain(['cases'], 'invalid', 'the test has no cases', undefined, 'add "cases:" with a list below');
    return;
  }
  (cases as unknown[]).forEach((one, index) => checkCase(yaml, ['cases', index], one, ground));
  const fires = (cases as unknown[]).map((one) => isRecord(one) && one.fires !== undefined);
  if (!fires.includes(true)) needsCase(yaml, 'no case fires', 'a rule that never fires tests nothing');
  if (!fires.includes(false))
    needsCase(yaml, 'no case is silent', 'a rule must also be shown what it is not to fire on');
}

function needsCase(yaml: YamlReader, what: string, why: string): void {
  const fix = what.includes('silent')
    ? 'add a case with the look-alike and "silent: true"'
    : 'add a case with "fires:"';
  yaml.complain(['cases'], 'invalid', what, why, fix);
}

function checkCase(yaml: YamlReader, place: YamlPath, one: unknown, ground: TestGround): void {
  if (!isRecord(one)) {
    yaml.complain(place, 'invalid', 'the case is no map', undefined, 'write "- name: …" and what follows');
    return;
  }
  checkKeys(yaml, place, CASE_KEYS, 'key of a case');
  const say = (what: string, why: string | undefined, fix: string, at: YamlPath = place) =>
    yaml.complain(at, 'invalid', what, why, fix);
  if (typeof one.name !== 'string') say('the case has no name', undefined, 'add "name: what it shows"');
  if ((one.logs === undefined) === (one.fixture === undefined))
    say('the case needs either logs or a fixture', 'there must be something to read', 'add "logs:"');
  if ((one.fires === undefined) === (one.silent !== true))
    say('the case expects nothing', 'a rule either fires or is silent', 'add "fires:" or "silent: true"');
  if (typeof one.prelude === 'string' && ground.preludes[one.prelude] === undefined)
    yaml.unknownName([...place, 'prelude'], one.prelude, Object.keys(ground.preludes), 'prelude');
  if (typeof one.fixture === 'string' && isMissing(ground, one.fixture))
    say(`there is no fixture ${one.fixture}`, undefined, 'name a folder below fixtures', [
      ...place,
      'fixture',
    ]);
  if (one.fires === undefined) return;
  checkKeys(yaml, [...place, 'fires'], FIRES_KEYS, 'key of "fires"');
  if (
    yaml.text([...place, 'fires', 'cause']) === '' ||
    !Array.isArray(yaml.value([...place, 'fires', 'commands']))
  )
    say('"fires" needs "cause" and "commands"', 'they are what the engineer acts on', 'write both out', [
      ...place,
      'fires',
    ]);
}

/** Where only the package is installed there are no fixtures, and that is no fault of the test. */
function isMissing(ground: TestGround, fixture: string): boolean {
  return ground.fixtureFolders.some((one) => existsSync(one)) && fixturePath(ground, fixture) === undefined;
}

function checkKeys(yaml: YamlReader, place: YamlPath, known: readonly string[], kind: string): void {
  for (const key of yaml.keys(place)) {
    if (!known.includes(key)) yaml.unknownKey([...place, key], key, known, kind);
  }
}
