import { capabilities, domainCapabilities } from './capabilities.ts';
import { cpuinfo } from './cpuinfo.ts';
import type { FactSource } from './fact-source.ts';
import { lscpu, numactl } from './lscpu.ts';
import { hugeadm, hugepageCount, meminfo, nodeinfo, nodeMeminfo } from './memory.ts';
import { df, mounts } from './mounts.ts';
import { ethtool, ipAddress } from './network.ts';
import { dpkg, rpm } from './packages.ts';
import { apparmor, selinux } from './security.ts';
import { commandLine, osRelease, sysctl, uname, virshVersion } from './system.ts';
import { chrony, ntpq, timedatectl } from './time-sync.ts';

/** Every kind of file that says something about its host; of two that say the same, the first one counts. */
export const FACT_SOURCES: readonly FactSource[] = [
  cpuinfo,
  capabilities,
  domainCapabilities,
  lscpu,
  numactl,
  meminfo,
  nodeMeminfo,
  hugepageCount,
  hugeadm,
  nodeinfo,
  virshVersion,
  rpm,
  dpkg,
  commandLine,
  uname,
  osRelease,
  sysctl,
  ipAddress,
  ethtool,
  mounts,
  df,
  selinux,
  apparmor,
  chrony,
  timedatectl,
  ntpq,
];
