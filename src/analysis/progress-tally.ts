import type { ReadState } from '../bundle/meter.ts';
import type { OnProgress, Progress } from '../model/index.ts';

/** Of some hundred KiB each. */
const REPORTS_A_TURN = 4;

/** Puts together what the stages know of a run's progress, and passes it on. */
export class ProgressTally {
  private readonly onProgress: OnProgress | undefined;
  private reports = 0;
  private state: Progress = {
    stage: 'opening',
    path: '',
    bytesRead: 0,
    filesDone: 0,
    records: 0,
    migrations: 0,
  };

  constructor(onProgress?: OnProgress) {
    this.onProgress = onProgress;
  }

  /** What the bundle reports while it is opened and read. */
  readonly read = async (state: ReadState): Promise<void> => {
    this.state = { ...this.state, ...state };
    await this.tell();
    this.reports += 1;
    if (this.reports % REPORTS_A_TURN === 0) await giveTurn();
  };

  /** A log is done with. */
  addLog(records: number): void {
    const { filesDone, records: before } = this.state;
    this.state = { ...this.state, filesDone: filesDone + 1, records: before + records };
  }

  /** Logs with so many records are read again. */
  takeBack(records: readonly number[]): void {
    const { filesDone, records: before } = this.state;
    const sum = records.reduce((all, one) => all + one, 0);
    this.state = { ...this.state, filesDone: filesDone - records.length, records: before - sum };
  }

  async turnTo(stage: Progress['stage'], migrations = 0): Promise<void> {
    this.state = { ...this.state, stage, migrations };
    await this.tell();
  }

  private async tell(): Promise<void> {
    await this.onProgress?.(this.state);
  }
}

/** To timers, and to what other threads say: files and decoders are waited for in place, or not at all. */
function giveTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
