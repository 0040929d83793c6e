import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A captured log entry with the lines folded into it; `text` is what follows the stamp of its first line. */
export interface CapturedEntry {
  readonly atMs: number;
  readonly text: string;
}

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3}) /;

/** Entries of one of the logs below `fixtures/`. */
export function readCaptured(path: string): CapturedEntry[] {
  const entries: { atMs: number; text: string }[] = [];
  for (const line of readFileSync(FIXTURES + path, 'utf8').split('\n')) {
    const stamp = STAMP.exec(line);
    const before = entries.at(-1);
    if (stamp !== null) {
      const atMs = Date.parse(`${String(stamp[1])}T${String(stamp[2])}Z`);
      entries.push({ atMs, text: line.slice(stamp[0].length) });
    } else if (before !== undefined && line !== '') before.text += `\n${line}`;
  }
  return entries;
}

/** `2026-11-24 01:47:16.042` */
export function stampOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 23).replace('T', ' ');
}
