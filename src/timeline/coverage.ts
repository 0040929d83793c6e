import type {
  Coverage,
  HostCoverage,
  LogCoverage,
  LogKind,
  Migration,
  UnmatchedShape,
} from '../model/index.ts';
import type { Sayings } from './hosts.ts';
import { toIso } from './phases.ts';
import type { SourceStats } from './source-stats.ts';

export interface CoverageInput {
  readonly stats: readonly SourceStats[];
  readonly hostOf: (hostKey: string) => string;
  readonly toUtc: (stamp: NonNullable<SourceStats['first']>) => number | undefined;
  readonly said: ReadonlyMap<string, Sayings>;
  readonly migrations: readonly Migration[];
  /** A migration did not succeed, and why is not known or not sure. */
  readonly isOpen: boolean;
  readonly unmatched: readonly UnmatchedShape[];
}

/** What a compute host's log should hold, and where it lies when the packages' paths are used. */
const COMPUTE_LOGS: readonly { readonly kind: LogKind; readonly path: string }[] = [
  { kind: 'nova-compute', path: '/var/log/nova/nova-compute.log' },
  { kind: 'qemu-instance', path: '/var/log/libvirt/qemu/<domain>.log' },
  { kind: 'libvirtd', path: '/var/log/libvirt/libvirtd.log' },
];

/** Collects these logs whole, rotated ones as well; the plugins are those of sos. */
const SOS_COMMAND = 'sos report --batch --all-logs -o openstack_nova,libvirt';

/** What the controllers decide about migrations they write here. */
const CONTROLLER_LOGS: ReadonlySet<LogKind> = new Set([
  'nova-api',
  'nova-conductor',
  'nova-scheduler',
  'placement',
]);
const CONTROLLER_ASK =
  '/var/log/nova/nova-api.log, nova-conductor.log and nova-scheduler.log of the controllers: they say who asked for what, and what was refused';

/** Says per host which logs were there, what they span, and what to ask for. */
export function describeCoverage(input: CoverageInput): Coverage {
  const hosts = new Map<string, LogCoverage[]>();
  const byHost = new Map<string, SourceStats[]>();
  for (const stats of input.stats) {
    const host = input.hostOf(stats.source.hostKey);
    const list = byHost.get(host);
    if (list) list.push(stats);
    else byHost.set(host, [stats]);
  }
  for (const [host, stats] of byHost)
    hosts.set(
      host,
      groupByKind(stats).map((group) => describeLog(host, group, input)),
    );
  addMissing(hosts, input);
  const sorted: HostCoverage[] = [...hosts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([host, logs]) => ({ host, logs }));
  return {
    hosts: sorted,
    ...(input.isOpen && !hasController(input) ? { askControllers: CONTROLLER_ASK } : {}),
    unmatched: input.unmatched,
  };
}

function hasController({ stats, said }: CoverageInput): boolean {
  const kinds = [
    ...stats.map(({ source }) => source.kind),
    ...[...said.values()].flatMap(({ logKinds }) => [...logKinds]),
  ];
  return kinds.some((kind) => CONTROLLER_LOGS.has(kind));
}

function groupByKind(stats: readonly SourceStats[]): SourceStats[][] {
  const groups = new Map<LogKind, SourceStats[]>();
  for (const one of stats) {
    const group = groups.get(one.source.kind);
    if (group) group.push(one);
    else groups.set(one.source.kind, [one]);
  }
  return [...groups.values()];
}

function describeLog(host: string, group: readonly SourceStats[], input: CoverageInput): LogCoverage {
  const kind = group[0]?.source.kind ?? 'nova-other';
  const times = group.flatMap(({ first, last }) =>
    [first, last].flatMap((stamp) => (stamp === undefined ? [] : [input.toUtc(stamp)])),
  );
  const known = times.filter((time) => time !== undefined);
  const span = known.length === 0 ? undefined : { from: Math.min(...known), to: Math.max(...known) };
  return {
    kind,
    ...judgeLog(host, group, span, input.migrations),
    files: group.map((one) => one.source.path),
    records: group.reduce((sum, one) => sum + one.records, 0),
    ...(span === undefined ? {} : { from: toIso(span.from), to: toIso(span.to) }),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is wrong with the logs of one kind, the worst first, and what to ask for. */
function judgeLog(
  host: string,
  group: readonly SourceStats[],
  span: Span | undefined,
  migrations: readonly Migration[],
): Pick<LogCoverage, 'state' | 'ask'> {
  const kind = group[0]?.source.kind ?? 'nova-other';
  const cut = group.find(isCut);
  if (cut !== undefined) {
    const file = cut.source.path.slice(cut.source.path.lastIndexOf('/') + 1);
    return { state: 'truncated', ask: `the whole of ${onHost(file)} of ${host}: ${SOS_COMMAND}` };
  }
  const missed = kind === 'nova-compute' && span !== undefined ? missedOf(host, span, migrations) : undefined;
  if (missed !== undefined) {
    const { state, since, until } = missed;
    const older = `/var/log/nova/nova-compute.log.1 and older (.2.gz, .3.gz, …) of ${host}`;
    const newer = `/var/log/nova/nova-compute.log of ${host} as it is now`;
    const isLater = span !== undefined && span.to < Date.parse(since);
    return { state, ask: `${isLater ? newer : older}, for ${since} to ${until}` };
  }
  const records = group.reduce((sum, one) => sum + one.records, 0);
  if (kind.startsWith('nova-') && records > 0 && group.every((one) => one.debugRecords === 0))
    return { state: 'INFO-only', ask: 'for more detail next time: debug = True in nova.conf' };
  return { state: 'present' };
}

const MIB = 1024 * 1024;

/**
 * sos cuts the files of a plugin that are larger than --log-size (25 MiB) together, keeps the end of the last as
 * `sos_strings/<plugin>/var.log.nova.nova-compute.log.tailed`, and leaves a link in its place
 * (sos/report/plugins/__init__.py, add_copy_spec). Tools that cut elsewhere keep whole MiB.
 */
function isCut({ source, bytes }: SourceStats): boolean {
  return source.path.endsWith('.tailed') || (bytes >= MIB && bytes % MIB === 0);
}

/** `var.log.nova.nova-compute.log.tailed` by the path that it has on its host. */
function onHost(file: string): string {
  return file.replace(
    /^var\.log\.((?:[\w-]+\.)*?)([^.]+\.log.*)\.tailed$/,
    (_, folders: string, name: string) => `/var/log/${folders.replaceAll('.', '/')}${name}`,
  );
}

/** A log that begins this much after a migration did has lost its beginning; less may be silence. */
const SILENT_MS = 60_000;

/** The migrations of a host that its log does not hold, if there are any. */
function missedOf(
  host: string,
  { from, to }: Span,
  migrations: readonly Migration[],
):
  | { readonly state: 'rotated-away' | 'other-time'; readonly since: string; readonly until: string }
  | undefined {
  const own = migrations.filter(
    ({ source, destination, outcome }) => outcome !== 'refused' && (source === host || destination === host),
  );
  const ends = ({ startedAt, endedAt }: Migration) => Date.parse(endedAt ?? startedAt);
  const late = own.filter(({ startedAt }) => from > Date.parse(startedAt) + SILENT_MS);
  const outside = own.filter((one) => from > ends(one) + SILENT_MS || to < Date.parse(one.startedAt));
  const missed = [...new Set([...late, ...outside])];
  if (missed.length === 0) return undefined;
  const since = missed.map(({ startedAt }) => startedAt).sort()[0] ?? '';
  const until = toIso(Math.max(...missed.map(ends)));
  return { state: outside.length === own.length ? 'other-time' : 'rotated-away', since, until };
}

function addMissing(hosts: Map<string, LogCoverage[]>, { migrations, said }: CoverageInput): void {
  for (const migration of migrations) {
    if (migration.outcome === 'refused') continue;
    for (const host of [migration.source, migration.destination]) {
      if (host === undefined) continue;
      const logs = hosts.get(host) ?? [];
      const isUnknown = logs.length === 0;
      hosts.set(host, logs);
      for (const { kind, path } of COMPUTE_LOGS) {
        if (logs.some((log) => log.kind === kind) || said.get(host)?.logKinds.has(kind)) continue;
        if (kind === 'qemu-instance' && !reachedQemu(migration)) continue;
        const file = path.replace('<domain>', migration.domain ?? '<domain>');
        const all = isUnknown && logs.length === 0 ? `; all that is needed of it: ${SOS_COMMAND}` : '';
        logs.push({ kind, state: 'missing', files: [], records: 0, ask: `${file} of ${host}${all}` });
      }
    }
  }
}

/** Before the copy there is no QEMU on the destination, and so no log of it. */
function reachedQemu(migration: Migration): boolean {
  return migration.phases.some((span) => span.phase === 'copy');
}
