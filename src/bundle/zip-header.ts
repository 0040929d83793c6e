import { corrupt, truncated } from './archive-problem.ts';
import type { ByteReader } from './byte-reader.ts';

/** Marks of the parts of a zip (PKWARE's APPNOTE 4.3), read as little-endian numbers. */
export const ZIP_MARKS = {
  file: 0x04034b50,
  descriptor: 0x08074b50,
  /** What can follow the last file: its table of contents, empty or encrypted, and the end of that. */
  afterFiles: [0x02014b50, 0x06054b50, 0x06064b50, 0x08064b50, 0x05054b50],
  /** In front of an archive that was made in parts. */
  spans: [0x08074b50, 0x30304b50],
} as const;

/** What stands in front of a file in a zip. */
export interface ZipHeader {
  readonly path: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Bytes in the archive; `undefined`: only the descriptor behind them tells. */
  readonly packed: number | undefined;
  readonly size: number | undefined;
  readonly crc: number | undefined;
}

const HEADER_BYTES = 30;
const UNKNOWN = 0xffffffff;
const AES = 99;
const ZIP64 = 0x0001;

/** Reads the header at which the reader stands. */
export async function readZipHeader(reader: ByteReader): Promise<ZipHeader> {
  const fixed = await take(reader, HEADER_BYTES);
  const name = await take(reader, fixed.readUInt16LE(26));
  const extra = await take(reader, fixed.readUInt16LE(28));
  const flags = fixed.readUInt16LE(6);
  const method = fixed.readUInt16LE(8);
  let packed = fixed.readUInt32LE(18);
  let size = fixed.readUInt32LE(22);
  if (packed === UNKNOWN || size === UNKNOWN) {
    const long = longSizes(extra, size === UNKNOWN, packed === UNKNOWN);
    size = long.size ?? size;
    packed = long.packed ?? packed;
  }
  if (!Number.isSafeInteger(packed)) throw corrupt('the size of a file makes no sense');
  const path = pathOf(name, (flags & 0x800) !== 0);
  // Without sizes in front they come behind; who knows them gives them in both places.
  const isOpen = (flags & 8) !== 0 && packed === 0 && !path.endsWith('/');
  return {
    path,
    method,
    isEncrypted: (flags & 1) !== 0 || method === AES,
    packed: isOpen ? undefined : packed,
    size: isOpen ? undefined : size,
    crc: (flags & 8) !== 0 ? undefined : fixed.readUInt32LE(14),
  };
}

/**
 * The checksum in the descriptor behind a file, if there is one. Its mark may be missing and its sizes may have four
 * or eight bytes: what comes behind it tells.
 */
export async function readDescriptor(reader: ByteReader): Promise<number | undefined> {
  const bytes = Buffer.from(await reader.peek(28));
  for (const length of [16, 24, 12, 20]) {
    if (bytes.length < length + 4 || !isPart(bytes.readUInt32LE(length))) continue;
    const isMarked = length === 16 || length === 24;
    if (isMarked && bytes.readUInt32LE(0) !== ZIP_MARKS.descriptor) continue;
    await reader.read(length);
    return bytes.readUInt32LE(isMarked ? 4 : 0);
  }
  return undefined;
}

/** Whether these bytes can stand where a header belongs. */
export function isPart(mark: number): boolean {
  return mark === ZIP_MARKS.file || (ZIP_MARKS.afterFiles as readonly number[]).includes(mark);
}

async function take(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.read(length);
  if (bytes.length < length) throw truncated('it ends in the middle of a header');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Sizes of more than 4 GiB stand in an extra field, each only if its own place says so. */
function longSizes(
  extra: Buffer,
  hasSize: boolean,
  hasPacked: boolean,
): { readonly size?: number; readonly packed?: number } {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    const number = (from: number) =>
      from + 8 <= field.length ? Number(field.readBigUInt64LE(from)) : undefined;
    const size = hasSize ? number(0) : undefined;
    const packed = hasPacked ? number(hasSize ? 8 : 0) : undefined;
    return { ...(size === undefined ? {} : { size }), ...(packed === undefined ? {} : { packed }) };
  }
  return {};
}

/** Names are UTF-8 where the flag says so, and mostly where it does not; Windows once wrote its own separators. */
function pathOf(name: Buffer, isUtf8: boolean): string {
  const text = name.toString('utf8');
  const path = isUtf8 || !text.includes('\ufffd') ? text : name.toString('latin1');
  return path.replaceAll('\\', '/');
}
