import { matchLines, type FactSource, type FoundFact } from './fact-source.ts';

/** `/proc/mounts`, `fstab` and `mount`: file system and device by mount point. */
export const mounts: FactSource = {
  id: 'mounts',
  file: /(?:^|\/)(?:proc\/(?:self\/)?mounts|mount(?:_-l)?|etc\/fstab)(?:\.txt)?$/,
  read: (text) => {
    const facts: FoundFact[] = [];
    for (const { line, found } of matchLines(text, EITHER)) {
      const [, device = '', point = '', type = '', other, otherPoint, otherType] = found;
      const at = unescaped(otherPoint ?? point);
      if (!at.startsWith('/') || PSEUDO.test(otherType ?? type)) continue;
      const value = `${otherType ?? type} ${unescaped(other ?? device)}`;
      facts.push({ name: 'storage.mount', of: at, value, line });
    }
    return facts;
  },
};

const EITHER =
  /^([^#\s]\S*)\s+(\/\S*)\s+([\w.-]+)\s+\S+(?:\s+\d+\s+\d+)?\s*$|^(\S+) on (\/.*?) type ([\w.-]+)(?: \(|$)/;
const PSEUDO =
  /^(?:proc|sysfs|devtmpfs|devpts|tmpfs|cgroup2?|securityfs|pstore|bpf|debugfs|tracefs|configfs|fusectl|mqueue|hugetlbfs|autofs|efivarfs|binfmt_misc|rpc_pipefs|nsfs|overlay|squashfs|swap|ramfs|selinuxfs)$/;

/** `df -T`, as sosreports hold it; the `df` without types does not tell a local disk from a remote one. */
export const df: FactSource = {
  id: 'df',
  file: /(?:^|[/_])df(?:_-\S+)?(?:\.txt)?$/,
  read: (text) =>
    [...matchLines(text, /^(\S+)\s+([a-z][\w.]*)\s+\d+\S*\s+\d+\S*\s+\d+\S*\s+\d+%\s+(\/\S*)\s*$/)]
      .filter(({ found }) => !PSEUDO.test(found[2] ?? ''))
      .map(({ line, found }) => ({
        name: 'storage.mount',
        of: found[3] ?? '',
        value: `${found[2] ?? ''} ${found[1] ?? ''}`,
        line,
      })),
};

/** The kernel writes blanks in names as octal (fs/proc_namespace.c, mangle). */
function unescaped(text: string): string {
  return text.replace(/\\(0[0-7]{2}|1[0-7]{2})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 8)),
  );
}

/** File systems that several hosts see. */
const SHARED =
  /^(?:nfs4?|ceph|fuse\.(?:ceph|glusterfs|quobyte\S*)|glusterfs|gfs2|ocfs2|gpfs|lustre|cifs|smb3)\b/;

export function isSharedMount(value: string): boolean {
  return SHARED.test(value);
}
