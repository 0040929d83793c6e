import { readCaptured, type CapturedEntry } from './captured.ts';
import { uuid, type Random } from './random.ts';

/** One captured migration: what its two computes wrote from its first line to its last. */
const FROM = Date.parse('2026-11-24T01:47:16Z');
const TO = Date.parse('2026-11-24T01:47:30Z');
const CAPTURED = 'healthy/block-migration';
const INSTANCE = 'a225cfdb-3a71-48f4-9223-ab2d9084b7be';
const MIGRATION = 'cbc51c6b-f64d-4629-a46b-e858daa87003';
/** The line that the monitor repeats twice a second while memory is copied. */
const MONITORED = 'Current 50 elapsed 1 steps';
const MONITOR_MS = 500;
const REQUEST = /req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A line of one migration, `atMs` after its beginning. */
export interface EpisodeLine {
  readonly host: 'source' | 'destination';
  readonly atMs: number;
  readonly text: string;
}

export interface EpisodeHosts {
  readonly source: string;
  readonly destination: string;
}

/** Tells captured migrations again, each with an instance, a migration and requests of its own. */
export class Episodes {
  private readonly lines: readonly EpisodeLine[];
  private readonly random: Random;

  /** `monitored`: how often the monitor's line is repeated, for migrations that take long. */
  constructor(random: Random, monitored = 0) {
    this.random = random;
    const source = capturedOf('cmp-a').map((entry) => ({ ...entry, host: 'source' as const }));
    const destination = capturedOf('cmp-b').map((entry) => ({ ...entry, host: 'destination' as const }));
    const all = [...source, ...destination].sort((one, other) => one.atMs - other.atMs);
    this.lines = all.flatMap((entry): EpisodeLine[] => {
      const line = { ...entry, atMs: entry.atMs - FROM };
      if (!entry.text.includes(MONITORED)) return [line];
      return Array.from({ length: monitored + 1 }, (_, nth) => ({
        ...line,
        atMs: line.atMs + nth * MONITOR_MS,
        text: line.text.replace(MONITORED, `Current 50 elapsed ${String(1 + (nth >> 1))} steps`),
      }));
    });
    // What comes after the copy comes after the last of the repeated lines.
    const copied = this.lines.findIndex(({ text }) => text.includes('Downtime does not need to change'));
    this.lines = this.lines.map((line, index) =>
      index < copied || line.text.includes('elapsed')
        ? line
        : { ...line, atMs: line.atMs + monitored * MONITOR_MS },
    );
  }

  /** How long one takes. */
  get durationMs(): number {
    return this.lines.at(-1)?.atMs ?? 0;
  }

  tell(hosts: EpisodeHosts): EpisodeLine[] {
    const renamed = new Map([
      [INSTANCE, uuid(this.random)],
      [MIGRATION, uuid(this.random)],
    ]);
    const replacement = (id: string): string => {
      const known = renamed.get(id) ?? `req-${uuid(this.random)}`;
      renamed.set(id, known);
      return known;
    };
    return this.lines.map((line) => ({
      ...line,
      text: line.text
        .replaceAll(INSTANCE, replacement)
        .replaceAll(MIGRATION, replacement)
        .replace(REQUEST, replacement)
        .replace(/\bcmp-[ab]\b/g, (name) => (name === 'cmp-a' ? hosts.source : hosts.destination)),
    }));
  }
}

function capturedOf(host: string): CapturedEntry[] {
  return readCaptured(`${CAPTURED}/${host}/var/log/nova/nova-compute.log`).filter(
    ({ atMs }) => atMs >= FROM && atMs <= TO,
  );
}
