import type { FieldReading, FieldSpec } from '../condition/index.ts';
import type { FactName } from '../model/index.ts';
import type { ConfigScope } from './config-fields.ts';

interface DerivedInput {
  readonly scope: ConfigScope;
  readonly read: (field: string) => FieldReading | undefined;
}

interface DerivedField extends FieldSpec {
  readonly read: (input: DerivedInput) => FieldReading | undefined;
  /** Fields and facts that it follows from: their lines are its evidence. */
  readonly rests?: readonly string[];
  readonly facts?: readonly FactName[];
}

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
/** The least that Nova counts for memory and for each disk (nova/virt/libvirt/driver.py, _live_migration_data_gb). */
const LEAST_GIB = 2;
const MBIT = 1e6 / 8;
/** A copy that never goes over a page twice is an idle guest's: this much of room lets a busy one end. */
const ROOM = 2;

/** What follows from several options, from facts of the host, and from the guests that the logs show. */
export const DERIVED_FIELDS: Readonly<Record<string, DerivedField>> = {
  'derived.secondsPerGiB': {
    type: 'number',
    describe: 'seconds that live_migration_bandwidth needs for one GiB',
    rests: ['libvirt.live_migration_bandwidth'],
    read: ({ read }) => {
      const bandwidth = numberOf(read('libvirt.live_migration_bandwidth'));
      return bandwidth === undefined || bandwidth <= 0 ? undefined : Math.ceil(1024 / bandwidth);
    },
  },
  'derived.fullDowntimeAfter': {
    type: 'number',
    describe: 'seconds for each GiB until live_migration_downtime is permitted in full: steps times delay',
    rests: ['libvirt.live_migration_downtime_steps', 'libvirt.live_migration_downtime_delay'],
    read: ({ read }) => {
      const steps = numberOf(read('libvirt.live_migration_downtime_steps'));
      const delay = numberOf(read('libvirt.live_migration_downtime_delay'));
      return steps === undefined || delay === undefined ? undefined : steps * delay;
    },
  },
  'derived.bandwidthMbit': {
    type: 'number',
    describe: 'live_migration_bandwidth in Mbit/s',
    rests: ['libvirt.live_migration_bandwidth'],
    read: ({ read }) => {
      const bandwidth = numberOf(read('libvirt.live_migration_bandwidth'));
      return bandwidth === undefined ? undefined : Math.round((bandwidth * MIB) / MBIT);
    },
  },
  'derived.uriScheme': {
    type: 'string',
    describe: 'what stands between + and :// in live_migration_uri',
    rests: ['libvirt.live_migration_uri'],
    read: ({ read }) => /^\w+\+(\w+):\/\//.exec(String(read('libvirt.live_migration_uri') ?? ''))?.[1],
  },
  'host.userfaultfd': {
    type: 'boolean',
    describe: 'whether vm.unprivileged_userfaultfd is 1',
    facts: ['kernel.userfaultfd'],
    read: ({ scope }) => {
      const value = scope.host.facts.find(({ name }) => name === 'kernel.userfaultfd')?.value;
      return typeof value === 'boolean' ? value : undefined;
    },
  },
  'host.speedMbit': {
    type: 'number',
    describe: 'speed in Mbit/s of the interface that migrations come in at',
    facts: ['migration.speed'],
    read: ({ scope }) => numberOf(scope.host.facts.find(({ name }) => name === 'migration.speed')?.value),
  },
  'host.qemu': {
    type: 'number',
    describe: 'QEMU of the host as major release times 100 and minor release: 1001 is 10.1',
    facts: ['release.qemu'],
    read: ({ scope }) => versionOf(scope.host.facts.find(({ name }) => name === 'release.qemu')?.value),
  },
  'host.hasInboundAddress': {
    type: 'boolean',
    describe: 'whether an interface of the host has the address live_migration_inbound_addr',
    rests: ['libvirt.live_migration_inbound_addr'],
    read: ({ scope, read }) => {
      const address = read('libvirt.live_migration_inbound_addr');
      const own = scope.host.facts.filter(({ name }) => name === 'network.address').map(({ value }) => value);
      const isAddress = typeof address === 'string' && /^[\d.]+$|:/.test(address);
      return isAddress && own.some((one) => one !== '127.0.0.1' && one !== '::1')
        ? own.includes(address)
        : undefined;
    },
  },
  'hosts.sharingInboundAddress': {
    type: 'string',
    describe: 'other hosts with the same live_migration_inbound_addr',
    rests: ['libvirt.live_migration_inbound_addr'],
    read: ({ scope: { host, hosts } }) => {
      const own = inboundOf(host);
      const others = hosts.filter((other) => other !== host && own !== undefined && inboundOf(other) === own);
      return others.map(({ name }) => name);
    },
  },
  'hosts.cpus': {
    type: 'string',
    describe: 'the processors of all hosts that are known',
    facts: ['cpu.name'],
    read: ({ scope: { hosts } }) => {
      const names = hosts.flatMap(({ facts }) => facts.filter(({ name }) => name === 'cpu.name'));
      return [...new Set(names.map(({ value }) => String(value)))];
    },
  },
  'hosts.cpuKinds': {
    type: 'number',
    describe: 'how many kinds of processor the hosts have',
    facts: ['cpu.name'],
    read: ({ scope: { hosts } }) => {
      const names = hosts.flatMap(({ facts }) => facts.filter(({ name }) => name === 'cpu.name'));
      return names.length === 0 ? undefined : new Set(names.map(({ value }) => String(value))).size;
    },
  },
  'guest.name': {
    type: 'string',
    describe: 'the largest guest that was migrated',
    read: ({ scope }) => scope.guest?.name,
  },
  'guest.gib': {
    type: 'number',
    describe: 'its memory and copied disks in GiB, as Nova counts them',
    read: ({ scope }) => dataGiB(scope),
  },
  'guest.rate': {
    type: 'number',
    describe: 'MiB/s at which it can be copied: what was seen, or live_migration_bandwidth if that is less',
    rests: ['libvirt.live_migration_bandwidth'],
    read: (input) => copyRate(input),
  },
  'guest.timeoutS': {
    type: 'duration',
    unit: 's',
    describe: 'what live_migration_completion_timeout comes to for it',
    rests: ['libvirt.live_migration_completion_timeout'],
    read: ({ scope, read }) => {
      const timeout = numberOf(read('libvirt.live_migration_completion_timeout'));
      const data = dataGiB(scope);
      return timeout === undefined || data === undefined ? undefined : timeout * data * 1000;
    },
  },
  'guest.copyS': {
    type: 'duration',
    unit: 's',
    describe: 'how long one pass over its memory and disks takes',
    rests: ['libvirt.live_migration_bandwidth'],
    read: (input) => {
      const data = dataGiB(input.scope);
      const rate = copyRate(input);
      return data === undefined || rate === undefined ? undefined : (data * 1024 * 1000) / rate;
    },
  },
  'guest.neededTimeout': {
    type: 'number',
    describe: 'live_migration_completion_timeout that gives it twice the time of one pass',
    read: (input) => {
      const rate = copyRate(input);
      return rate === undefined ? undefined : Math.ceil((1024 / rate) * ROOM);
    },
  },
};

function dataGiB({ guest }: ConfigScope): number | undefined {
  if (guest === undefined) return undefined;
  const disk = guest.disk > 0 ? Math.max(LEAST_GIB, guest.disk / GIB) : 0;
  return Math.round((Math.max(LEAST_GIB, guest.memory / GIB) + disk) * 10) / 10;
}

function copyRate({ scope, read }: DerivedInput): number | undefined {
  const limit = numberOf(read('libvirt.live_migration_bandwidth'));
  const seen = scope.guest?.throughput === undefined ? undefined : scope.guest.throughput / MIB;
  const limited = limit === undefined || limit <= 0 ? seen : Math.min(limit, seen ?? limit);
  return limited === undefined || limited <= 0 ? undefined : Math.round(limited * 10) / 10;
}

function inboundOf({ options }: ConfigScope['host']): string | undefined {
  const set = options.find(
    ({ section, name }) => section === 'libvirt' && name === 'live_migration_inbound_addr',
  );
  const value = set?.value ?? undefined;
  return value === undefined || value === '' || value.includes('$') || value.includes('*')
    ? undefined
    : value;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function versionOf(value: unknown): number | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(typeof value === 'string' ? value : '') ?? [];
  return major === undefined ? undefined : Number(major) * 100 + Number(minor);
}
