import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of a command cost, its children included: seconds, and the largest process's memory in bytes. */
export interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly peakBytes: number | undefined;
}

/** GNU time, which counts what the shell's own `time` does not: memory. */
const GNU_TIME = '/usr/bin/time';
const KIB = 1024;
/** Kept between runs, as on a user's machine: Node's compiled code lies there. */
const COMPILED = join(tmpdir(), 'migscope-bench-cache');

/** Runs a shell command as a whole process, what it prints thrown away; undefined when it failed. */
export function runCommand(command: string): Cost | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'migscope-bench-'));
  const log = join(folder, 'cost');
  try {
    const hasTime = existsSync(GNU_TIME);
    const [program, ...args] = hasTime
      ? [GNU_TIME, '-f', '%e %U %S %M', '-o', log, 'bash', '-c', command]
      : ['bash', '-c', `TIMEFORMAT='%R %U %S'; time { ${command}; } 2>"$0.err"`, log];
    const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: COMPILED, LC_ALL: 'C.UTF-8' };
    const run = spawnSync(program, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env,
      encoding: 'utf8',
    });
    if (run.status !== 0) return undefined;
    const text = hasTime ? readFileSync(log, 'utf8') : run.stderr;
    const [wall = NaN, user = NaN, system = NaN, peak] = (text.trim().split('\n').at(-1) ?? '')
      .split(' ')
      .map(Number);
    return { wall, cpu: user + system, peakBytes: peak === undefined ? undefined : peak * KIB };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether a program can be found. */
export function hasProgram(name: string): boolean {
  return spawnSync('bash', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

/** First line of what a program says about its version. */
export function versionOf(name: string): string {
  const run = spawnSync('bash', ['-c', `${name} --version 2>&1 | head -1`], { encoding: 'utf8' });
  return run.stdout.trim();
}
