import type { DriftRule } from '../drift/drift-rule.ts';
import type { ConfigFile } from '../facts/config-files.ts';
import type { AuditedHost, ConfigurationAudit, HostFacts, HostInfo, Migration } from '../model/index.ts';
import { seriesOf } from '../options/effective-option.ts';
import type { OptionTable } from '../options/option-table.ts';
import { auditHosts } from './audit-hosts.ts';
import type { ConfigCheck } from './config-check.ts';
import type { ConfiguredHost, SeenGuest } from './configured-host.ts';

export interface ConfigurationInput {
  readonly hosts: readonly Pick<HostInfo, 'name' | 'roles'>[];
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly files: ReadonlyMap<string, readonly ConfigFile[]>;
  readonly migrations: readonly Pick<Migration, 'instance' | 'domain' | 'copy'>[];
  readonly checks: readonly ConfigCheck[];
  readonly drift: readonly DriftRule[];
  readonly table: OptionTable;
  /** The series of Nova to go by, instead of the one that each host's logs and files tell. */
  readonly release?: string | undefined;
}

/** Holds the configuration of all hosts against the checks; nothing when none of them shows any. */
export function auditConfiguration(input: ConfigurationInput): ConfigurationAudit | undefined {
  const hosts = configuredHosts(input);
  if (hosts.length === 0) return undefined;
  const { checks, drift, table } = input;
  const guest = largestGuest(input.migrations);
  return { hosts: hosts.map(audited), findings: auditHosts({ hosts, guest, checks, drift, table }) };
}

function configuredHosts({ hosts, facts, files, release }: ConfigurationInput): readonly ConfiguredHost[] {
  const names = [...new Set([...hosts.map(({ name }) => name), ...files.keys()])].sort();
  const series = new Map(names.map((name) => [name, seriesOf(facts.get(name))]));
  const all = new Set([...series.values()].filter((one) => one !== undefined));
  const [common] = all.size === 1 ? all : [];
  return names.flatMap((name): readonly ConfiguredHost[] => {
    const known = facts.get(name);
    const own = files.get(name) ?? [];
    const options = known?.options ?? [];
    if (own.length + options.length === 0) return [];
    const roles = hosts.find((host) => host.name === name)?.roles ?? [];
    const host = { name, roles, files: own, options, facts: known?.facts ?? [] };
    if (release !== undefined) return [{ ...host, release, releaseBy: 'user' }];
    const itsOwn = series.get(name);
    if (itsOwn !== undefined) return [{ ...host, release: itsOwn, releaseBy: 'host' }];
    return [
      common === undefined
        ? { ...host, release: undefined }
        : { ...host, release: common, releaseBy: 'other-hosts' },
    ];
  });
}

function audited({ name, files, options, release, releaseBy }: ConfiguredHost): AuditedHost {
  return {
    host: name,
    ...(release === undefined ? {} : { release }),
    ...(releaseBy === undefined ? {} : { releaseBy }),
    files: files.map(({ path }) => path),
    printed: options.filter(({ basis }) => basis === 'logged').length,
  };
}

/** The guest with the most to copy, and the best throughput of all copies. */
function largestGuest(migrations: ConfigurationInput['migrations']): SeenGuest | undefined {
  let largest: SeenGuest | undefined;
  let throughput: number | undefined;
  for (const { instance, domain, copy } of migrations) {
    const { memoryTotal = 0, diskTotal = 0 } = copy ?? {};
    const seen = copy?.throughput?.value;
    if (seen !== undefined) throughput = Math.max(throughput ?? 0, seen);
    if (memoryTotal + diskTotal > (largest === undefined ? 0 : largest.memory + largest.disk))
      largest = { name: domain ?? instance, memory: memoryTotal, disk: diskTotal };
  }
  return largest === undefined || throughput === undefined ? largest : { ...largest, throughput };
}
