import { LAYOUTS } from './layouts.ts';

/** Where a file's host begins: the path of the host's own root, and the path inside it. */
export interface HostPlace {
  /** Identifies the host among all inputs. */
  readonly key: string;
  /** The folder's own key, where `key` goes by a word behind the service that lines have yet to prove a host. */
  readonly folderKey?: string;
  /** A name taken from the folder or file name; `undefined` when it says nothing. */
  readonly name: string | undefined;
  /** Path inside the host's root. */
  readonly inside: string;
}

/** Paths that only exist under the root of a host or of its sosreport. */
const UNDER_ROOT =
  /^(?:var\/log\/(?:nova|libvirt|swtpm|placement|neutron|cinder|kolla|containers|pods|audit|(?:syslog|messages|kern\.log|dmesg)[^/]*$)|var\/lib\/(?:docker|libvirt|nova)\/|etc\/|sos_commands\/|proc\/|sys\/(?:kernel|devices|class)\/)/;
const SERVICE_PREFIX =
  /^(?!screen-)(.+?)[._-](?:nova-(?:compute|api|conductor|scheduler)|nova\.conf|libvirtd|virtqemud|virtproxyd|qemu\.conf|placement|neutron)[^/]*$|^(?!qemu|libvirt)(.+?)[._-]instance-[0-9a-f]{8}\.log[^/]*$/;
/**
 * What may be the host behind the service, `nova-compute-cmp1.log`: a word with a digit, as others tell of the file. So
 * may this one, `libvirtd-debug1.log`: `analysis/settle-hosts.ts` decides by what all logs say.
 */
const SERVICE_SUFFIX =
  /^(?:nova[-_](?:compute|api(?:[-_](?:wsgi|metadata))?|conductor|scheduler)|libvirtd|virtqemud|instance-[0-9a-f]{8})(?:[._]log)?[._-](?<host>(?=[^.]*\d)[a-z][\w-]*(?:\.[a-z][\w-]*)*?)(?:[._](?:log|txt))?(?:[.-][\d-]+)?(?:\.(?:gz|bz2|xz|zst))?$/i;
/** Words that number the files of one host. */
const NUMBERED = /^(?:part|log|copy|cell|case|dump|bug|sr|v|n|old|new|file|split|chunk|x[a-z])[-_]?\d+$/i;
/** Folder names that sort a host's logs and name no host. */
const SERVICE_FOLDER = /^(?:nova|libvirt|qemu|placement|neutron|cinder|logs?)$/i;
/** zuul puts the logs of a host into this folder, and its `etc` beside them. */
const SORTING_ROOT = /^logs?$/i;
/** zuul renames files so that a browser shows them: `libvirtd_log.txt`, `nova_conf.txt`. */
const TEXT_NAME = /_(conf|log)\.txt$/;
/** What makes an archive's name out of its content's, and the `!` that leads into it. */
const ARCHIVE_NAME = /(?:\.(?:tar|tgz|tbz2?|txz|zip|gz|bz2|xz|zst)(?:\.?(?:[a-z]{2}|part\d+|\d{3}))?)*!$/;
const SOSREPORT_NAME =
  /^sosreport-(.+?)(?:-\d{5,10})?(?:-\d{4}-\d\d-\d\d-[a-z]{5,9})?(?:-obfuscated)?(?:-UntarWithArg-i)?$/;
const MEANINGLESS = /^(?:|\.|\.\.|tmp|home|root|var|data|bundle|files|downloads|desktop)$/i;
/** sos's name of a log that it cut: its path with dots, of which the folders are known. */
const DOTTED = /^var\.log\.((?:containers\.|kolla\.)?(?:libvirt\.qemu|[a-z]+))\.(.+)\.tailed$/;

/**
 * Finds the host of a file by its absolute path: by the layouts of collecting tools, or by the folder that holds
 * `var/log/nova`, `etc` and the like; flat folders are one host, or one per name where files are called
 * `<host>.nova-compute.log` or `nova-compute-<host>.log`.
 */
export function placeOf(path: string): HostPlace {
  for (const layout of LAYOUTS) {
    const groups = layout.pattern.exec(path)?.groups;
    if (groups === undefined) continue;
    const { root = '', inside = '', host } = groups;
    const name = layout.name?.(groups) ?? named(host ?? root.split('/').at(-1));
    return { key: root, name, inside: tidy(inside) };
  }
  const parts = path.split('/');
  for (let depth = parts.length - 2; depth >= 0; depth -= 1) {
    const inside = parts.slice(depth).join('/');
    if (UNDER_ROOT.test(inside))
      return { ...rootOf(parts.slice(0, depth), SORTING_ROOT), inside: tidy(inside) };
  }
  const file = tidy(parts.at(-1) ?? '');
  const folder = rootOf(parts.slice(0, -1), SERVICE_FOLDER);
  const [, service, guest] = SERVICE_PREFIX.exec(file) ?? [];
  const prefix = service ?? guest;
  if (prefix !== undefined) return { key: `${folder.key}/${prefix}`, name: prefix, inside: file };
  const word = wordBehind(file);
  if (word === undefined) return { ...folder, inside: file };
  return { key: `${folder.key}/${word}`, folderKey: folder.key, name: word, inside: file };
}

function wordBehind(file: string): string | undefined {
  const host = SERVICE_SUFFIX.exec(file)?.groups?.host;
  return host === undefined || NUMBERED.test(host) ? undefined : host;
}

/** The folder itself, or the one above it where it only sorts logs. */
function rootOf(
  folders: readonly string[],
  sorting: RegExp,
): { readonly key: string; readonly name: string | undefined } {
  const left = [...folders];
  while (left.length > 1 && sorting.test(left.at(-1) ?? '')) left.pop();
  return { key: left.join('/'), name: named(left.at(-1)) };
}

/** The path as the host has it: without what tools put into its place. */
function tidy(inside: string): string {
  const found = DOTTED.exec(inside);
  if (found === null) return inside.replace(TEXT_NAME, '.$1');
  const [, folders = '', file = ''] = found;
  return `var/log/${folders.replaceAll('.', '/')}/${file}`;
}

/** A name for a host of which only files are known that say nothing of it: that of its folder. */
export function nameOfRoot(key: string): string | undefined {
  return named(key.split('/').at(-1));
}

function named(part: string | undefined): string | undefined {
  const name = part?.replace(ARCHIVE_NAME, '').replace(SOSREPORT_NAME, '$1');
  return name === undefined || MEANINGLESS.test(name) ? undefined : name;
}
