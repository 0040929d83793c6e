import { compileRegex, nearestName } from '../condition/index.ts';
import type { Role } from '../model/index.ts';
import type { FieldDemand, Signal } from '../rules/rule.ts';
import type { Vocabulary } from './load-rules.ts';
import { isRecord, plain, type YamlPath, type YamlReader } from './yaml-reader.ts';

const ROLES = ['source', 'destination', 'controller', 'other'] as const satisfies readonly Role[];
const KEYS = ['event', 'at', 'where'];
const NO_EVENT = 'no entry of the catalogue has a name like it';
const DESCRIBE_IT =
  'describe the message in a catalogue first, see docs/catalogue.md; for one of a pack, add --rules';

/** Reads `signals:` of a rule and checks every event and field against the catalogue. */
export function readSignals(yaml: YamlReader, vocabulary: Vocabulary): Signal[] {
  const signals = yaml.value(['signals']);
  if (signals === undefined || signals === null) return [];
  if (!isRecord(signals)) {
    yaml.complain(
      ['signals'],
      'invalid',
      '"signals" is no map',
      undefined,
      'write "name: { event: … }" below it',
    );
    return [];
  }
  return Object.entries(signals).flatMap(([name, value]) => readSignal(yaml, vocabulary, name, value));
}

function readSignal(yaml: YamlReader, vocabulary: Vocabulary, name: string, value: unknown): Signal[] {
  const place: YamlPath = ['signals', name];
  if (!isRecord(value)) {
    yaml.complain(
      place,
      'invalid',
      `the signal ${name} is no map`,
      undefined,
      'write { event: service.thing }',
    );
    return [];
  }
  const { event, at, where, ...rest } = value;
  for (const key of Object.keys(rest)) yaml.unknownKey([...place, key], key, KEYS, 'key of a signal');
  const events = (Array.isArray(event) ? event : [event]).map(plain);
  const known = vocabulary.catalogue.entries.map((entry) => entry.event);
  for (const one of events) {
    if (vocabulary.catalogue.entryOf(one) !== undefined) continue;
    if (nearestName(one, known) !== undefined) yaml.unknownName([...place, 'event'], one, known, 'event');
    else yaml.complain([...place, 'event'], 'invalid', `unknown event "${one}"`, NO_EVENT, DESCRIBE_IT);
  }
  const role = ROLES.find((one) => one === at);
  if (at !== undefined && role === undefined) yaml.unknownName([...place, 'at'], plain(at), ROLES, 'place');
  return [{ name, events, at: role, where: readWhere(yaml, vocabulary, place, where, events) }];
}

function readWhere(
  yaml: YamlReader,
  vocabulary: Vocabulary,
  signal: YamlPath,
  where: unknown,
  events: readonly string[],
): FieldDemand[] {
  if (where === undefined) return [];
  if (!isRecord(where)) {
    yaml.complain([...signal, 'where'], 'invalid', '"where" is no map', undefined, 'write { field: value }');
    return [];
  }
  const fields = fieldsOf(vocabulary, events);
  return Object.entries(where).map(([field, demand]) => {
    const place = [...signal, 'where', field];
    if (!field.includes('.') && !fields.includes(field))
      yaml.unknownKey(place, field, fields, 'field of these events');
    if (typeof demand !== 'string' || !demand.startsWith('~')) {
      const oneOf = (Array.isArray(demand) ? demand : [demand]) as FieldDemand['oneOf'];
      return { field, oneOf, pattern: undefined };
    }
    const source = demand.slice(1).trim();
    const pattern = compileRegex(source, '');
    if (pattern.ok) return { field, oneOf: [], pattern: { source, test: pattern.test } };
    const what = `the regular expression cannot be used: ${pattern.reason}`;
    yaml.complain(
      place,
      'invalid',
      what,
      undefined,
      'correct it; RE2 has no look-around and no back references',
    );
    return { field, oneOf: [], pattern: undefined };
  });
}

/** Fields that the templates of these events fill, and those of a command line. */
function fieldsOf(vocabulary: Vocabulary, events: readonly string[]): string[] {
  const names = new Set<string>();
  for (const entry of vocabulary.catalogue.entries) {
    if (!events.includes(entry.event)) continue;
    if (entry.body !== undefined) for (const one of COMMAND_LINE_FIELDS) names.add(one);
    for (const { template } of entry.templates) for (const field of template.fields) names.add(field.name);
  }
  return [...names];
}

/** What `notation/describe-qemu.ts` reads from a command line. */
const COMMAND_LINE_FIELDS = [
  'instance',
  'domain',
  'machine',
  'accel',
  'cpu',
  'memory_mb',
  'smp',
  'incoming',
  'vnc_listen',
  'spice_listen',
  'rbd',
  'rbd_pool',
  'rbd_user',
  'rbd_monitors',
  'hostdevs',
  'vhost_user',
  'tpm',
  'hugepages',
];
