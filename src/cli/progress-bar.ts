import type { Progress } from '../model/index.ts';
import { progressLine } from '../present/progress-line.ts';

const FIRST_AFTER_MS = 300;
const EVERY_MS = 100;
/** The rate is that of the last seconds: the first bytes say little about the next archive. */
const RATE_OVER_MS = 3_000;
const CLEAR_LINE = '\r\u001b[K';
const USUAL_COLUMNS = 80;

/** One line on standard error that tells how far reading has come, and leaves no trace. */
export class ProgressBar {
  private readonly stderr: NodeJS.WriteStream;
  private readonly now: () => number;
  private readonly startedAt: number;
  private samples: { readonly at: number; readonly bytes: number }[] = [];
  private drawnAt: number | undefined;

  constructor(stderr: NodeJS.WriteStream, now: () => number = () => performance.now()) {
    this.stderr = stderr;
    this.now = now;
    this.startedAt = now();
  }

  readonly show = (progress: Progress): void => {
    const now = this.now();
    const due = this.drawnAt === undefined ? this.startedAt + FIRST_AFTER_MS : this.drawnAt + EVERY_MS;
    if (now < due) return;
    this.drawnAt = now;
    const columns = (this.stderr.columns > 0 ? this.stderr.columns : USUAL_COLUMNS) - 1;
    const line = progressLine(progress, this.rateAt(now, progress.bytesRead), columns);
    this.stderr.write(`${CLEAR_LINE}${line}`);
  };

  clear(): void {
    if (this.drawnAt !== undefined) this.stderr.write(CLEAR_LINE);
    this.drawnAt = undefined;
  }

  private rateAt(at: number, bytes: number): number | undefined {
    this.samples = [...this.samples.filter((one) => at - one.at <= RATE_OVER_MS), { at, bytes }];
    const first = this.samples[0];
    if (first === undefined || at - first.at < EVERY_MS) return undefined;
    return ((bytes - first.bytes) * 1000) / (at - first.at);
  }
}
