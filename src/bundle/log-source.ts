import type { LogKind, LogSource } from '../model/index.ts';
import { kindOfContent, looksLikeJournal } from './content-kind.ts';
import { domainOf, kindOfPath, looksBinary, mayBeExcerpt } from './file-kind.ts';
import type { HostPlace } from './host-root.ts';
import type { LogIdentity } from './known-logs.ts';
import { readLogName } from './log-name.ts';

/** `journalctl` into a file, as sosreports and people name it. */
const JOURNAL_NAME =
  /(?:^|\/)(?:journalctl[^/]*|[^/]*journal[^/]*\.(?:log|txt|json|export)|devstack\.journal)$/;
/** A link that was written as a file, as zip without `-y` undone and git on Windows do. */
const LINK_TARGET = /^[^\s\0]{1,1024}$/;

/** Names that say nothing: what a log is stands in the folders above, its container and its pod. */
const NAMELESS = /^(?:\d{1,4}|current|previous|[0-9a-f]{64}-json)\.log$/;
const MAX_FOLDERS_ABOVE = 4;

/** What a file is: a log with its source, or why it is none that is read. */
export type FoundLog = { readonly source: LogSource } | { readonly why: string };

/** Tells by place, name and first bytes what a file holds; `shown` is its path in evidence. */
export function findLog(
  place: HostPlace,
  path: string,
  shown: string,
  head: Uint8Array,
  { bytes = head.length, isNamed = false } = {},
): FoundLog {
  if (looksBinary(head)) return { why: 'not text' };
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('utf8');
  const named = kindOfPath(place.inside) ?? kindOfPath(path) ?? kindOfFolders(path);
  if (named !== undefined && LINK_TARGET.test(text) && text.includes('/'))
    return { why: 'it holds the target of a link and no log' };
  const kind =
    named ??
    kindOfContent(text) ??
    (JOURNAL_NAME.test(place.inside) && looksLikeJournal(text) ? 'system' : undefined) ??
    (mayBeExcerpt(path, bytes, isNamed) ? 'excerpt' : undefined);
  if (kind === undefined) return { why: 'not a log that migscope reads' };
  const domain = kind === 'qemu-instance' ? domainOf(place.inside) : undefined;
  return {
    source: {
      path: shown,
      hostKey: place.key,
      ...(place.folderKey === undefined ? {} : { folderKey: place.folderKey }),
      kind,
      ...(domain === undefined ? {} : { domain }),
    },
  };
}

/** What a log is called among those that may be copies of it. */
export function identify(place: HostPlace, kind: LogKind): LogIdentity {
  const name = readLogName(place.inside).base.split('/').at(-1) ?? '';
  return { name: NAMELESS.test(name) ? kind : name, host: place.name };
}

function kindOfFolders(path: string): LogKind | undefined {
  const parts = path.split('/');
  const { base } = readLogName(parts.pop() ?? '');
  if (!NAMELESS.test(base)) return undefined;
  for (const folder of parts.slice(-MAX_FOLDERS_ABOVE).reverse()) {
    const kind = kindOfPath(`${folder}.log`);
    if (kind !== undefined) return kind;
  }
  return undefined;
}
