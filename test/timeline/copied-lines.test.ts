import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Migration } from '../../src/model/index.ts';
import { textsOf, type Texts } from './rewritten-logs.ts';

const OWN = 'cmp-a/var/log/nova/nova-compute.log';
const MESSAGES = 'cmp-a/var/log/messages';
const JOURNAL = 'cmp-a/sos_commands/logs/journalctl_--no-pager';
const TEXTS = textsOf('fixtures/migration-port-blocked');
const HEADER = /^2026-11-(\d\d) (\d\d:\d\d:\d\d)\.\d+ (\d+) (.*)$/;

/** The lines of nova-compute.log as the host's system log has them: whole, or with a second for all that it knows of time. */
function inSystemLog(text: string, stamp: 'own stamp' | 'seconds'): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, day, time, pid, rest] = HEADER.exec(line) ?? [];
      if (rest === undefined) return [];
      const start = `Nov ${String(day)} ${String(time)} cmp-a nova-compute[${String(pid)}]: `;
      return [`${start}${stamp === 'seconds' ? rest : line}\n`];
    })
    .join('');
}

async function migrationsOf(texts: Texts): Promise<readonly Migration[]> {
  return (await analyzeBundle(bundleOf(texts), knowledgeFor())).migrations;
}

/** What is told of the migrations, wherever it stands. */
function toldBy(migrations: readonly Migration[]): unknown {
  return migrations.map(({ outcome, events, phases }) => ({
    outcome,
    phases: phases.map(({ phase }) => phase),
    events: events.map(({ kind, host, count }) => ({ kind, host, count })),
  }));
}

describe('lines that two logs of a host have', () => {
  const own = TEXTS[OWN] ?? '';
  const { [OWN]: _, ...others } = TEXTS;

  test.each(['own stamp', 'seconds'] as const)('count once beside the own log, with %s', async (stamp) => {
    const copied = { ...TEXTS, [MESSAGES]: inSystemLog(own, stamp), [JOURNAL]: inSystemLog(own, stamp) };
    const told = await migrationsOf(copied);
    expect(told.map(({ events }) => events)).toEqual((await migrationsOf(TEXTS)).map(({ events }) => events));
  });

  test('count once in the journal and in /var/log/messages', async () => {
    const alone = await migrationsOf({ ...others, [JOURNAL]: inSystemLog(own, 'own stamp') });
    const both = await migrationsOf({
      ...others,
      [JOURNAL]: inSystemLog(own, 'own stamp'),
      [MESSAGES]: inSystemLog(own, 'own stamp'),
    });
    expect(both.map(({ events }) => events)).toEqual(alone.map(({ events }) => events));
  });

  test('count where the own log lacks them', async () => {
    const from = own.indexOf('Live Migration failure');
    const rotated = { ...TEXTS, [OWN]: own.slice(own.indexOf('\n', from) + 1) };
    const told = await migrationsOf({ ...rotated, [MESSAGES]: inSystemLog(own, 'own stamp') });
    expect(toldBy(told)).toEqual(toldBy(await migrationsOf(TEXTS)));
    expect(toldBy(told)).not.toEqual(toldBy(await migrationsOf(rotated)));
  });

  test('count twice where the service said so twice', async () => {
    const line =
      /^.* Live Migration failure: .*$/m.exec(own)?.[0] ?? expect.fail('the fixture has lost its failure');
    const twice = own.replace(line, `${line}\n${line}`);
    const failures = async (text: string): Promise<number> => {
      const copied = { ...TEXTS, [OWN]: text, [MESSAGES]: inSystemLog(text, 'own stamp') };
      const [told] = await migrationsOf(copied);
      return (told?.events ?? [])
        .filter(({ summary }) => summary.startsWith('libvirt: '))
        .reduce((sum, { count = 1 }) => sum + count, 0);
    };
    expect(await failures(twice)).toBe(2 * (await failures(own)));
  });

  test('are not lines of two guests that failed alike', async () => {
    const texts = textsOf('fixtures/source-qemu-killed-mid-copy');
    const [path, text] =
      Object.entries(texts).find(
        ([name, all]) =>
          name.startsWith('cmp-b/var/log/libvirt/qemu/') && all.includes('load of migration failed'),
      ) ?? expect.fail('the fixture has lost its failure');
    const line = /^.*load of migration failed.*$/m.exec(text)?.[0] ?? '';
    const failures = async (more: Texts): Promise<number> =>
      (await migrationsOf({ ...texts, ...more }))
        .flatMap(({ events }) => events)
        .filter(({ kind, file }) => kind === 'qemu.load-failed' && file === path).length;
    const others = {
      'cmp-b/var/log/libvirt/qemu/instance-00000001.log': `${line}\n`,
      'cmp-b/var/log/messages': `Nov 24 02:01:17 cmp-b libvirtd[417]: 417: error : x:1 : internal error: QEMU unexpectedly closed the monitor (vm='instance-00000001'): ${line}\n`,
    };
    expect(await failures(others)).toBe(await failures({}));
    expect(await failures({})).toBeGreaterThan(0);
  });
});
