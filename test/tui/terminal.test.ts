import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Tmux } from './tmux.ts';

const MIGSCOPE = `'${process.execPath}' '${resolve('bin/migscope.js')}'`;
const FIXTURES = resolve('fixtures');

let terminal: Tmux;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-screen-'));
  terminal = new Tmux(100, 30, folder);
});
afterEach(() => {
  terminal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The process that the shell runs. */
function childOf(one: Tmux): number {
  return Number(execFileSync('pgrep', ['-P', one.value('pane_pid')], { encoding: 'utf8' }).split('\n')[0]);
}

/** The terminal is as it was: its own screen, a cursor, lines edited by the terminal, no mouse. */
async function expectRestored(): Promise<void> {
  await terminal.until('the shell to come back', () => terminal.value('pane_current_command') === 'sh');
  expect(terminal.value('alternate_on')).toBe('0');
  expect(terminal.value('cursor_flag')).toBe('1');
  expect(terminal.value('mouse_any_flag')).toBe('0');
  terminal.keys('stty -a | tr ";" "\\n" | grep -c -w -e "-icanon" -e "-echo"', 'Enter');
  await terminal.sees(/^0$/m);
}

describe('the screen in a real terminal', () => {
  it('filters, opens the failed migration, copies its command, and gives the terminal back', async () => {
    terminal.keys(
      'echo before; ',
      `${MIGSCOPE} '${FIXTURES}/migration-port-blocked' '${FIXTURES}/healthy/there-and-back'; echo code=$?`,
      'Enter',
    );
    await terminal.sees('2 completed');
    expect(terminal.value('alternate_on')).toBe('1');
    terminal.keys('f');
    await terminal.sees('Filter:');
    terminal.keys('outcome = failed', 'Enter');
    await terminal.sees('filter: outcome = failed (1 of 3)');
    terminal.keys('Enter');
    await terminal.sees(/FAILED +instance-0000000b/);
    terminal.keys('/', 'firewall rule', 'Enter');
    await terminal.sees(/▌ .*firewall/);
    terminal.keys('y');
    await terminal.sees('Copied: nft list ruleset');
    expect(terminal.clipboard()).toMatch(/^nft list ruleset/);
    terminal.keys('q');
    const after = await terminal.sees('code=1');
    expect(after).toContain('before');
    expect(after).not.toContain('FAILED');
    await expectRestored();
  });

  it('takes keys from the terminal while the log comes by standard input', async () => {
    const log = join(FIXTURES, 'migration-port-blocked/cmp-a/var/log/nova/nova-compute.log');
    terminal.keys(`cat '${log}' | ${MIGSCOPE} -; echo code=$?`, 'Enter');
    await terminal.sees(/FAILED/);
    terminal.keys('t');
    await terminal.sees('lesser events');
    terminal.keys('e', 'l');
    await terminal.sees(/stdin:\d+/);
    terminal.keys('q');
    await terminal.sees('code=1');
    await expectRestored();
  });

  it.each(['TERM', 'HUP', 'INT'])('gives the terminal back on SIG%s', async (signal) => {
    terminal.keys(
      `${MIGSCOPE} --mouse '${FIXTURES}/migration-port-blocked' & PID=$!; fg; echo code=$?`,
      'Enter',
    );
    await terminal.sees('FAILED');
    process.kill(childOf(terminal), `SIG${signal}`);
    await terminal.sees(/code=\d+/);
    await expectRestored();
  });

  it('gives the terminal back when it crashes', async () => {
    const crash = join(folder, 'crash.mjs');
    writeFileSync(crash, "process.on('SIGUSR2', () => { throw new Error('boom'); });\n");
    terminal.keys(
      `NODE_OPTIONS='--import=file://${crash}' ${MIGSCOPE} '${FIXTURES}/migration-port-blocked'`,
      'Enter',
    );
    await terminal.sees('FAILED');
    process.kill(childOf(terminal), 'SIGUSR2');
    await terminal.sees('boom');
    await expectRestored();
  });

  it('stops and comes back', async () => {
    terminal.keys('set -m', 'Enter');
    terminal.keys(`${MIGSCOPE} '${FIXTURES}/migration-port-blocked'`, 'Enter');
    await terminal.sees('FAILED');
    terminal.keys('C-z');
    await expectRestored();
    terminal.keys('clear; fg', 'Enter');
    await terminal.sees('FAILED');
    terminal.keys('t');
    await terminal.sees('lesser events');
    terminal.keys('q');
    await expectRestored();
  });

  it('follows a log that grows', async () => {
    const log = join(folder, 'nova-compute.log');
    const whole = readFileSync(
      join(FIXTURES, 'migration-port-blocked/cmp-a/var/log/nova/nova-compute.log'),
      'utf8',
    ).split('\n');
    writeFileSync(log, whole.slice(0, 190).join('\n') + '\n');
    terminal.keys(`${MIGSCOPE} --follow nova-compute.log`, 'Enter');
    await terminal.sees('following');
    await terminal.sees(/UNFINISHED/);
    writeFileSync(log, whole.slice(190).join('\n'), { flag: 'a' });
    await terminal.sees(/FAILED/);
    terminal.keys('q');
    await expectRestored();
  });

  it('writes the report, and replaces a file only when told to', async () => {
    cpSync(join(FIXTURES, 'migration-port-blocked'), join(folder, 'case'), { recursive: true });
    writeFileSync(join(folder, 'r.md'), 'mine');
    terminal.keys(`${MIGSCOPE} case`, 'Enter');
    await terminal.sees('FAILED');
    terminal.keys('o', 'C-e', 'C-u', 'r.md', 'Enter');
    await terminal.sees('Replace the file that is there?');
    expect(readFileSync(join(folder, 'r.md'), 'utf8')).toBe('mine');
    terminal.keys('y');
    await terminal.sees('Written: r.md');
    expect(readFileSync(join(folder, 'r.md'), 'utf8')).toContain('# ');
    terminal.keys('q');
    await expectRestored();
  });
});
