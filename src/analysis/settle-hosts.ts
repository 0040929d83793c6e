import type { Bundle } from '../bundle/bundle.ts';
import { readHostFiles } from '../bundle/host-facts.ts';
import { nameOfRoot } from '../bundle/host-root.ts';
import type { LogEvent, LogKind, LogSource } from '../model/index.ts';
import { type Span, spanOf } from '../records/year-guess.ts';
import { isSameHost } from '../timeline/host-names.ts';
import type { SourceStats } from '../timeline/source-stats.ts';

/** What tells of which host a log is. */
interface HostedLog {
  readonly stats: SourceStats;
  readonly events: readonly LogEvent[];
}

/** Logs under the keys of their hosts. */
export interface SettledHosts<Log> {
  readonly logs: readonly Log[];
  /** Names by host key that folders suggest, and names of files as far as they are believed. */
  readonly namesByFolder: ReadonlyMap<string, string>;
}

/** What a log tells of its host. */
interface Said {
  readonly source: LogSource;
  readonly span: Span | undefined;
  /** What its lines call the host that wrote them. */
  readonly own: ReadonlySet<string>;
}

/** The logs of a folder that have one word behind the service in their names. */
interface Word {
  readonly key: string;
  readonly folderKey: string;
  readonly word: string;
  readonly logs: readonly Said[];
  readonly kinds: ReadonlySet<LogKind>;
}

/**
 * Decides whether the word behind a service names a host (`nova-compute-cmp1.log`) or tells of the file
 * (`libvirtd-debug1.log`), by what all logs say: a word that nothing proves to be a host leaves its files to the host
 * of their folder.
 *
 * A host is what lines, configurations or other places call so, what calls itself otherwise than the files of another
 * word do, or what wrote logs of several kinds while another word's host did, too. One host writes each log once at a
 * time, so that its runs and days do not look like that. Numbers of one name (`cmp1`, `cmp2`) are believed together,
 * and so is every word of several kinds where some are and no file of the folder goes without.
 */
export function settleHosts<Log extends HostedLog>(
  logs: readonly Log[],
  bundle: Pick<Bundle, 'hostFiles' | 'namesByFolder'>,
): SettledHosts<Log> {
  const { namesByFolder } = bundle;
  if (logs.every(({ stats }) => stats.source.folderKey === undefined)) return { logs, namesByFolder };
  const said = logs.map(readSaid);
  const words = wordsOf(said);
  const names = [...spokenNames(logs, bundle)];
  const places = placesOf(said, bundle);
  const named = new Set(
    words.filter(({ key, word }) => places.has(key) || isAmong(names, word.toLowerCase())),
  );
  const believed = new Set<string>();
  const settled = new Map(namesByFolder);
  for (const [folderKey, beside] of Map.groupBy(words, (word) => word.folderKey)) {
    const all = said.filter(({ source }) => (source.folderKey ?? source.hostKey) === folderKey);
    const hosts = hostsAmong(beside, named, all);
    for (const { key, word } of hosts) {
      believed.add(key);
      settled.set(key, word);
    }
    const name = nameOfRoot(folderKey);
    if (hosts.size < beside.length && name !== undefined) settled.set(folderKey, name);
  }
  return {
    logs: logs.map((log) => (believed.has(log.stats.source.hostKey) ? log : inFolder(log))),
    namesByFolder: settled,
  };
}

/** The words of a folder that name hosts. */
function hostsAmong(
  beside: readonly Word[],
  named: ReadonlySet<Word>,
  all: readonly Said[],
): ReadonlySet<Word> {
  const free = beside.filter((one) => !isAnothers(one, all));
  const hosts = new Set(beside.filter((one) => named.has(one)));
  for (const one of free) {
    if (
      free.some((other) => other !== one && (callThemselvesApart(one, other) || writeSideBySide(one, other)))
    )
      hosts.add(one);
  }
  const numbered = new Set([...hosts].map(withoutNumbers));
  for (const one of free) if (numbered.has(withoutNumbers(one))) hosts.add(one);
  const isHabit = hosts.size > 1 && all.every(({ source }) => source.folderKey !== undefined);
  return isHabit ? new Set([...hosts, ...free.filter(({ kinds }) => kinds.size > 1)]) : hosts;
}

function readSaid({ stats: { source, first, last }, events }: HostedLog): Said {
  const own = new Set<string>();
  for (const { fields, lineHost } of events) {
    const name = lineHost ?? fields.own_host;
    if (typeof name === 'string') own.add(name);
  }
  return { source, own, span: spanOf([first, last].flatMap((stamp) => stamp?.wallMs ?? [])) };
}

function wordsOf(said: readonly Said[]): readonly Word[] {
  const doubtful = said.filter(({ source }) => source.folderKey !== undefined);
  return [...Map.groupBy(doubtful, ({ source }) => source.hostKey)].map(([key, logs]) => {
    const folderKey = logs[0]?.source.folderKey ?? '';
    const kinds = new Set(logs.map(({ source }) => source.kind));
    return { key, folderKey, word: key.slice(folderKey.length + 1), logs, kinds };
  });
}

function inFolder<Log extends HostedLog>(log: Log): Log {
  const { folderKey } = log.stats.source;
  if (folderKey === undefined) return log;
  const stats = { ...log.stats, source: { ...log.stats.source, hostKey: folderKey } };
  return { ...log, stats, events: log.events.map((event) => ({ ...event, hostKey: folderKey })) };
}

/** Keys of hosts that folders, or names before a service, tell. */
function placesOf(
  said: readonly Said[],
  { hostFiles, namesByFolder }: Pick<Bundle, 'hostFiles' | 'namesByFolder'>,
): ReadonlySet<string> {
  const settled = said.flatMap(({ source }) => (source.folderKey === undefined ? [source.hostKey] : []));
  return new Set([...settled, ...hostFiles.map(({ hostKey }) => hostKey), ...namesByFolder.keys()]);
}

const HOST_FIELDS = ['own_host', 'source_host', 'destination_host', 'host'] as const;

/** What lines and configurations call hosts. */
function spokenNames(
  logs: readonly HostedLog[],
  bundle: Pick<Bundle, 'hostFiles' | 'namesByFolder'>,
): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: unknown): void => {
    if (typeof name === 'string') names.add(name.toLowerCase());
  };
  for (const { fromConfiguration, fromHostnameFile } of readHostFiles(bundle).hostHints) {
    add(fromConfiguration);
    add(fromHostnameFile);
  }
  for (const { events } of logs)
    for (const { fields, lineHost } of events) {
      add(lineHost);
      for (const field of HOST_FIELDS) add(fields[field]);
    }
  return names;
}

/** Whether the files call their host as others of the folder do: then the word does not tell them apart. */
function isAnothers({ key, logs }: Word, all: readonly Said[]): boolean {
  const own = logs.flatMap((log) => [...log.own]);
  if (own.length === 0) return false;
  return all.some((log) => log.source.hostKey !== key && own.some((name) => isAmong([...log.own], name)));
}

/** By logs of one kind: libvirt and Nova may call one host differently. */
function callThemselvesApart(one: Word, other: Word): boolean {
  return kindsOfBoth(one, other).some((kind) => {
    const isTold = ({ logs }: Word): boolean =>
      logs.some(({ source, own }) => source.kind === kind && own.size > 0);
    return isTold(one) && isTold(other);
  });
}

/** Whether both have logs of several kinds, and wrote one of the same kind at the same time. */
function writeSideBySide(one: Word, other: Word): boolean {
  if (one.kinds.size < 2 || other.kinds.size < 2) return false;
  return kindsOfBoth(one, other).some((kind) => {
    const [span, another] = [spanOfKind(one, kind), spanOfKind(other, kind)];
    return span !== undefined && another !== undefined && span.from <= another.to && another.from <= span.to;
  });
}

function kindsOfBoth(one: Word, other: Word): readonly LogKind[] {
  return [...one.kinds].filter((kind) => other.kinds.has(kind));
}

function spanOfKind({ logs }: Word, kind: LogKind): Span | undefined {
  return spanOf(
    logs.flatMap(({ source, span }) => (source.kind === kind && span ? [span.from, span.to] : [])),
  );
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.some((one) => isSameHost(one, name));
}

function withoutNumbers({ word }: Word): string {
  return word.toLowerCase().replace(/\d+/g, '#');
}
