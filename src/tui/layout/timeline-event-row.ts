import type { EventRow } from '../../present/detail-model.ts';
import type { Tone } from '../../present/report-model.ts';
import { placeParts } from './place-parts.ts';
import type { Row, Target } from './sheet.ts';

/** An event on the timeline. Its texts are put together when they are asked for: most of 100,000 never are. */
export class TimelineEventRow implements Row {
  readonly height = 1;
  readonly isStop = true;
  readonly tone: Tone;
  readonly host: string;
  private readonly event: EventRow;
  private readonly index: number;
  private readonly migration: string;
  private searched: string | undefined;

  constructor(event: EventRow, index: number, migration: string) {
    this.event = event;
    this.index = index;
    this.migration = migration;
    this.tone = event.isLesser ? 'quiet' : event.tone;
    this.host = event.host;
  }

  get key(): string {
    return `event ${String(this.index)}`;
  }

  get phase(): string | undefined {
    return this.event.phase === '' ? undefined : this.event.phase;
  }

  get text(): string {
    const { time, host, phase, summary, kind, place } = this.event;
    return (this.searched ??= `${time} ${host} ${phase} ${summary} ${kind} ${place}`);
  }

  get opens(): Target {
    const { file, line } = placeParts(this.event.place);
    return { screen: 'log', file, line, id: this.migration };
  }

  get copies(): string {
    const { time, host, summary, place } = this.event;
    return `${time} ${host} ${summary} (${place})`;
  }
}
