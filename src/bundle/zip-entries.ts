import { crc32 } from 'node:zlib';
import { refusalOf, tidyPath, type ArchiveEntry } from './archive-entry.ts';
import { type ArchiveProblem, corrupt, encrypted, truncated, unsupported } from './archive-problem.ts';
import type { ByteReader } from './byte-reader.ts';
import { decompress, type Coding } from './decompress.ts';
import type { Budget } from './limits.ts';
import { isPart, readDescriptor, readZipHeader, ZIP_MARKS, type ZipHeader } from './zip-header.ts';

/** The compression methods of PKWARE's APPNOTE 4.4.5 that are read. */
const METHODS: Readonly<Record<number, Coding | 'stored'>> = {
  0: 'stored',
  8: 'deflate',
  12: 'bzip2',
  93: 'zstd',
  95: 'xz',
};
/** The others that are still met, by name. */
const UNREAD_METHODS: Readonly<Record<number, string>> = { 9: 'deflate64', 14: 'LZMA', 98: 'PPMd' };

/**
 * The files of a zip stream as they come, by the headers in front of them.
 *
 * The table of contents at the end is not looked at: so a zip can be read inside another archive, from a pipe, and up
 * to where it was cut off, and a table that names the same bytes a thousand times, as some bombs have, does nothing.
 */
export async function* zipEntries(reader: ByteReader, budget: Budget): AsyncGenerator<ArchiveEntry> {
  // One problem for the file and the archive around it, so that it is reported once.
  const cut = truncated('it ends in the middle of a file');
  const unread: ArchiveProblem[] = [];
  if ((ZIP_MARKS.spans as readonly number[]).includes(markOf(await reader.peek(4)))) await reader.read(4);
  for (;;) {
    const start = await reader.peek(4);
    if (start.length < 4) throw truncated('it ends before its table of contents');
    const mark = markOf(start);
    if (!isPart(mark)) throw corrupt('something else stands where the header of a file belongs');
    if (mark !== ZIP_MARKS.file) break;
    const header = await readZipHeader(reader);
    const packed = new PackedBytes(reader, header.packed, cut);
    if (!header.path.endsWith('/')) {
      const problem = problemOf(header);
      if (problem !== undefined) unread.push(problem);
      const refused = refusalOf(header.path) ?? problem?.message;
      yield {
        path: tidyPath(header.path),
        size: header.size,
        chunks: () => content(packed, reader, header, budget),
        ...(refused === undefined ? {} : { refused }),
      };
    }
    while ((await packed.next()) !== undefined);
    if (header.crc === undefined) await readDescriptor(reader);
  }
  const [first] = unread;
  if (first === undefined) return;
  const count = `${String(unread.length)} of its files ${unread.length === 1 ? 'is' : 'are'} not read`;
  first.message = `${count}: ${first.message}`;
  throw first;
}

function markOf(bytes: Uint8Array): number {
  return bytes.length < 4 ? 0 : Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0);
}

function problemOf({ isEncrypted, method }: ZipHeader): ArchiveProblem | undefined {
  if (isEncrypted) return encrypted('it is encrypted');
  if (method in METHODS) return undefined;
  const name = UNREAD_METHODS[method] ?? `method ${String(method)}`;
  return unsupported(`it is compressed by ${name}`, 'unpack it and give the folder');
}

async function* content(
  packed: PackedBytes,
  reader: ByteReader,
  { method, crc }: ZipHeader,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const coding = METHODS[method] ?? 'stored';
  let sum = 0;
  for await (const chunk of coding === 'stored' ? packed.all() : decompress(packed.all(), coding, budget)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  // A decoder may leave what lies behind its own end.
  while ((await packed.next()) !== undefined);
  const expected = crc ?? (await readDescriptor(reader));
  if (expected !== undefined && expected !== sum)
    throw corrupt('the checksum of the file is wrong: some of its lines may be damaged');
}

const SLICE_BYTES = 64 * 1024;
const LONGEST_DESCRIPTOR = 24;

/** The bytes of one file in the archive; whoever reads some of them leaves the rest to be passed over. */
class PackedBytes {
  private readonly reader: ByteReader;
  private readonly length: number | undefined;
  private readonly cut: ArchiveProblem;
  private taken = 0;
  private isOver = false;

  constructor(reader: ByteReader, length: number | undefined, cut: ArchiveProblem) {
    this.reader = reader;
    this.length = length;
    this.cut = cut;
  }

  async *all(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = await this.next();
      if (chunk === undefined) return;
      yield chunk;
    }
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.isOver) return undefined;
    const chunk = await (this.length === undefined ? this.untilDescriptor() : this.upTo(this.length));
    this.taken += chunk?.length ?? 0;
    this.isOver = chunk === undefined;
    return chunk;
  }

  private async upTo(length: number): Promise<Uint8Array | undefined> {
    if (this.taken >= length) return undefined;
    const chunk = await this.reader.chunk(length - this.taken);
    if (chunk === undefined) throw this.cut;
    return chunk;
  }

  /** A writer to a pipe knows no size: the file ends where a descriptor gives the size that it has by then. */
  private async untilDescriptor(): Promise<Uint8Array | undefined> {
    const bytes = Buffer.from(await this.reader.peek(SLICE_BYTES));
    const end = this.endIn(bytes);
    if (end === 0) return undefined;
    // A descriptor may lie across the end of this slice.
    const safe = end ?? bytes.length - LONGEST_DESCRIPTOR - 4;
    if (safe <= 0) throw this.cut;
    return this.reader.read(safe);
  }

  private endIn(bytes: Buffer): number | undefined {
    for (let at = bytes.indexOf('PK', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK', at + 1, 'latin1')) {
      if (at + 12 > bytes.length) return undefined;
      const mark = bytes.readUInt32LE(at);
      if (mark === ZIP_MARKS.descriptor && this.isSize(bytes, at + 8, at)) return at;
      if (!isPart(mark)) continue;
      if (at >= 12 && this.isSize(bytes, at - 8, at - 12)) return at - 12;
      if (at >= 20 && this.isSize(bytes, at - 16, at - 20)) return at - 20;
    }
    return undefined;
  }

  /** Whether the size that stands here is that of the file if it ends there; the low half tells enough. */
  private isSize(bytes: Buffer, at: number, end: number): boolean {
    return bytes.readUInt32LE(at) === (this.taken + end) % 2 ** 32;
  }
}
