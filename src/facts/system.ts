import { firstLine, matchLines, type FactSource } from './fact-source.ts';

/** `/proc/cmdline`. */
export const commandLine: FactSource = {
  id: 'kernel-command-line',
  // That of a process lies in a folder of its own: proc/1234/cmdline.
  file: /(?:^|\/)proc\/cmdline$|^(?!proc\/)(?:.*\/)?cmdline(?:\.txt)?$/,
  read: (text) => {
    const value = text.trim();
    return value === '' ? [] : [{ name: 'kernel.command-line', value, line: 1 }];
  },
};

/** `uname -a` or `uname -r`. */
export const uname: FactSource = {
  id: 'uname',
  file: /(?:^|[/_])uname(?:_-\w+)?(?:\.txt)?$/,
  read: (text) => {
    const kernel = firstLine(text, /^(?:Linux \S+ )?(\d+\.\d+\S*)/);
    return kernel === undefined
      ? []
      : [{ name: 'release.kernel', value: kernel.found[1] ?? '', line: kernel.line }];
  },
};

/** `/etc/os-release`, or the line of redhat-release and its like. */
export const osRelease: FactSource = {
  id: 'os-release',
  file: /(?:^|\/)(?:os-release|redhat-release|lsb-release)$/,
  read: (text) => {
    const pretty = firstLine(text, /^(?:PRETTY_NAME|DISTRIB_DESCRIPTION)="?([^"]+)"?/);
    const plain = firstLine(text, /^([A-Z][\w .-]+ release .+)$/);
    const hit = pretty ?? plain;
    return hit === undefined
      ? []
      : [{ name: 'release.os', value: (hit.found[1] ?? '').trim(), line: hit.line }];
  },
};

/** `virsh version`. */
export const virshVersion: FactSource = {
  id: 'virsh-version',
  file: /(?:^|[/_])virsh(?:_-r)?_version(?:\.txt)?$/,
  read: (text) => [
    ...[...matchLines(text, /^Using library: libvirt (\S+)/)].map(
      ({ line, found }) => ({ name: 'release.libvirt', value: found[1] ?? '', line }) as const,
    ),
    ...[...matchLines(text, /^Running hypervisor: QEMU (\S+)/)].map(
      ({ line, found }) => ({ name: 'release.qemu', value: found[1] ?? '', line }) as const,
    ),
  ],
};

/** `sysctl -a`: whether an unprivileged QEMU may take page faults, which post-copy needs. */
export const sysctl: FactSource = {
  id: 'sysctl',
  file: /(?:^|[/_])sysctl(?:_-a)?(?:\.txt)?$/,
  read: (text) => {
    const hit = firstLine(text, /^vm\.unprivileged_userfaultfd\s*=\s*([01])/);
    return hit === undefined
      ? []
      : [{ name: 'kernel.userfaultfd', value: hit.found[1] === '1', line: hit.line }];
  },
};
