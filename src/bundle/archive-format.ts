export type Compression = 'gzip' | 'xz' | 'bzip2' | 'zstd';
export type Container = 'tar' | 'zip';

/** What the first bytes of a file are, as far as it is no plain text or an unknown format. */
export type ArchiveFormat =
  | { readonly type: 'compression'; readonly name: Compression }
  | { readonly type: 'container'; readonly name: Container }
  | { readonly type: 'unsupported'; readonly name: string };

interface Magic {
  readonly format: ArchiveFormat;
  readonly at?: number;
  readonly bytes: string;
}

const compression = (name: Compression): ArchiveFormat => ({ type: 'compression', name });
const container = (name: Container): ArchiveFormat => ({ type: 'container', name });
const other = (name: string): ArchiveFormat => ({ type: 'unsupported', name });

const ZSTD = '\x28\xb5\x2f\xfd';

/** The marks by which formats are known, in latin1. */
const MAGICS: readonly Magic[] = [
  { format: compression('gzip'), bytes: '\x1f\x8b\x08' },
  { format: compression('xz'), bytes: '\xfd7zXZ\0' },
  { format: compression('zstd'), bytes: ZSTD },
  { format: container('zip'), bytes: 'PK\x03\x04' },
  { format: container('zip'), bytes: 'PK\x05\x06' },
  { format: container('zip'), bytes: 'PK\x07\x08PK\x03\x04' },
  { format: container('zip'), bytes: 'PK00PK\x03\x04' },
  { format: container('tar'), at: 257, bytes: 'ustar' },
  { format: other('7z'), bytes: '7z\xbc\xaf\x27\x1c' },
  { format: other('rar'), bytes: 'Rar!\x1a\x07' },
  { format: other('lz4'), bytes: '\x04\x22\x4d\x18' },
  { format: other('lzip'), bytes: 'LZIP' },
  { format: other('compress'), bytes: '\x1f\x9d' },
  { format: other('GPG'), bytes: '-----BEGIN PGP MESSAGE' },
];

const SKIPPABLE = 0x184d2a50;

/** Bytes that `formatOf` needs to see. */
export const MAGIC_BYTES = 512;

/** Recognises archives by their content; names lie. */
export function formatOf(head: Uint8Array): ArchiveFormat | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, MAGIC_BYTES)).toString(
    'latin1',
  );
  if (/^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/.test(text)) return compression('bzip2');
  const known = MAGICS.find(({ at = 0, bytes }) => text.startsWith(bytes, at));
  if (known !== undefined) return known.format;
  if (text.startsWith(ZSTD, endOfSkippable(head))) return compression('zstd');
  return isOldTarHeader(head, text) || isEmptyTar(head) ? container('tar') : undefined;
}

/** Where the frames end that only their maker understands: pzstd puts one in front of each of its own. */
function endOfSkippable(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  let at = 0;
  while (at + 8 <= head.length && (view.getUint32(at, true) & ~0xf) === SKIPPABLE)
    at += 8 + view.getUint32(at + 4, true);
  return at;
}

/** A tar header from before POSIX has no mark, but a checksum. */
function isOldTarHeader(head: Uint8Array, text: string): boolean {
  if (head.length < 512 || head[0] === 0) return false;
  const field = /^[ 0]*([0-7]{1,7})[ \0]/.exec(text.slice(148, 156))?.[1];
  if (field === undefined) return false;
  let sum = 8 * 0x20;
  for (let index = 0; index < 512; index += 1) if (index < 148 || index >= 156) sum += head[index] ?? 0;
  return sum === Number.parseInt(field, 8);
}

/** An archive without files is two or more blocks of zeros. */
function isEmptyTar(head: Uint8Array): boolean {
  return head.length >= 512 && head.subarray(0, 512).every((byte) => byte === 0);
}
