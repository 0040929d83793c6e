import type { FieldValue, LogEvent, UnplacedEvent } from '../model/index.ts';

/** One value of each of many things: the different ones, and by number which of them each thing has. */
interface Column<Value> {
  readonly values: readonly Value[];
  readonly numbers: Uint32Array;
}

/** What of an event is not counted or a field: text that comes again and again, or a mark. */
type Word = Exclude<keyof LogEvent, 'fields' | 'line' | 'endLine' | 'wallMs'>;

/**
 * Events on their way from one thread to another, property by property: a copy of each object, with all of its names,
 * takes as long as finding it in the log did.
 */
export interface PackedEvents {
  readonly words: { readonly [Name in Word]-?: Column<LogEvent[Name]> };
  /** Whole numbers here as in the events: V8 would turn all events into objects of another shape for one that has not. */
  readonly lines: Int32Array;
  readonly endLines: Int32Array;
  /** NaN where there is none. */
  readonly wallMs: Float64Array;
  readonly fieldNames: Column<readonly string[]>;
  /** Of one event after the other, as its names say. */
  readonly fieldValues: Column<FieldValue>;
}

export function packEvents(events: readonly LogEvent[]): PackedEvents {
  const column = <Value>(pick: (event: LogEvent) => Value) => packColumn(events, pick);
  return {
    words: {
      kind: column(({ kind }) => kind),
      phase: column(({ phase }) => phase),
      side: column(({ side }) => side),
      sign: column(({ sign }) => sign),
      summary: column(({ summary }) => summary),
      path: column(({ path }) => path),
      logKind: column(({ logKind }) => logKind),
      hostKey: column(({ hostKey }) => hostKey),
      lineHost: column(({ lineHost }) => lineHost),
      pid: column(({ pid }) => pid),
      level: column(({ level }) => level),
      clock: column(({ clock }) => clock),
      requestId: column(({ requestId }) => requestId),
      globalRequestId: column(({ globalRequestId }) => globalRequestId),
      instance: column(({ instance }) => instance),
      domain: column(({ domain }) => domain),
      remote: column(({ remote }) => remote),
      relayed: column(({ relayed }) => relayed),
      excerpt: column(({ excerpt }) => excerpt),
      releases: column(({ releases }) => releases),
    },
    lines: Int32Array.from(events, ({ line }) => line),
    endLines: Int32Array.from(events, ({ endLine }) => endLine),
    wallMs: Float64Array.from(events, ({ wallMs }) => wallMs ?? Number.NaN),
    fieldNames: packColumn(
      events,
      ({ fields }) => Object.keys(fields),
      (names) => JSON.stringify(names),
    ),
    fieldValues: packColumn(
      events.flatMap(({ fields }) => Object.values(fields)),
      (value) => value,
    ),
  };
}

/** The same events, their lines counted on from so many before. */
export function unpackEvents(packed: PackedEvents, linesBefore: number): UnplacedEvent[] {
  const { lines, endLines, wallMs, fieldValues } = packed;
  const words = namedWords(packed.words);
  const fieldNames = {
    ...packed.fieldNames,
    values: packed.fieldNames.values.map((names) => names.map(asName)),
  };
  const events: UnplacedEvent[] = [];
  let nextField = 0;
  for (let nth = 0; nth < lines.length; nth += 1) {
    const fields: Record<string, FieldValue> = {};
    for (const name of valueOf(fieldNames, nth)) {
      fields[name] = valueOf(fieldValues, nextField);
      nextField += 1;
    }
    const ms = wallMs[nth];
    events.push({
      kind: valueOf(words.kind, nth),
      fields,
      phase: valueOf(words.phase, nth),
      side: valueOf(words.side, nth),
      sign: valueOf(words.sign, nth),
      summary: valueOf(words.summary, nth),
      path: valueOf(words.path, nth),
      line: (linesBefore + (lines[nth] ?? 0)) | 0,
      endLine: (linesBefore + (endLines[nth] ?? 0)) | 0,
      logKind: valueOf(words.logKind, nth),
      hostKey: valueOf(words.hostKey, nth),
      lineHost: valueOf(words.lineHost, nth),
      pid: valueOf(words.pid, nth),
      level: valueOf(words.level, nth),
      wallMs: ms === undefined || Number.isNaN(ms) ? undefined : ms,
      clock: valueOf(words.clock, nth),
      requestId: valueOf(words.requestId, nth),
      globalRequestId: valueOf(words.globalRequestId, nth),
      instance: valueOf(words.instance, nth),
      domain: valueOf(words.domain, nth),
      remote: valueOf(words.remote, nth),
      relayed: valueOf(words.relayed, nth),
      excerpt: valueOf(words.excerpt, nth),
      releases: valueOf(words.releases, nth),
      host: '',
      at: Number.NaN,
    });
  }
  return events;
}

type Words = PackedEvents['words'];

/** All words but those that are hardly ever the same. */
function namedWords(words: Words): Words {
  const { summary, excerpt, ...others } = words;
  const named = Object.entries(others).map(([name, { values, numbers }]) => [
    name,
    { values: values.map((value) => (typeof value === 'string' ? asName(value) : value)), numbers },
  ]);
  return { ...(Object.fromEntries(named) as Omit<Words, 'summary' | 'excerpt'>), summary, excerpt };
}

/**
 * The same text as V8 keeps names of properties, once for the whole program: others, as those that come from another
 * thread, it turns into that wherever they are looked up.
 */
function asName(text: string): string {
  return Object.keys({ [text]: true })[0] ?? text;
}

/** `keyOf`: what tells values apart that are no plain ones. */
function packColumn<Item, Value>(
  items: readonly Item[],
  pick: (item: Item) => Value,
  keyOf: (value: Value) => unknown = (value) => value,
): Column<Value> {
  const numberOf = new Map<unknown, number>();
  const values: Value[] = [];
  const numbers = new Uint32Array(items.length);
  let before: Value | undefined;
  let number: number | undefined;
  for (let nth = 0; nth < items.length; nth += 1) {
    const value = pick(items[nth] as Item);
    // Most things have what the one before has.
    if (number === undefined || value !== before) {
      const key = keyOf(value);
      number = numberOf.get(key);
      if (number === undefined) {
        number = values.length;
        values.push(value);
        numberOf.set(key, number);
      }
      before = value;
    }
    numbers[nth] = number;
  }
  return { values, numbers };
}

function valueOf<Value>({ values, numbers }: Column<Value>, nth: number): Value {
  return values[numbers[nth] ?? 0] as Value;
}
