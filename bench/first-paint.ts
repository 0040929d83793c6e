import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeComputeLog } from './generate.ts';

/**
 * How soon the screen shows something on a log of 1 GiB, and how soon keys are answered while the log is read, in a
 * terminal that util-linux's `script` makes: `node bench/first-paint.ts`.
 */
const MIGSCOPE = fileURLToPath(new URL('../bin/migscope.js', import.meta.url));
const ROUNDS = 5;
const KEYS = ['?', '\u001b', 'j', 'k', '\t', '?', '\u001b', 'j'];
const BETWEEN_KEYS_MS = 120;
const WORD = /[A-Za-z]{4}/;
// Everything a terminal does besides showing text.
const CONTROL = /\u001b\[[0-9;?]*[A-Za-z]|\u001b[()][A-Z0-9]/g;

const log = join(tmpdir(), 'migscope-bench', `log-${String(2 ** 30)}`, 'nova-compute.log');
if (!existsSync(log)) writeComputeLog(log, 2 ** 30, 100);

interface Measured {
  readonly firstText: number;
  readonly keys: readonly number[];
}

async function measure(): Promise<Measured> {
  const command = `stty rows 40 cols 140; exec ${process.execPath} ${MIGSCOPE} --no-cache ${log}`;
  const started = performance.now();
  const screen = spawn('script', ['-qfec', command, '/dev/null'], {
    env: { ...process.env, TERM: 'xterm-256color' },
  });
  let shown = '';
  let firstText = NaN;
  let asked: number | undefined;
  const keys: number[] = [];
  screen.stdout.on('data', (bytes: Buffer) => {
    const now = performance.now();
    if (asked !== undefined) keys.push(now - asked);
    asked = undefined;
    shown += bytes.toString('utf8').replace(CONTROL, '');
    if (Number.isNaN(firstText) && WORD.test(shown)) firstText = now - started;
  });
  await sleep(700);
  for (const key of KEYS) {
    asked = performance.now();
    screen.stdin.write(key);
    await sleep(BETWEEN_KEYS_MS);
  }
  screen.stdin.write('q');
  await sleep(200);
  screen.kill();
  return { firstText, keys };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function median(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[sorted.length >> 1] ?? NaN).toFixed(0);
}

await measure();
const all: Measured[] = [];
for (let round = 0; round < ROUNDS; round += 1) all.push(await measure());
const keys = all.flatMap((one) => one.keys);
console.log(`first text after ${median(all.map(({ firstText }) => firstText))} ms`);
console.log(
  `keys: median ${median(keys)} ms, slowest ${Math.max(...keys).toFixed(0)} ms of ${String(keys.length)}`,
);
