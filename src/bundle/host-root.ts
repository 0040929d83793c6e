/** Where a file's host begins: the path of the host's own root, and the path inside it. */
export interface HostPlace {
  /** Identifies the host among all inputs. */
  readonly key: string;
  /** A name taken from the folder or file name; `undefined` when it says nothing. */
  readonly name: string | undefined;
  /** Path inside the host's root. */
  readonly inside: string;
}

/** Paths that only exist under the root of a host or of its sosreport. */
const UNDER_ROOT =
  /^(?:var\/log\/(?:nova|libvirt|swtpm|placement|neutron|cinder|kolla|containers|pods|audit|(?:syslog|messages|kern\.log|dmesg)[^/]*$)|var\/lib\/(?:docker|libvirt|nova)\/|etc\/|sos_commands\/|proc\/|sys\/(?:kernel|devices|class)\/)/;
const SERVICE_PREFIX =
  /^(.+?)[._-](?:nova-(?:compute|api|conductor|scheduler)|nova\.conf|libvirtd|virtqemud|virtproxyd|qemu\.conf|placement|neutron)[^/]*$/;
/** Folder names that sort a host's logs and name no host. */
const SERVICE_FOLDER = /^(?:nova|libvirt|qemu|placement|neutron|cinder|logs?)$/i;
/** What makes an archive's name out of its content's, and the `!` that leads into it. */
const ARCHIVE_NAME = /(?:\.(?:tar|tgz|tbz2?|txz|zip|gz|bz2|xz|zst))*!$/;
const SOSREPORT_NAME = /^sosreport-(.+?)(?:-\d{5,10})?(?:-\d{4}-\d\d-\d\d-[a-z]{5,9})?(?:-obfuscated)?$/;
/** Where sos keeps the ends of logs that were too large for it. */
const SOS_TAILS = 'sos_strings/';
const MEANINGLESS = /^(?:|\.|\.\.|tmp|home|root|var|data|bundle|files|downloads|desktop)$/i;

/**
 * Finds the host of a file by its absolute path: the folder that holds `var/log/nova`, `etc` and the like is the
 * host's root; flat folders are one host, or one per prefix where files are called `<host>.nova-compute.log`.
 */
export function placeOf(path: string): HostPlace {
  const parts = path.split('/');
  for (let depth = parts.length - 2; depth >= 0; depth -= 1) {
    const inside = parts.slice(depth).join('/');
    if (UNDER_ROOT.test(inside) || inside.startsWith(SOS_TAILS)) {
      return { key: parts.slice(0, depth).join('/'), name: named(parts[depth - 1]), inside };
    }
  }
  const file = parts.at(-1) ?? '';
  const folders = parts.slice(0, -1);
  while (folders.length > 1 && SERVICE_FOLDER.test(folders.at(-1) ?? '')) folders.pop();
  const prefix = SERVICE_PREFIX.exec(file)?.[1];
  const folder = folders.join('/');
  if (prefix !== undefined) return { key: `${folder}/${prefix}`, name: prefix, inside: file };
  return { key: folder, name: named(folders.at(-1)), inside: file };
}

/** A name for a host of which only files are known that say nothing of it: that of its folder. */
export function nameOfRoot(key: string): string | undefined {
  return named(key.split('/').at(-1));
}

function named(part: string | undefined): string | undefined {
  const name = part?.replace(ARCHIVE_NAME, '').replace(SOSREPORT_NAME, '$1');
  return name === undefined || MEANINGLESS.test(name) ? undefined : name;
}
