/** A guest, a link and Nova's settings, all known: what the analysis has to find out from the logs alone. */
export interface PreCopy {
  /** Bytes. */
  readonly memory: number;
  /** What the guest keeps changing, again and again. */
  readonly workingSet: number;
  /** How fast it writes there: bytes per second, the same page counted each time. */
  readonly writeRate: number;
  /** Bytes per second. */
  readonly bandwidth: number;
  /** Pages that hold only zeros go over for nothing. */
  readonly emptyShare: number;
  /** live_migration_completion_timeout. */
  readonly timeoutPerGiB: number;
  readonly detail: 'info' | 'debug';
  /** How late Nova's turns come: each value from 0 to 1 is one turn's, in order, again and again. */
  readonly jitter: readonly number[];
}

export interface SimulatedCopy {
  /** The logs by path. */
  readonly logs: Readonly<Record<string, string>>;
  /** What happened before Nova's limit, or would have happened after it. */
  readonly truth: 'converged' | 'needs-more-time' | 'cannot-converge';
  readonly firstPassS: number;
  /** From the start to the end of the copy as logged. */
  readonly watchedS: number;
  /** When it would have been over, in seconds. */
  readonly wouldEndS: number | undefined;
}

const PAGE = 4096;
const GIB = 2 ** 30;
const TURN_S = 0.5;
const QEMU_TURN_S = 0.1;
/** As many times the limit as the analysis waits for before it says "never". */
const PATIENCE = 20;

const INSTANCE = '11111111-2222-4333-8444-555555555555';
const BEGIN_MS = Date.UTC(2026, 0, 2, 3, 4, 5);

/** The passes of a pre-copy as QEMU makes them, moment by moment. */
class Passes {
  readonly first: number;
  processed = 0;
  left: number;
  private readonly setting: PreCopy;
  private passBegan = 0;
  private isFirst = true;

  constructor(setting: PreCopy) {
    this.setting = setting;
    this.left = setting.memory;
    this.first = (setting.memory * (1 - setting.emptyShare)) / setting.bandwidth;
  }

  /** Goes on for so many seconds from `at`; true when the guest can switch over. */
  advance(at: number, seconds: number, downtimeMs: number): boolean {
    const { bandwidth, emptyShare, memory } = this.setting;
    const allowed = (bandwidth * downtimeMs) / 1000;
    const end = at + seconds;
    let now = at;
    while (now < end) {
      const speed = this.isFirst ? bandwidth / (1 - emptyShare) : bandwidth;
      // QEMU looks at what is left every tenth of a second.
      const turns = Math.max(1, Math.ceil((this.left - allowed) / speed / QEMU_TURN_S));
      const passEnds = now + turns * QEMU_TURN_S;
      const until = Math.min(end, passEnds);
      this.processed += Math.min(this.left, (until - now) * speed) * (bandwidth / speed);
      this.left = Math.max(0, this.left - (until - now) * speed);
      now = until;
      if (until < passEnds) continue;
      this.left = Math.min(memory, this.left + this.changedIn(now - this.passBegan));
      this.passBegan = now;
      this.isFirst = false;
      if (this.left <= allowed) return true;
    }
    return false;
  }

  /** Distinct bytes that the guest changes in a time, writing evenly over its working set. */
  private changedIn(seconds: number): number {
    const { workingSet, writeRate } = this.setting;
    return workingSet === 0 ? 0 : workingSet * (1 - Math.exp((-writeRate * seconds) / workingSet));
  }
}

/** Lets a copy run under Nova's monitor and writes down what Nova would have logged. */
export function simulatePreCopy(setting: PreCopy): SimulatedCopy {
  const gib = Math.max(2, setting.memory / GIB);
  const limitS = Math.floor(setting.timeoutPerGiB * gib);
  const delayS = Math.floor(75 * gib);
  const passes = new Passes(setting);
  const lines: string[] = [
    line(
      -1,
      'INFO nova.compute.manager',
      'Took 2.00 seconds for pre_live_migration on destination host cmp-b.',
    ),
  ];
  let now = 0;
  let downtimeMs = 0;
  let cutAt: number | undefined;
  for (let turn = 0; ; turn += 1) {
    const step = Math.min(10, Math.floor(Math.max(0, now - 0.001) / delayS));
    const allowed = Math.floor(50 + 45 * step);
    if (cutAt === undefined) {
      if (allowed !== downtimeMs) {
        const text = `Increasing downtime to ${allowed} ms after ${delayS * step} sec elapsed time`;
        lines.push(line(now, 'INFO nova.virt.libvirt.migration', text));
      }
      if (turn % 60 === 0 || (turn % 10 === 0 && setting.detail === 'debug'))
        lines.push(progress(now, turn % 60 === 0 ? 'INFO' : 'DEBUG', passes, setting, turn === 0));
      if (now > limitS) {
        cutAt = now;
        lines.push(...aborted(now, limitS));
      }
    }
    downtimeMs = allowed;
    if (now > limitS * PATIENCE) break;
    const late = (setting.jitter[turn % setting.jitter.length] ?? 0) * 0.3;
    // Nobody watches any more: what would have become of it is found in longer steps.
    const seconds = cutAt === undefined ? TURN_S + late : 10 * TURN_S;
    if (passes.advance(now, seconds, downtimeMs)) {
      if (cutAt === undefined) lines.push(...completed(now + seconds));
      return {
        logs: logsOf(lines, setting),
        truth: cutAt === undefined ? 'converged' : 'needs-more-time',
        firstPassS: passes.first,
        watchedS: cutAt ?? now,
        wouldEndS: now + seconds,
      };
    }
    now += seconds;
  }
  return {
    logs: logsOf(lines, setting),
    truth: 'cannot-converge',
    firstPassS: passes.first,
    watchedS: cutAt ?? now,
    wouldEndS: undefined,
  };
}

function line(atS: number, head: string, text: string): string {
  const stamp = new Date(BEGIN_MS + Math.round(atS * 1000)).toISOString().replace('T', ' ').replace('Z', '');
  const [level = '', logger = ''] = head.split(' ');
  const origin =
    level === 'DEBUG'
      ? ' _live_migration_monitor /usr/lib/python3/dist-packages/nova/virt/libvirt/driver.py:10500'
      : '';
  return `${stamp} 30 ${level} ${logger} [-] [instance: ${INSTANCE}] ${text}${origin}`;
}

function progress(
  atS: number,
  level: string,
  { processed, left }: Passes,
  { memory }: PreCopy,
  isWaiting: boolean,
): string {
  const pages = (bytes: number): number => Math.round(bytes / PAGE) * PAGE;
  const [sent, remaining, total] = isWaiting
    ? [0, 0, 0]
    : [Math.round(processed), pages(left), pages(memory)];
  const percent = total === 0 ? 100 : Math.round((100 * remaining) / total);
  const text =
    `Migration running for ${Math.floor(atS)} secs, memory ${percent}% remaining ` +
    `(bytes processed=${sent}, remaining=${remaining}, total=${total}); ` +
    'disk 100% remaining (bytes processed=0, remaining=0, total=0).';
  return line(atS + 0.05, `${level} nova.virt.libvirt.driver`, text);
}

function aborted(atS: number, limitS: number): string[] {
  const cancelled = "operation aborted: job 'migration out' canceled by client";
  return [
    line(atS, 'WARNING nova.virt.libvirt.migration', `Live migration not completed after ${limitS} sec`),
    line(atS + 0.2, 'ERROR nova.virt.libvirt.driver', `Live Migration failure: ${cancelled}`),
    line(atS + 0.5, 'ERROR nova.virt.libvirt.driver', 'Migration operation has aborted'),
  ];
}

function completed(atS: number): string[] {
  return [
    line(atS, 'INFO nova.compute.manager', 'VM Paused (Lifecycle Event)'),
    line(atS + 0.5, 'INFO nova.virt.libvirt.driver', 'Migration operation has completed'),
    line(atS + 0.5, 'INFO nova.compute.manager', '_post_live_migration() is started..'),
    line(atS + 1.5, 'INFO nova.compute.manager', 'Migrating instance to cmp-b finished successfully.'),
  ];
}

function logsOf(lines: readonly string[], { timeoutPerGiB }: PreCopy): Record<string, string> {
  return {
    'cmp-a/var/log/nova/nova-compute.log': `${lines.join('\n')}\n`,
    'cmp-a/etc/nova/nova.conf': `[libvirt]\nlive_migration_completion_timeout = ${timeoutPerGiB}\n`,
  };
}
