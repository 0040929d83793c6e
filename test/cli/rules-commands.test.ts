import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const main = new URL('../../src/cli/main.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../..', import.meta.url));
const script = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  const { main } = await import(${JSON.stringify(main)});
  process.exitCode = await main(process.argv.slice(1));
  if (process.env.SHOW_LOADED) process.stderr.write(loaded.join('\\n'));
`;

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'migscope rules é-'));
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function migscope(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, '--', ...argv];
  return spawnSync(process.execPath, args, { encoding: 'utf8', cwd: home, env: { ...process.env, ...env } });
}

const fixture = (name: string) => path.join(root, 'fixtures', name);
const acme = path.join(root, 'docs/acme-rules');

describe('migscope rules and explain', () => {
  function check(argv: readonly string[], status: number, stdout: RegExp, stderr = /^$/): void {
    test(`migscope ${argv.map((one) => one.replace(root, '')).join(' ')}`, () => {
      const ran = migscope(argv);
      expect(ran.stderr).toMatch(stderr);
      expect(ran.stdout).toMatch(stdout);
      expect(ran.status).toBe(status);
    });
  }

  check(['rules'], 0, /^Usage: migscope rules <command>/);
  check(['rules', 'frob'], 2, /^$/, /Unknown command 'frob'/);
  check(['rules', 'list', '--family', 'timeout'], 0, /^timeout \d+ rules\n.*completion-forced-by-request/);
  check(
    ['rules', 'list', '--class', 'disk-lock'],
    2,
    /^$/,
    /no failure class disk-lock.*\n.*disk-lock-held\?/,
  );
  check(['rules', 'list', '--rules', acme], 0, /acme\/firewall-policy-closed-migration-port/);
  check(['rules', 'show', 'reason-not-known'], 0, /reason-not-known\.yaml\n.*\nid: reason-not-known\n/);
  check(['rules', 'show', 'reason-not-knwn'], 2, /^$/, /Did you mean reason-not-known\?/);
  check(['rules', 'check', acme], 0, /^1 rule, 1 test, 1 catalogue file: no problem\n$/);
  check(['rules', 'check', 'nowhere'], 2, /^$/, /no nowhere/);
  check(['rules', 'test', acme], 0, /^2 passed \(1 rule\)\n$/);
  check(['rules', 'coverage'], 0, /^100 % of Nova's .*\n[^]*kilo +100 %/);
  check(['rules', 'new', 'one', '--class', 'tls-failure'], 2, /^$/, /"one" is no rule id/);
  check(['rules', 'new', 'one-thing', '--class', 'tls-failure'], 2, /^$/, /acme\/one-thing/);
  check(['rules', 'new', 'a/one-thing'], 2, /^$/, /--class/);
  check(['explain'], 2, /^$/, /Nothing to explain/);
  check(['explain', 'disk-lock-held'], 0, /^QEMU cannot get the image lock[^]*image-lock-held-elsewhere/);
  check(['explain', 'unknown-field'], 0, /^No field of a migration has this name\n/);
  check(['explain', 'nova.live-migration-timed-out'], 0, /releases from liberty on/);
  check(
    ['explain', 'instance-directory-left-on-destination'],
    0,
    /What it means\n[^]*When it fires\n[^]*What to do\n/,
  );
  check(
    ['explain', '> qemu-kvm: -vnc 10.0.0.1:0: Failed to start VNC server: Cannot assign requested address'],
    0,
    /^Console cannot listen[^]*What it may be a sign of[^]*display-address-not-on-destination[^]*qemu\.display-not-bound/,
  );
  // As the source of a mail has it.
  check(
    ['explain', 'qemu-kvm: -vnc 10.0.0.1:0: Failed to start VNC server: Cannot assign=\n requested address'],
    0,
    /Cannot assign requested address/,
  );
  check(['explain', 'Starting instance...'], 2, /^$/, /no message that the catalogue has/);
  check(['explain', 'live_migration_bandwith'], 2, /^$/, /Did you mean live_migration_bandwidth\?/);
  check(['explain', 'disk-lock-hold'], 2, /^$/, /Did you mean disk-lock-held\?/);
  check(
    [
      'rules',
      'trace',
      'instance-directory-left-on-destination',
      fixture('leftover-directory-on-destination'),
    ],
    0,
    /matches, as root-cause\n[^]*raised at destination[^]*yes leftover[^]*does not match\n/,
  );
  check(
    ['rules', 'trace', 'migration-port-refused-at-destination', fixture('healthy/block-migration')],
    0,
    /does not match\n[^]*no line in these logs has a wording of it[^]*no {2}refused/,
  );
  check(
    [
      'rules',
      'trace',
      'acme/firewall-policy-closed-migration-port',
      fixture('migration-port-blocked'),
      '--rules',
      acme,
    ],
    0,
    /signal policy: acme\.firewall-policy-loaded at destination\n {4}no event/,
  );
  check(
    ['rules', 'trace', 'reason-not-known', fixture('migration-port-blocked'), '--migration', 'zzz'],
    2,
    /^$/,
    /No migration fits/,
  );
  check(['rules', 'trace', 'reason-not-known', 'nowhere'], 2, /^$/, /nowhere/);
});

test('help loads little', () => {
  for (const argv of [
    ['rules', '--help'],
    ['rules', 'trace', '--help'],
    ['explain', '--help'],
  ]) {
    const ran = migscope(argv, { SHOW_LOADED: '1' });
    expect(ran.stdout).toMatch(/^Usage: migscope /);
    expect(ran.stderr).not.toMatch(
      /\/node_modules\/(ink|react|chevrotain|yaml|chalk)\/|\/src\/(tui|report|analyze)/,
    );
  }
});

test('a new rule loads, passes, and is never written over', () => {
  const argv = ['rules', 'new', 'acme/one-thing', '--class', 'tls-failure', '--dir', 'pack'];
  expect(migscope(argv).stdout).toContain('wrote pack/one-thing.yaml\nwrote pack/one-thing.test.yaml\n');
  expect(migscope(['rules', 'check', 'pack']).stdout).toBe('1 rule, 1 test, 0 catalogue files: no problem\n');
  expect(migscope(['rules', 'test', 'pack']).stdout).toBe('2 passed (1 rule)\n');
  const again = migscope(argv);
  expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
});

test('a problem is shown with its line, a caret and the way out', () => {
  mkdirSync(path.join(home, 'pack'));
  const text = readFileSync(path.join(acme, 'firewall-policy-closed-migration-port.yaml'), 'utf8');
  writeFileSync(path.join(home, 'pack/one-thing.yaml'), text.replace('outcome = failed', 'outcom = failed'));
  const ran = migscope(['rules', 'check', 'pack', '--rules', acme, '--columns', '140']);
  expect(ran.status).toBe(1);
  expect(ran.stdout).toContain(`error[rule-condition-unknown-field]: no field is called "outcom"
  --> pack/one-thing.yaml:13:42
   |
13 | when: policy then refused within 15s and outcom = failed
   |                                          ^^^^^^
   = why: `);
  expect(ran.stdout).toContain('   = help: did you mean "outcome"?\n');
});

test('a failing test shows what differs', () => {
  mkdirSync(path.join(home, 'pack'));
  const argv = ['rules', 'new', 'acme/one-thing', '--class', 'tls-failure', '--dir', 'pack'];
  migscope(argv);
  const file = path.join(home, 'pack/one-thing.test.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('virsh domstate', 'virsh dominfo'));
  const ran = migscope(['rules', 'test', 'pack']);
  expect(ran.status).toBe(1);
  expect(ran.stdout).toMatch(
    /^✘ acme\/one-thing: [^]*the list of commands is\n.*virsh domstate.*\n +not\n.*dominfo/,
  );
});

test('settings bring a pack along, and what is wrong in them is shown', () => {
  writeFileSync(path.join(home, 'migscope.yaml'), `rules: [${acme}]\n`);
  expect(migscope(['rules', 'list']).stdout).toContain('acme/firewall-policy-closed-migration-port');
  writeFileSync(path.join(home, 'migscope.yaml'), 'colums: 80\n');
  for (const argv of [['rules', 'list'], [fixture('migration-port-blocked')]]) {
    const ran = migscope(argv);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(/^error\[config-invalid\]: unknown setting "colums"\n.*migscope\.yaml:1:1\n/);
  }
});
