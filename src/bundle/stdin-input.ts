import { formatOf } from './archive-format.ts';
import type { Draft, HostFile } from './bundle.ts';
import { startOf } from './file-bytes.ts';
import { looksLikeNovaConfig } from './host-file.ts';
import { findLog } from './log-source.ts';
import type { Meter } from './meter.ts';
import type { Waiting } from './waiting-logs.ts';

/** What standard input is called in evidence. */
export const STDIN = 'stdin';
const HEAD_BYTES = 64 * 1024;

/** What came through standard input: something to be read, or a configuration; neither, when `input` says why. */
export interface TakenStdin {
  readonly waiting?: Waiting;
  readonly hostFile?: HostFile;
}

/** Standard input is one log whose kind its first bytes tell, an archive, or a configuration of Nova. */
export async function takeStdin(
  stdin: AsyncIterable<Uint8Array>,
  input: Draft,
  meter: Meter,
): Promise<TakenStdin> {
  input.filesSeen = 1;
  const { head, all } = await startOf(stdin, HEAD_BYTES);
  meter.expect(undefined);
  const chunks = () => meter.count(all(), STDIN, undefined);
  const once = { input, candidate: undefined, comesOnce: true };
  if (formatOf(head) !== undefined) {
    const archive = { path: STDIN, shown: STDIN, size: undefined, chunks };
    return { waiting: { ...once, archive, isSingleLog: false } };
  }
  const place = { key: STDIN, name: undefined, inside: STDIN };
  const found = findLog(place, STDIN, STDIN, head.subarray(0, HEAD_BYTES), {
    bytes: head.length,
    isNamed: true,
  });
  if (('why' in found || found.source.kind === 'excerpt') && looksLikeNovaConfig(head.toString('utf8'))) {
    input.paths.add(STDIN);
    return {
      hostFile: { hostKey: STDIN, path: STDIN, inside: 'nova.conf', text: await textOf(chunks()) },
    };
  }
  if ('why' in found) {
    input.skipped.push({ path: STDIN, why: head.length === 0 ? 'it is empty' : found.why });
    return {};
  }
  input.paths.add(STDIN);
  const log = { source: found.source, bytes: head.length, read: chunks };
  return { waiting: { ...once, log, fresh: chunks } };
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(Uint8Array.from(chunk));
  return Buffer.concat(parts).toString('utf8');
}
