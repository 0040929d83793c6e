import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a zip, and how its header is to be written. */
export interface ZipFile {
  readonly path: string;
  readonly text: string | Uint8Array;
  /** 0 stores, 8 deflates; any other number is written as it is over stored bytes. */
  readonly method?: number;
  readonly isEncrypted?: boolean;
  /** Sizes and checksum behind the file, as who writes to a pipe has to; `bare`: without the mark in front. */
  readonly descriptor?: 'marked' | 'bare' | 'long';
  readonly crc?: number;
  /** What the header says of the size, whatever the content has. */
  readonly claimed?: number;
}

/** A zip as a test needs it, also as no packer would write it. */
export function zipOf(files: readonly ZipFile[], { isCut = false, mark = '' } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(mark, 'latin1')];
  const table: Buffer[] = [];
  let at = mark.length;
  for (const file of files) {
    const whole = localFile(file);
    table.push(tableEntry(file, at));
    parts.push(whole);
    at += whole.length;
  }
  if (isCut) return Buffer.concat(parts);
  const entries = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, entries, end]);
}

function packedOf({ text, method = 8 }: ZipFile): Buffer {
  return method === 8 ? deflateRawSync(text) : Buffer.from(text);
}

function flagsOf({ isEncrypted = false, descriptor }: ZipFile): number {
  return (isEncrypted ? 1 : 0) | (descriptor === undefined ? 0 : 8) | 0x800;
}

function localFile(file: ZipFile): Buffer {
  const { path, text, method = 8, descriptor } = file;
  const packed = packedOf(file);
  const size = Buffer.byteLength(text);
  const crc = file.crc ?? crc32(text);
  const isLong = descriptor === undefined && file.claimed !== undefined && file.claimed >= 0xffffffff;
  const name = Buffer.from(path);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(45, 4);
  header.writeUInt16LE(flagsOf(file), 6);
  header.writeUInt16LE(method, 8);
  const extra = Buffer.alloc(isLong ? 20 : 0);
  if (descriptor === undefined) {
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(isLong ? 0xffffffff : (file.claimed ?? packed.length), 18);
    header.writeUInt32LE(isLong ? 0xffffffff : size, 22);
    if (isLong) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(16, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(file.claimed), 12);
    }
  }
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra, packed, descriptorOf(descriptor, crc, packed.length, size)]);
}

function descriptorOf(kind: ZipFile['descriptor'], crc: number, packed: number, size: number): Buffer {
  if (kind === undefined) return Buffer.alloc(0);
  const width = kind === 'long' ? 8 : 4;
  const bytes = Buffer.alloc(8 + 2 * width);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 8 + width);
  return kind === 'bare' ? bytes.subarray(4) : bytes;
}

function tableEntry(file: ZipFile, at: number): Buffer {
  const name = Buffer.from(file.path);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(flagsOf(file), 8);
  entry.writeUInt16LE(file.method ?? 8, 10);
  entry.writeUInt32LE(crc32(file.text), 16);
  entry.writeUInt32LE(packedOf(file).length, 20);
  entry.writeUInt32LE(Buffer.byteLength(file.text), 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(at, 42);
  return Buffer.concat([entry, name]);
}
