import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { numberIn, type ReadSample } from './read-samples.ts';

/** What libvirtd logged of its talk with the source's QEMU; empty unless its log is that detailed. */
export interface QemuFigures {
  /** Replies to query-migrate while memory was being copied. */
  readonly samples: readonly ReadSample[];
  /** MIGRATION_PASS: each is sent when the pages dirtied before have been counted anew. */
  readonly passes: readonly { readonly number: number; readonly at: number }[];
  /** Bytes per second, from the last count of dirtied pages, of each reply after the first pass. */
  readonly dirtyRates: readonly number[];
  /** The most that auto-converge took from the guest. */
  readonly throttlePercent?: number;
  /** QEMU's own measure, when it was done. */
  readonly downtimeMs?: number;
  readonly bandwidth?: number;
  readonly autoConverge?: boolean;
  readonly postCopy?: boolean;
}

/** From here on libvirt means "no limit": what QEMU's 64-bit parameter can just hold. */
const UNLIMITED = 2 ** 60;

/** Reads the lines about the monitor of the source's guest. */
export function readQemuFigures({ events, monitors }: TracedMigration): QemuFigures {
  const { source } = monitors;
  const own =
    source === undefined
      ? []
      : events.filter((event) => event.role === 'source' && event.fields.monitor === source);
  const replies = own.filter(
    ({ kind, fields }) => kind === 'qemu.migration-figures' && fields.state === 'active',
  );
  const throttle = Math.max(0, ...replies.map(({ fields }) => numberIn(fields, 'throttle_percent') ?? 0));
  const downtimeMs = lastNumber(own, 'qemu.migration-measured', 'downtime_ms');
  // When a migration is over, libvirt puts back what was set before it.
  const began = own.findLast(({ kind }) => kind === 'libvirt.qmp-migrate');
  const before = began === undefined ? [] : own.slice(0, own.indexOf(began));
  const bandwidth = lastNumber(before, 'libvirt.qmp-bandwidth-limit-set', 'bandwidth_bytes_s');
  const capabilities = before.findLast(({ kind }) => kind === 'libvirt.qmp-capabilities-set')?.fields;
  return {
    samples: replies.flatMap(toSample),
    passes: own.flatMap((event) => {
      if (event.kind !== 'qemu.migration-pass-started') return [];
      const number = numberIn(event.fields, 'pass');
      return number === undefined ? [] : [{ number, at: qemuTime(event) }];
    }),
    dirtyRates: replies.flatMap(({ fields }) => {
      const rate = (numberIn(fields, 'dirty_pages_rate') ?? 0) * (numberIn(fields, 'page_size') ?? 0);
      return rate > 0 && (numberIn(fields, 'pass') ?? 0) > 1 ? [rate] : [];
    }),
    ...(throttle > 0 ? { throttlePercent: throttle } : {}),
    ...(downtimeMs === undefined ? {} : { downtimeMs }),
    ...(bandwidth === undefined ? {} : { bandwidth: bandwidth >= UNLIMITED ? 0 : bandwidth }),
    ...(capabilities === undefined
      ? {}
      : {
          autoConverge: String(capabilities.auto_converge) === 'true',
          postCopy: String(capabilities.post_copy) === 'true',
        }),
  };
}

/** When QEMU says that something happened: its stamp is taken at once, libvirtd's line may come later. */
export function qemuTime({ at, wallMs, fields }: RoledEvent): number {
  const seconds = numberIn(fields, 'epoch_seconds');
  if (seconds === undefined || wallMs === undefined) return at;
  const lag = wallMs - (seconds * 1000 + (numberIn(fields, 'epoch_microseconds') ?? 0) / 1000);
  return lag >= 0 && lag <= MAX_LAG_MS ? at - lag : at;
}

/** A stamp that differs more is of another clock than the line's. */
const MAX_LAG_MS = 60_000;

function toSample({ at, fields }: RoledEvent): ReadSample[] {
  const memoryTotal = numberIn(fields, 'memory_total');
  const memoryRemaining = numberIn(fields, 'memory_remaining');
  const memoryProcessed = numberIn(fields, 'memory_processed');
  if (memoryTotal === undefined || memoryRemaining === undefined || memoryProcessed === undefined) return [];
  const elapsedS = Math.floor((numberIn(fields, 'total_ms') ?? 0) / 1000);
  const stamp = new Date(Math.round(at)).toISOString();
  return [
    {
      sample: { at: stamp, by: 'qemu', elapsedS, memoryProcessed, memoryRemaining, memoryTotal },
      readAt: at,
    },
  ];
}

function lastNumber(events: readonly RoledEvent[], kind: string, field: string): number | undefined {
  const event = events.findLast((one) => one.kind === kind && numberIn(one.fields, field) !== undefined);
  return event === undefined ? undefined : numberIn(event.fields, field);
}
