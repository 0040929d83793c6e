import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const LINE =
  '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] ';
const GOOD = `${LINE}Took 2.00 seconds for pre_live_migration on destination host cmp-b.\n`;
const NOBODY = 65534;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'migscope-bad-'));
  chmodSync(folder, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Expected {
  readonly status: number;
  /** What standard error says; each must occur. */
  readonly says: readonly RegExp[];
  /** How many migrations were found all the same. */
  readonly migrations: number;
}

/** Runs the built command on bad input: a clear word about it, never a stack trace, and what could be read is used. */
function check(name: string, make: (path: string) => void, expected: Expected, asNobody = false): void {
  test(name, () => {
    const path = join(folder, name.replaceAll(' ', '-'));
    mkdirSync(path);
    make(path);
    const user = asNobody && process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    const ran = spawnSync(process.execPath, ['bin/migscope.js', path, '--format', 'json'], {
      encoding: 'utf8',
      ...user,
    });
    expect(ran.stderr).not.toMatch(/^\s+at /m);
    const found = JSON.parse(ran.stdout) as { migrations: unknown[]; diagnostics: { what: string }[] };
    const words = `${ran.stderr}${found.diagnostics.map((one) => one.what).join('\n')}`;
    for (const wanted of expected.says) expect(words).toMatch(wanted);
    expect([ran.status, found.migrations.length]).toEqual([expected.status, expected.migrations]);
  });
}

const write =
  (name: string, ...parts: readonly (string | Uint8Array)[]) =>
  (path: string) => {
    writeFileSync(join(path, name), Buffer.concat(parts.map((part) => Buffer.from(part))));
  };

describe('bad input', () => {
  check('an empty folder', () => undefined, { status: 2, says: [/holds no files/], migrations: 0 });
  check(
    'a picture',
    write('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)),
    {
      status: 2,
      says: [/no log entry was recognised/],
      migrations: 0,
    },
  );
  check(
    'a picture called a log',
    write('nova-compute.log', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0)),
    {
      status: 2,
      says: [/no log entry was recognised/],
      migrations: 0,
    },
  );
  check('a truncated log', write('nova-compute.log', GOOD, LINE.slice(0, 60)), {
    status: 0,
    says: [],
    migrations: 1,
  });
  check('invalid UTF-8', write('nova-compute.log', GOOD, Uint8Array.of(0xff, 0xfe, 0x80, 0x0a), GOOD), {
    status: 0,
    says: [],
    migrations: 1,
  });
  check('a line of 50 MB', write('nova-compute.log', GOOD, 'A'.repeat(50_000_000), '\n', GOOD), {
    status: 0,
    says: [/is longer than \d+ bytes/],
    migrations: 1,
  });
  check('NULs in a log', write('nova-compute.log', GOOD, Uint8Array.of(0, 0, 0, 0x0a), GOOD), {
    status: 0,
    says: [],
    migrations: 1,
  });
  check(
    'a folder without permission',
    (path) => {
      mkdirSync(join(path, 'closed'));
      copyFileSync('package.json', join(path, 'closed', 'x.json'));
      chmodSync(join(path, 'closed'), 0);
      writeFileSync(join(path, 'nova-compute.log'), GOOD);
    },
    { status: 0, says: [/cannot read .*closed/], migrations: 1 },
    true,
  );
});
