/** What a text is by its place: a path, what may be a name alone, a fingerprint, or words. */
export type Place = 'path' | 'name' | 'fingerprint' | 'text';

/** Keys whose values are words of the model, moments or our own links: never anybody's. */
const VOCABULARY: ReadonlySet<string> = new Set([
  'at',
  'by',
  'certainty',
  'class',
  'code',
  'confidence',
  'effect',
  'endedAt',
  'failedPhase',
  'from',
  'kind',
  'level',
  'mode',
  'outcome',
  'owner',
  'phase',
  'releases',
  'role',
  'roles',
  'ruleId',
  'section',
  'severity',
  'signal',
  'since',
  'startedAt',
  'state',
  'to',
  'type',
  'unit',
  'until',
  'weight',
]);
const PATHS: ReadonlySet<string> = new Set(['file', 'files', 'path', 'paths']);
const NAMES: ReadonlySet<string> = new Set([
  'aliases',
  'destination',
  'host',
  'instanceIsOn',
  'name',
  'on',
  'source',
  'value',
]);

/** Plain data with its texts changed, but for the words of the model; fields of events are read from logs, keys and all. */
export function walkStrings<T>(value: T, change: (text: string, place: Place) => string): T {
  return walk(value, '', false, change) as T;
}

function walk(
  value: unknown,
  key: string,
  isFromLogs: boolean,
  change: (text: string, place: Place) => string,
): unknown {
  if (typeof value === 'string') return change(value, placeOf(key, isFromLogs));
  if (Array.isArray(value)) return value.map((item) => walk(item, key, isFromLogs, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => {
      if (!isFromLogs && VOCABULARY.has(name)) return [name, item];
      const shown = isFromLogs ? change(name, 'text') : name;
      return [shown, walk(item, name, isFromLogs || name === 'fields', change)];
    }),
  );
}

function placeOf(key: string, isFromLogs: boolean): Place {
  if (NAMES.has(key)) return 'name';
  if (isFromLogs) return 'text';
  if (PATHS.has(key)) return 'path';
  return key === 'fingerprint' ? 'fingerprint' : 'text';
}
