import type { Bundle } from './bundle/bundle.ts';
import type { Limits } from './bundle/limits.ts';
import { openBundle } from './bundle/open-bundle.ts';
import { readHostFiles } from './bundle/host-facts.ts';
import { nameOfRoot } from './bundle/host-root.ts';
import { checkFilter, selectMigrations, type MigrationFilter } from './analysis/select-migrations.ts';
import type { Knowledge } from './knowledge/load-knowledge.ts';
import { knowledgeFor, packageVersion } from './knowledge/package-folder.ts';
import type {
  Analysis,
  ConfigurationAudit,
  Diagnostic,
  Finding,
  GivenTimes,
  HostDrift,
  HostFacts,
  HostInfo,
  OnProgress,
} from './model/index.ts';
import { noMigration, nothingRecognised, notRebuilt } from './analysis/nothing-found.ts';
import { ProgressTally } from './analysis/progress-tally.ts';
import { type BundleReadOptions, type OnLog, readBundle, type ReadBundle } from './analysis/read-bundle.ts';
import { auditConfiguration } from './configuration/audit-configuration.ts';
import { configurationEvents } from './configuration/configuration-events.ts';
import { copyEvents } from './copy/copy-events.ts';
import { measureMigration } from './copy/measure-migration.ts';
import { OptionReaders } from './copy/option-reader.ts';
import { type ExcerptScope, matchExcerpt } from './rules/match-excerpt.ts';
import { isOpen } from './rules/is-open.ts';
import { RuleMatcher } from './rules/match-rules.ts';
import { driftEvents } from './drift/drift-events.ts';
import { findDrift } from './drift/find-drift.ts';
import { readConfigFilesByHost } from './facts/config-files.ts';
import { gatherFacts, isFactEvent } from './facts/gather-facts.ts';
import { buildTimeline, type RebuiltMigration, type Timeline } from './timeline/build-timeline.ts';
import { describeCoverage } from './timeline/coverage.ts';
import { checkGivenTimes } from './timeline/given-times.ts';

/**
 * Is told after each piece of a log, with a way to have the analysis of what was read so far; a promise is waited for.
 *
 * Putting it together costs: whoever listens decides how often.
 */
export type OnPartial = (soFar: () => Analysis) => void | PromiseLike<void>;

export interface AnalyzeOptions extends MigrationFilter, GivenTimes, Omit<BundleReadOptions, 'tally'> {
  /** Folders with further rules, besides migscope's own. */
  readonly rulesFolders?: readonly string[];
  readonly version?: string;
  /** Bytes of the input `-`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** How far archives may unfold; the rest has its defaults. */
  readonly limits?: Partial<Limits>;
  /** Is told how far the run has come, every 256 KiB of input or so. */
  readonly onProgress?: OnProgress;
  /** The series of Nova that configurations are held against, where logs and files do not tell it or tell another. */
  readonly release?: string | undefined;
  /** For a screen that fills while logs are read. */
  readonly onPartial?: OnPartial;
}

/**
 * Reads the logs under the given paths and returns everything that migscope found out.
 *
 * Never rejects because of its input: what could not be read or understood is a diagnostic in the result.
 */
export async function analyze(paths: readonly string[], options: AnalyzeOptions = {}): Promise<Analysis> {
  const { stdin, limits, onProgress } = options;
  const tally = new ProgressTally(onProgress);
  const bundle = await openBundle(paths, { stdin, limits, onRead: tally.read });
  return analyzeBundle(bundle, knowledgeFor(options.rulesFolders), options, tally);
}

/** The same for logs that are already at hand, with the knowledge to use: what rule tests run on. */
export async function analyzeBundle(
  bundle: Bundle,
  knowledge: Knowledge,
  options: AnalyzeOptions = {},
  tally = new ProgressTally(options.onProgress),
): Promise<Analysis> {
  const asked = [...checkFilter(options), ...checkGivenTimes(options)];
  const composed = (traced: TracedBundle, isWhole: boolean): Analysis => {
    // Of a host that was not read yet nobody knows the name.
    const problems = isWhole ? [...asked, ...traced.timeline.diagnostics] : asked;
    const isAnswerable = problems.every(({ severity }) => severity !== 'error');
    const chosen = isAnswerable ? selectMigrations(traced.migrations, options) : [];
    return compose(options, bundle, knowledge, traced, chosen, problems);
  };
  const { onPartial } = options;
  const onLog =
    onPartial === undefined
      ? undefined
      : (read: () => ReadBundle) =>
          onPartial(() => composed(judge(bundle, knowledge, read(), options), false));
  const traced = await traceBundle(bundle, knowledge, options, tally, onLog);
  await tally.turnTo('done', traced.migrations.length);
  return composed(traced, true);
}

/** A migration with what rules found in its events. */
export interface JudgedMigration extends RebuiltMigration {
  readonly findings: readonly Finding[];
}

/** What is known of a bundle on the way to its analysis; `migscope rules trace` shows it rule by rule. */
export interface TracedBundle {
  readonly read: ReadBundle;
  readonly timeline: Timeline;
  readonly hosts: readonly HostInfo[];
  readonly drift: readonly HostDrift[];
  readonly configuration: ConfigurationAudit | undefined;
  readonly migrations: readonly JudgedMigration[];
  /** What the lines mean where no migration can be rebuilt from them. */
  readonly loose: readonly Finding[];
}

/** Reads a bundle, rebuilds its migrations and judges each. */
export async function traceBundle(
  bundle: Bundle,
  knowledge: Knowledge,
  options: AnalyzeOptions = {},
  tally = new ProgressTally(options.onProgress),
  onLog?: OnLog,
): Promise<TracedBundle> {
  await tally.turnTo('reading');
  const { maxLineBytes, unfilteredBytes, skims, memory, store, others } = options;
  const { atOnce = bundle.atOnce } = options;
  const reading = { maxLineBytes, unfilteredBytes, skims, atOnce, tally, memory, store, others };
  const read = await readBundle(bundle, knowledge.catalogue, reading, onLog);
  await tally.turnTo('judging');
  return judge(bundle, knowledge, read, options);
}

/** Puts migrations together from what was read and judges each. */
function judge(
  bundle: Bundle,
  knowledge: Knowledge,
  read: ReadBundle,
  { release, ...given }: GivenTimes & Pick<AnalyzeOptions, 'release'>,
): TracedBundle {
  const events = read.events.filter((event) => !isFactEvent(event));
  const { hostFiles } = bundle;
  const { namesByFolder } = read;
  const timeline = buildTimeline({ events, ...readHostFiles({ hostFiles, namesByFolder }), given });
  const nameOf = withNamesOfFolders(timeline.names.byKey, hostFiles);
  const facts = gatherFacts({ events: read.events, hostFiles, nameOf, table: knowledge.options });
  const hosts = timeline.hosts.map((host) => withFacts(host, facts.get(host.name)));
  const drift = findDrift({
    hosts,
    migrations: timeline.migrations.map(({ migration }) => migration),
    rules: knowledge.drift,
    table: knowledge.options,
  });
  const readers = new OptionReaders(knowledge.options);
  const copied = timeline.migrations.map(({ migration, trace }) => {
    const own = migration.source === undefined ? undefined : facts.get(migration.source);
    const measured = measureMigration(trace(migration), { facts: own, readers });
    return { migration: measured, trace };
  });
  const configuration = auditConfiguration({
    hosts,
    facts,
    files: readConfigFilesByHost(hostFiles, nameOf),
    migrations: copied.map(({ migration }) => migration),
    checks: knowledge.configuration,
    drift: knowledge.drift,
    table: knowledge.options,
    release,
  });
  const rules = new RuleMatcher(knowledge.rules);
  const migrations = copied.map(({ migration: measured, trace }) => {
    const traced = trace(measured);
    const differing = driftEvents(traced, drift, knowledge.drift);
    const configured = configurationEvents(traced, configuration, knowledge.configuration);
    const events = [...traced.events, ...differing, ...configured, ...copyEvents(traced)];
    const findings = rules.match({ ...traced, events });
    return { migration: { ...measured, findings: findings.map((one) => one.id) }, trace, findings };
  });
  const scope = excerptScope(read, timeline);
  const loose = migrations.length > 0 ? [] : matchExcerpt(knowledge.rules, events, scope);
  const known = new Set(scope.hostNames.values());
  const named = hosts.filter(({ name }) => known.has(name));
  return { read, timeline, hosts: named, drift, configuration, migrations, loose };
}

/** An excerpt comes from anywhere: the name of the folder in which it lies is not its host's. */
function excerptScope({ stats }: ReadBundle, { names }: Timeline): ExcerptScope {
  const timeless = stats.filter(({ first }) => first === undefined).map(({ source }) => source);
  const strangers = new Set(timeless.map(({ hostKey }) => hostKey));
  return {
    timeless: new Set(timeless.map(({ path }) => path)),
    hostNames: new Map([...names.byKey].filter(([key]) => !strangers.has(key))),
  };
}

/** Of a host without logs nobody says the name: its folder must do. */
function withNamesOfFolders(
  names: ReadonlyMap<string, string>,
  hostFiles: Bundle['hostFiles'],
): ReadonlyMap<string, string> {
  const all = new Map(names);
  for (const { hostKey } of hostFiles)
    if (!all.has(hostKey)) all.set(hostKey, nameOfRoot(hostKey) ?? 'this host');
  return all;
}

/** What logs do not say of a host's releases its packages may. */
function withFacts(host: HostInfo, facts: HostFacts | undefined): HostInfo {
  if (facts === undefined) return host;
  const releases = { ...host.releases };
  for (const software of ['nova', 'libvirt', 'qemu', 'kernel'] as const) {
    const known = facts.facts.find(({ name }) => name === `release.${software}`);
    if (known !== undefined) releases[software] ??= String(known.value);
  }
  return { ...host, releases, facts };
}

/** The differences of the routes that the chosen migrations took. */
function driftOf(drift: readonly HostDrift[], chosen: readonly JudgedMigration[]): readonly HostDrift[] {
  const ids = new Set(chosen.map(({ migration }) => migration.id));
  return drift.flatMap((one) => {
    const migrations = one.migrations.filter((id) => ids.has(id));
    return migrations.length === 0 ? [] : [{ ...one, migrations }];
  });
}

function compose(
  options: AnalyzeOptions,
  bundle: Bundle,
  knowledge: Knowledge,
  { read, timeline, hosts, drift, configuration, migrations: all, loose }: TracedBundle,
  chosen: readonly JudgedMigration[],
  problems: readonly Diagnostic[],
): Analysis {
  const hostOf = (hostKey: string) => timeline.names.byKey.get(hostKey) ?? hostKey;
  const diagnostics = [...problems, ...bundle.diagnostics, ...knowledge.diagnostics, ...read.diagnostics];
  const records = read.stats.reduce((sum, one) => sum + one.records, 0);
  if (records === 0) diagnostics.push(nothingRecognised(read.stats.length));
  else if (loose.length > 0) diagnostics.push(notRebuilt());
  else if (chosen.length === 0 && problems.every(({ severity }) => severity !== 'error'))
    diagnostics.push(noMigration(all.length));
  return {
    schemaVersion: 1,
    tool: { name: 'migscope', version: options.version ?? packageVersion() },
    inputs: read.inputs,
    hosts,
    drift: driftOf(drift, chosen),
    migrations: chosen.map((one) => one.migration),
    findings: [...chosen.flatMap((one) => one.findings), ...loose],
    ...(configuration === undefined ? {} : { configuration }),
    diagnostics,
    coverage: describeCoverage({
      stats: read.stats,
      hostOf,
      toUtc: timeline.zones.toUtc,
      said: timeline.said,
      migrations: all.map((one) => one.migration),
      isOpen: all.some(({ migration, findings }) => isOpen(migration, findings)),
      unmatched: read.unmatched,
    }),
  };
}
