import { stampOf } from './captured.ts';
import { Episodes } from './episode.ts';
import { IdleLines } from './idle.ts';
import { randomFrom } from './random.ts';

const START = Date.parse('2026-11-01T00:00:00Z');
const IDLE_STEP_MS = 40;
const BLOCK_CHARS = 1 << 20;

export interface LogShape {
  readonly bytes: number;
  readonly migrations: number;
  readonly seed: number;
}

/** Text of one compute's nova-compute.log with DEBUG on: idle days with migrations away from it spread over them. */
export function* computeLog({ bytes, migrations, seed }: LogShape): Generator<string> {
  const random = randomFrom(seed);
  const idle = new IdleLines(random);
  const episodes = new Episodes(random);
  const block = new Block();
  let at = START;
  let told = 0;
  while (block.total < bytes) {
    if (block.total >= ((told + 0.5) * bytes) / migrations && told < migrations) {
      told += 1;
      for (const line of episodes.tell({ source: 'cmp-a', destination: 'cmp-b' }))
        if (line.host === 'source') block.add(at + line.atMs, line.text);
      at += episodes.durationMs;
    }
    at += Math.floor(random() * 2 * IDLE_STEP_MS);
    block.add(at, idle.next());
    if (block.isFull) yield block.take();
  }
  yield block.take();
}

export interface CaseShape {
  readonly migrations: number;
  /** Lines of the monitor in each migration: what makes a migration long. */
  readonly monitored: number;
  readonly seed: number;
}

/** Lines of the logs of two computes between which guests move to and fro, one after the other. */
export function* migrationLogs({
  migrations,
  monitored,
  seed,
}: CaseShape): Generator<Record<'cmp-a' | 'cmp-b', string>> {
  const episodes = new Episodes(randomFrom(seed), monitored);
  const blocks = { 'cmp-a': new Block(), 'cmp-b': new Block() };
  for (let nth = 0; nth < migrations; nth += 1) {
    const [source, destination] =
      nth % 2 === 0 ? (['cmp-a', 'cmp-b'] as const) : (['cmp-b', 'cmp-a'] as const);
    const at = START + nth * (episodes.durationMs + 1_000);
    for (const line of episodes.tell({ source, destination }))
      blocks[line.host === 'source' ? source : destination].add(at + line.atMs, line.text);
    if (blocks['cmp-a'].isFull || blocks['cmp-b'].isFull)
      yield { 'cmp-a': blocks['cmp-a'].take(), 'cmp-b': blocks['cmp-b'].take() };
  }
  yield { 'cmp-a': blocks['cmp-a'].take(), 'cmp-b': blocks['cmp-b'].take() };
}

/** Text that is handed over in large pieces; all of it is ASCII, so characters are bytes. */
class Block {
  total = 0;
  private text = '';

  get isFull(): boolean {
    return this.text.length >= BLOCK_CHARS;
  }

  add(atMs: number, text: string): void {
    this.text += `${stampOf(atMs)} ${text}\n`;
    this.total += 25 + text.length;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return text;
  }
}
