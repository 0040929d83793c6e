import type { QemuCommandLine, QemuOption } from './qemu-command-line.ts';
import { isRecord, partText, splitQemuValue, type QemuOptionParts } from './qemu-option-value.ts';
import { readRbdDisk } from './qemu-rbd.ts';

export type QemuFields = Readonly<Record<string, string | number | boolean>>;

/**
 * The facts about a guest that matter to a migration, as flat fields with fixed names.
 *
 * Only `instance`, `domain` and these few settings leave the command line: it also holds secrets (keys of disks,
 * of TLS, of consoles), which must not end up in a report. Counts and flags are always there, other fields only
 * when the command says so; `incoming` marks the destination side of a migration.
 */
export function describeQemuCommandLine(command: QemuCommandLine): QemuFields {
  const options = command.options;
  const texts = {
    instance: lastValue(options, 'uuid'),
    domain: domainOf(options),
    machine: firstPart(options, ['machine', 'M'], 'type'),
    accel: acceleratorOf(options),
    cpu: firstPart(options, ['cpu'], 'model'),
    memory_mb: memoryOf(options),
    smp: cpuCountOf(options),
    incoming: lastValue(options, 'incoming'),
    guest_nova_version: novaVersionOf(options),
    vnc_listen: vncListenOf(options),
    spice_listen: partOf(options, ['spice'], 'addr'),
    ...rbdFields(options),
  };
  return Object.fromEntries(
    Object.entries({ ...texts, ...deviceFields(options) }).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    ),
  );
}

/** Nova writes itself into the guest's SMBIOS when it starts it (nova/virt/libvirt/driver.py, _get_guest_config_sysinfo). */
function novaVersionOf(options: readonly QemuOption[]): string | undefined {
  const parts = partsOf(options, ['smbios']).find((one) =>
    (partText(one, 'product') ?? '').includes('OpenStack'),
  );
  return parts === undefined ? undefined : partText(parts, 'version');
}

function lastValue(options: readonly QemuOption[], name: string): string | undefined {
  return options.findLast((option) => option.name === name)?.value;
}

/** Parts of every option of these names; the later options win, as in QEMU. */
function partsOf(options: readonly QemuOption[], names: readonly string[]): QemuOptionParts[] {
  return options
    .filter((option) => names.includes(option.name))
    .map((option) => splitQemuValue(option.value ?? ''))
    .reverse();
}

function partOf(options: readonly QemuOption[], names: readonly string[], part: string): string | undefined {
  for (const parts of partsOf(options, names)) {
    const text = partText(parts, part);
    if (text !== undefined) return text;
  }
  return undefined;
}

function firstPart(
  options: readonly QemuOption[],
  names: readonly string[],
  long: string,
): string | undefined {
  return partOf(options, names, '') ?? partOf(options, names, long);
}

function domainOf(options: readonly QemuOption[]): string | undefined {
  return partOf(options, ['name'], 'guest') ?? partOf(options, ['name'], '');
}

function acceleratorOf(options: readonly QemuOption[]): string | undefined {
  const named = firstPart(options, ['accel'], 'accel') ?? partOf(options, ['machine', 'M'], 'accel');
  if (named !== undefined) return named;
  return options.some(({ name }) => name === 'enable-kvm') ? 'kvm' : undefined;
}

const MIB = 1024 * 1024;
const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: MIB, g: 1024 * MIB, t: MIB * MIB };

/** `-m 192`, `-m 2G`, `-m size=2097152k,slots=16`; a bare number is MiB. */
function memoryOf(options: readonly QemuOption[]): number | undefined {
  const [, digits, unit = 'm'] =
    /^(\d+(?:\.\d+)?)([bkmgt])?$/i.exec(firstPart(options, ['m'], 'size') ?? '') ?? [];
  const factor = SIZE_UNITS[unit.toLowerCase()];
  return digits === undefined || factor === undefined
    ? undefined
    : Math.floor((Number(digits) * factor) / MIB);
}

function cpuCountOf(options: readonly QemuOption[]): number | undefined {
  const text = firstPart(options, ['smp'], 'cpus');
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** `0.0.0.0:0` and `[::]:0`: the address before the display number. */
function vncListenOf(options: readonly QemuOption[]): string | undefined {
  const [, bracketed, plain] =
    /^(?:\[([^\]]*)\]|([^:]+)):\d+$/.exec(partOf(options, ['vnc'], '') ?? '') ?? [];
  return bracketed ?? plain;
}

function rbdFields(options: readonly QemuOption[]) {
  const disks = options.flatMap((option) => readRbdDisk(option) ?? []);
  const joined = (values: readonly (string | undefined)[]): string =>
    [...new Set(values.filter((value) => value !== undefined))].join(',');
  return {
    rbd: disks.length > 0,
    rbd_pool: joined(disks.map(({ pool }) => pool)),
    rbd_user: joined(disks.map(({ user }) => user)),
    rbd_monitors: joined(disks.flatMap(({ monitors }) => monitors)),
  };
}

function deviceFields(options: readonly QemuOption[]) {
  const drivers = partsOf(options, ['device']).map(
    (parts) => partText(parts, 'driver') ?? partText(parts, ''),
  );
  const backends = partsOf(options, ['netdev', 'chardev']).map(
    (parts) => partText(parts, 'type') ?? partText(parts, ''),
  );
  const has = (pattern: RegExp): boolean =>
    drivers.some((driver) => driver !== undefined && pattern.test(driver));
  return {
    hostdevs: drivers.filter((driver) => driver !== undefined && /^(?:vfio-|pci-assign)/.test(driver)).length,
    vhost_user: backends.includes('vhost-user') || has(/^vhost-user-/),
    tpm: options.some(({ name }) => name === 'tpmdev') || has(/^tpm-/),
    hugepages: hugePages(options),
  };
}

function hugePages(options: readonly QemuOption[]): boolean {
  const isHuge = (path: unknown): boolean => typeof path === 'string' && /huge/i.test(path);
  if (isHuge(lastValue(options, 'mem-path'))) return true;
  return partsOf(options, ['object']).some((parts) => {
    const kind = partText(parts, 'qom-type') ?? partText(parts, '') ?? '';
    if (!kind.startsWith('memory-backend-')) return false;
    const hugetlb = isRecord(parts) && (parts.hugetlb === true || parts.hugetlb === 'on');
    return hugetlb || isHuge(parts['mem-path']);
  });
}
