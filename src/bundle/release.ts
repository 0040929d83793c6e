/**
 * Gives back the memory of a chunk that nobody looks at any more: V8 would keep it until its next collection, and begin
 * one with every few megabytes, each of which looks through all that the run has found so far.
 *
 * Several chunks may lie in one buffer: the last of them gives it back. Node's pool of small buffers is left alone.
 */
export function release({ buffer, byteOffset, length }: Uint8Array): void {
  const isLast = byteOffset + length === buffer.byteLength;
  const isOwn = byteOffset === 0 || buffer.byteLength > Buffer.poolSize;
  if (isLast && isOwn && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
