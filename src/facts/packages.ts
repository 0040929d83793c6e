import { matchLines, type FactSource, type FoundFact } from './fact-source.ts';

/** `rpm -qa`, with or without dates and sizes behind: `qemu-kvm-core-7.2.0-14.el9_2.5.x86_64`. */
export const rpm: FactSource = {
  id: 'rpm',
  file: /(?:^|[/_])(?:installed-rpms|rpm_-qa\S*|rpm-qa\S*|rpms?)(?:\.txt)?$/,
  read: (text) =>
    named(
      matchLines(
        text,
        /^([A-Za-z0-9][\w+.-]*?)-((?:\d+:)?\d[\w.+~^]*-[\w.+~^]+)\.(?:x86_64|noarch|aarch64|ppc64le|s390x)\b/,
      ),
    ),
};

/** `dpkg -l`, or `dpkg-query -W`. */
export const dpkg: FactSource = {
  id: 'dpkg',
  file: /(?:^|[/_])(?:installed-debs|dpkg_-l\S*|dpkg-l\S*|dpkg-query\S*|packages)(?:\.txt)?$/,
  read: (text) =>
    named(
      matchLines(
        text,
        /^(?:[ih][a-zA-Z]\s+)?([a-z0-9][a-z0-9+.-]+)(?::\w+)?\s+((?:\d+:)?\d[\w.+~:-]*)(?:\s|$)/,
      ),
    ),
};

/** Packages of which a migration knows the difference: the rest would only make the report long. */
const TELLING =
  /^(?:nova-(?:compute|common)|openstack-nova-(?:compute|common)|python3?-nova|libvirt-(?:daemon|libs|daemon-driver-qemu|daemon-system)|libvirt0|qemu-(?:kvm|kvm-core|system-x86|system-common|system-arm|system)|seabios|ovmf|edk2-ovmf|ipxe-qemu|ipxe-roms-qemu|librbd1|ceph-common|openvswitch(?:\d[\d.]*)?|openvswitch-switch|python3?-(?:os-brick|os-vif)|kernel|kernel-core|swtpm|intel-microcode|amd64-microcode|microcode_ctl)$/;

function named(
  lines: Iterable<{ readonly line: number; readonly found: RegExpExecArray }>,
): readonly FoundFact[] {
  const facts: FoundFact[] = [];
  for (const { line, found } of lines) {
    const [, name = '', version = ''] = found;
    if (!TELLING.test(name)) continue;
    facts.push({ name: 'package.version', of: name, value: version, line });
    const release = SOFTWARE.find(([pattern]) => pattern.test(name))?.[1];
    if (release !== undefined) facts.push({ name: release, value: upstreamOf(version), line });
  }
  return facts;
}

const SOFTWARE = [
  [/^(?:openstack-)?nova-(?:compute|common)$|^python3?-nova$/, 'release.nova'],
  [/^libvirt-(?:daemon|libs)$|^libvirt0$/, 'release.libvirt'],
  [/^qemu-(?:kvm|kvm-core|system-x86|system-common)$/, 'release.qemu'],
] as const;

/** `1:7.2+dfsg-7+deb12u18` is 7.2: what libvirt and QEMU print themselves. */
function upstreamOf(version: string): string {
  return /^(?:\d+:)?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? version;
}
