import { Header, Pax } from 'tar';
import { refusalOf, tidyPath, type ArchiveEntry } from './archive-entry.ts';
import { isHostLink } from './host-file.ts';
import { type ArchiveProblem, corrupt, truncated } from './archive-problem.ts';
import type { ByteReader } from './byte-reader.ts';

const BLOCK = 512;
/** Headers with long names and attributes are read whole. */
const MAX_META_BYTES = 1024 * 1024;
const FILES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);
const META: ReadonlySet<string> = new Set([
  'ExtendedHeader',
  'OldExtendedHeader',
  'GlobalExtendedHeader',
  'NextFileHasLongPath',
  'OldGnuLongPath',
  'NextFileHasLongLinkpath',
]);
/**
 * GNU tar's old form of a file with holes, as a log has that was emptied under a service which went on writing: the
 * map of its pieces, which may go on in further blocks, and the pieces without the holes.
 */
const SPARSE = 0x53;
const TYPE_AT = 156;
const MAP_GOES_ON_AT = { header: 482, map: 504 } as const;

/** Kinds of entries that every sosreport has and that hold nothing to read. */
const QUIET: ReadonlySet<string> = new Set(['Directory', 'GNUDumpDir', 'SymbolicLink']);

/** The files of a tar stream as they come. Links and devices are never followed. */
export async function* tarEntries(reader: ByteReader): AsyncGenerator<ArchiveEntry> {
  // One problem for the file and the archive around it, so that it is reported once.
  const cut = truncated('it ends in the middle of a file');
  let own: Pax | undefined;
  let shared: Pax | undefined;
  let hasEnded = false;
  for (;;) {
    const block = await reader.read(BLOCK);
    if (block.length === 0) return;
    if (block.length < BLOCK) {
      if (hasEnded) return;
      throw truncated('it ends in the middle of a header');
    }
    const header = new Header(Buffer.from(block), 0, own, shared);
    // Archives may lie behind one another (`tar -i`): openstack-must-gather appends the logs of pods to a sosreport.
    if (header.nullBlock) {
      hasEnded = true;
      continue;
    }
    if (!header.cksumValid && hasEnded) return;
    hasEnded = false;
    if (!header.cksumValid) throw corrupt('the checksum of a header is wrong');
    const { size = 0, type } = header;
    const path = header.path ?? '';
    if (size < 0 || !Number.isSafeInteger(size)) throw corrupt('the size of a file makes no sense');
    if (META.has(type)) {
      if (size > MAX_META_BYTES) throw corrupt('the name of a file is longer than any name');
      const text = await readText(reader, size);
      if (type === 'GlobalExtendedHeader') shared = Pax.parse(text, shared, true);
      else if (type.endsWith('ExtendedHeader')) own = Pax.parse(text, own, false);
      else if (type !== 'NextFileHasLongLinkpath')
        own = Pax.parse(paxLine('path', text.replace(/\0.*/s, '')), own, false);
      continue;
    }
    own = undefined;
    const isSparse = block[TYPE_AT] === SPARSE;
    if (isSparse) await skipSparseMaps(reader, block);
    const end = reader.position + size;
    const refused =
      isSparse || FILES.has(type) ? refusalOf(path) : 'a link or device, which is never followed';
    if (type === 'SymbolicLink' && isHostLink(path) && refusalOf(path) === undefined)
      yield {
        path: tidyPath(path),
        size,
        link: header.linkpath ?? '',
        chunks: () => content(reader, end, cut),
      };
    if (!QUIET.has(type)) {
      yield {
        path: tidyPath(path),
        size,
        chunks: () => content(reader, end, cut),
        ...(refused === undefined ? {} : { refused }),
      };
    }
    await skip(reader, end + padding(size) - reader.position, cut);
  }
}

async function skipSparseMaps(reader: ByteReader, header: Uint8Array): Promise<void> {
  let goesOn = header[MAP_GOES_ON_AT.header] === 1;
  while (goesOn) {
    const map = await reader.read(BLOCK);
    if (map.length < BLOCK) throw truncated('it ends in the middle of a header');
    goesOn = map[MAP_GOES_ON_AT.map] === 1;
  }
}

async function* content(reader: ByteReader, end: number, cut: ArchiveProblem): AsyncGenerator<Uint8Array> {
  while (reader.position < end) {
    const chunk = await reader.chunk(end - reader.position);
    if (chunk === undefined) throw cut;
    yield chunk;
  }
}

async function skip(reader: ByteReader, length: number, cut: ArchiveProblem): Promise<void> {
  const end = reader.position + length;
  while (reader.position < end) {
    if ((await reader.chunk(end - reader.position)) === undefined) throw cut;
  }
}

async function readText(reader: ByteReader, size: number): Promise<string> {
  const bytes = await reader.read(size);
  if (bytes.length < size) throw truncated('it ends in the middle of a header');
  const text = Buffer.from(bytes).toString('utf8');
  await skip(reader, padding(size), truncated('it ends in the middle of a header'));
  return text;
}

function padding(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

/** A line of a pax header, whose length counts itself. */
function paxLine(key: string, value: string): string {
  const bytes = Buffer.byteLength(` ${key}=${value}\n`);
  let length = bytes + String(bytes).length;
  length = bytes + String(length).length;
  return `${String(length)} ${key}=${value}\n`;
}
