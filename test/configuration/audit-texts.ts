import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { nameOfRoot } from '../../src/bundle/host-root.ts';
import { auditHosts } from '../../src/configuration/audit-hosts.ts';
import type { ConfiguredHost, SeenGuest } from '../../src/configuration/configured-host.ts';
import { readConfigFilesByHost } from '../../src/facts/config-files.ts';
import { gatherFacts } from '../../src/facts/gather-facts.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Finding } from '../../src/model/index.ts';

export const knowledge = knowledgeFor();

export interface AuditOptions {
  readonly release?: string | undefined;
  readonly guest?: SeenGuest | undefined;
}

/** What is said about configuration files given by path, `cmp-a/nova.conf`. */
export function auditTexts(
  files: Readonly<Record<string, string>>,
  { release, guest }: AuditOptions = {},
): readonly Finding[] {
  const { hostFiles } = bundleOf(files);
  const nameOf = new Map(hostFiles.map(({ hostKey }) => [hostKey, nameOfRoot(hostKey) ?? hostKey]));
  const { options: table, configuration: checks, drift } = knowledge;
  const facts = gatherFacts({ events: [], hostFiles, nameOf, table });
  const configs = readConfigFilesByHost(hostFiles, nameOf);
  const hosts = [...configs].map(([name, own]): ConfiguredHost => ({
    name,
    roles: [],
    files: own,
    options: facts.get(name)?.options ?? [],
    facts: facts.get(name)?.facts ?? [],
    release,
  }));
  return auditHosts({ hosts, guest, checks, drift, table });
}
