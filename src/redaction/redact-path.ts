import { isCommonWord } from './common-words.ts';

/** Where a host's own tree begins inside a path. */
const ROOT =
  /^(?:var\/(?:log|lib|snap)|etc|proc|run|usr|sys|sos_commands|sos_strings|sos_logs|sos_reports)(?:\/|$)/;
/** Names that logs and commands have everywhere. */
const LOG_NAME =
  /^(?:nova|libvirt|virt|virsh|qemu|placement|neutron|cinder|syslog|messages|journal|kern|dmesg|audit|instance-|guest-|host-|memory$|log$|-$)/i;
const ARCHIVE = /((?:\.(?:tar|tgz|tbz2?|txz|zip|gz|bz2|xz|zst|7z))+)?(!?)$/i;

export interface PathWords {
  /** The pseudonym of a folder that is called after a host, if it is one. */
  readonly host: (name: string) => string | undefined;
  readonly folder: (name: string) => string;
  readonly file: (name: string) => string;
  readonly text: (text: string) => string;
}

/**
 * Hides the folders that lead to a host's own tree: they are called after customers, cases and people. What lies
 * inside the tree is called the same everywhere but for names that are known or have a form of their own.
 */
export function redactPath(path: string, words: PathWords): string {
  const parts = path.split('/');
  const root = parts.findLastIndex((_, at) => ROOT.test(parts.slice(at).join('/')));
  return parts
    .map((part, at) => {
      if (root >= 0 && at >= root) return words.text(part);
      if (at === parts.length - 1) return lastPart(part, words);
      return folderPart(part, words);
    })
    .join('/');
}

function folderPart(part: string, { host, folder }: PathWords): string {
  const { stem, ending } = split(part);
  if (/^\.{0,2}$/.test(stem)) return part;
  const known = host(stem);
  if (known !== undefined) return known + ending;
  return isCommonWord(stem) ? part : folder(stem) + ending;
}

function lastPart(part: string, words: PathWords): string {
  const name = words.text(part);
  if (part === '' || LOG_NAME.test(name)) return name;
  const { ending } = split(part);
  if (ending !== '' || !part.includes('.')) return folderPart(part, words);
  const dot = part.lastIndexOf('.');
  return words.file(part) + words.text(part.slice(dot));
}

/** A name without the endings of archives. */
function split(part: string): { readonly stem: string; readonly ending: string } {
  const ending = ARCHIVE.exec(part)?.[0] ?? '';
  return { stem: part.slice(0, part.length - ending.length), ending };
}
