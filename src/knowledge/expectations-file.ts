import { stringify } from 'yaml';
import {
  EXPECTED_FIELDS,
  IDENTITY_FIELDS,
  type Diagnostic,
  type ExpectedFinding,
  type ExpectedMigration,
  type Expectations,
  type FilePlace,
  type Strictness,
} from '../model/index.ts';
import { isRecord, plain, YamlReader } from './yaml-reader.ts';

const STRICTNESS = ['strict', 'partial'] as const;
const FINDING_KEYS = ['rule', 'class', 'role', 'severity', 'host'] as const;

/** Which values the fields of an expectation can have at all; a misspelt one would never be met. */
const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  outcome: ['completed', 'failed', 'cancelled', 'refused', 'unfinished'],
  kind: ['shared', 'block', 'volume', 'unknown'],
  mode: ['pre-copy', 'post-copy', 'auto-converge', 'force-complete', 'unknown'],
  failedPhase: [
    ...['request', 'schedule', 'check', 'pre-live-migration', 'copy', 'switchover'],
    ...['post-live-migration', 'rollback', 'cleanup'],
  ],
  role: ['root-cause', 'contributing', 'consequence'],
  severity: ['error', 'warning', 'info'],
};

/** What names in the file can be checked against. */
export interface KnownNames {
  readonly rules: readonly string[];
  readonly classes: readonly string[];
}

export interface ReadExpectations {
  readonly expectations: Expectations;
  readonly diagnostics: readonly Diagnostic[];
  /** A diagnostic at a place in the file. */
  readonly complain: (place: FilePlace, what: string, why: string | undefined, fix: string) => Diagnostic;
}

/** Reads a file of expectations; what is wrong with it stands in the diagnostics. */
export function readExpectations(text: string, path: string, names: KnownNames): ReadExpectations {
  const yaml = new YamlReader(text, path, 'expect');
  const expectations: Expectations = yaml.hasErrors()
    ? { match: 'strict', migrations: [] }
    : readRoot(yaml, names);
  const diagnostics = [...yaml.diagnostics];
  return {
    expectations,
    diagnostics,
    complain: (place, what, why, fix) => yaml.complain(place, 'not-met', what, why, fix),
  };
}

function readRoot(yaml: YamlReader, names: KnownNames): Expectations {
  checkKeys(yaml, [], ['match', 'hosts', 'migrations', 'findings']);
  const match = yaml.choice(['match'], STRICTNESS, 'strict');
  const migrations = yaml.value(['migrations']);
  if (migrations !== undefined && !Array.isArray(migrations)) {
    yaml.complain(
      ['migrations'],
      'invalid',
      '"migrations" is no list',
      undefined,
      'begin each migration with "- "',
    );
  }
  if (migrations === undefined) {
    yaml.complain(
      [],
      'invalid',
      'there is no "migrations"',
      undefined,
      'write "migrations: []" to expect none',
    );
  }
  const count = Array.isArray(migrations) ? migrations.length : 0;
  return {
    match,
    ...(yaml.value(['hosts']) === undefined ? {} : { hosts: yaml.texts(['hosts']) }),
    migrations: Array.from({ length: count }, (_, index) =>
      readMigration(yaml, ['migrations', index], match, names),
    ),
    ...findingsAt(yaml, ['findings'], names),
  };
}

function readMigration(
  yaml: YamlReader,
  place: FilePlace,
  match: Strictness,
  names: KnownNames,
): ExpectedMigration {
  if (!isRecord(yaml.value(place))) {
    yaml.complain(
      place,
      'invalid',
      'this migration is no map',
      undefined,
      'write "- instance: …" and what is expected',
    );
    return { match, identity: {}, fields: {} };
  }
  checkKeys(yaml, place, ['match', ...IDENTITY_FIELDS, ...EXPECTED_FIELDS, 'findings']);
  const identity = IDENTITY_FIELDS.flatMap((field) => {
    const value = yaml.value([...place, field]);
    return value === undefined ? [] : [[field, plain(value)] as const];
  });
  const fields = EXPECTED_FIELDS.flatMap((field) => {
    const values = valuesAt(yaml, [...place, field]);
    return values === undefined ? [] : [[field, values] as const];
  });
  return {
    match: yaml.choice([...place, 'match'], STRICTNESS, match),
    identity: Object.fromEntries(identity),
    fields: Object.fromEntries(fields),
    ...findingsAt(yaml, [...place, 'findings'], names),
  };
}

/** One value or several of which each is right. */
function valuesAt(yaml: YamlReader, place: FilePlace): readonly string[] | undefined {
  const value = yaml.value(place);
  if (value === undefined) return undefined;
  const values: readonly string[] = (Array.isArray(value) ? value : [value]).map(plain);
  const field = String(place.at(-1));
  const known = KNOWN_VALUES[field];
  const unknown = known === undefined ? undefined : values.find((one) => !known.includes(one));
  if (unknown !== undefined) yaml.unknownName(place, unknown, known ?? [], field);
  return values;
}

function findingsAt(
  yaml: YamlReader,
  place: FilePlace,
  names: KnownNames,
): { readonly findings?: readonly ExpectedFinding[] } {
  const value = yaml.value(place);
  if (value === undefined) return {};
  if (!Array.isArray(value)) {
    yaml.complain(
      place,
      'invalid',
      '"findings" is no list',
      undefined,
      'write "findings: []" to expect none',
    );
    return {};
  }
  return { findings: value.map((_, index) => readFinding(yaml, [...place, index], names)) };
}

/** A finding in short is the id of its rule or of its class. */
function readFinding(yaml: YamlReader, place: FilePlace, names: KnownNames): ExpectedFinding {
  const value = yaml.value(place);
  if (typeof value === 'string') {
    if (names.rules.includes(value)) return { rule: value };
    if (!names.classes.includes(value))
      yaml.unknownName(place, value, [...names.classes, ...names.rules], 'rule or class');
    return { class: value };
  }
  if (!isRecord(value)) {
    yaml.complain(
      place,
      'invalid',
      'this finding is neither a name nor a map',
      undefined,
      'write "- class: …"',
    );
    return {};
  }
  checkKeys(yaml, place, FINDING_KEYS);
  const finding: Readonly<Partial<Record<(typeof FINDING_KEYS)[number], string>>> = Object.fromEntries(
    FINDING_KEYS.flatMap((key) => (value[key] === undefined ? [] : [[key, plain(value[key])]])),
  );
  checkName(yaml, [...place, 'rule'], finding.rule, names.rules);
  checkName(yaml, [...place, 'class'], finding.class, names.classes);
  checkName(yaml, [...place, 'role'], finding.role, KNOWN_VALUES.role ?? []);
  checkName(yaml, [...place, 'severity'], finding.severity, KNOWN_VALUES.severity ?? []);
  return finding;
}

function checkName(
  yaml: YamlReader,
  place: FilePlace,
  name: string | undefined,
  known: readonly string[],
): void {
  if (name !== undefined && !known.includes(name)) yaml.unknownName(place, name, known, String(place.at(-1)));
}

function checkKeys(yaml: YamlReader, place: FilePlace, known: readonly string[]): void {
  for (const key of yaml.keys(place)) {
    if (!known.includes(key)) yaml.unknownKey([...place, key], key, known, 'key');
  }
}

/** Expectations as a file, to be read and changed by people. */
export function writeExpectations({ match, hosts, migrations, findings }: Expectations): string {
  const file = {
    match,
    ...(hosts === undefined ? {} : { hosts }),
    migrations: migrations.map(({ identity, fields, findings: own = [] }) => ({
      ...identity,
      ...Object.fromEntries(
        Object.entries(fields).map(([field, values]) => [field, values.length === 1 ? values[0] : values]),
      ),
      findings: own,
    })),
    ...(findings === undefined || findings.length === 0 ? {} : { findings }),
  };
  return `${HEADER}${stringify(file, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false })}`;
}

const HEADER = `# What migscope is expected to find in these logs: migscope check <logs> --expect <this file>
# docs/ci.md says what may stand here.
`;
