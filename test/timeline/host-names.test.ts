import { describe, expect, test } from 'vitest';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { analyzeBundle } from '../../src/analyze.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

const CLAIM = (host: string, ms: number) =>
  `2026-11-24 01:48:07.${String(ms)} 7 INFO nova.compute.claims [None req-1 - - - - -] [instance: edf48ad9-2bef-4f9b-a8e9-9687a0f5e307] Claim successful on node ${host}`;

async function check(
  files: Readonly<Record<string, string>>,
  hosts: Readonly<Record<string, readonly string[]>>,
  codes: readonly string[] = [],
): Promise<void> {
  const found = await analyzeBundle(bundleOf(files), knowledgeFor());
  expect(Object.fromEntries(found.hosts.map(({ name, aliases }) => [name, aliases]))).toEqual(hosts);
  expect(found.diagnostics.map(({ code }) => code).filter((code) => code.startsWith('host-'))).toEqual(codes);
}

describe('a host has the name that its signs give it', () => {
  test('its own lines before the folder', () =>
    check({ 'monday/var/log/nova/nova-compute.log': CLAIM('cmp-a', 100) }, { 'cmp-a': ['monday'] }));

  test('nova.conf before its hostname', () =>
    check(
      {
        'x/var/log/nova/nova-compute.log': CLAIM('cmp-a', 100),
        'x/etc/nova/nova.conf': '[DEFAULT]\nhost = compute-7\n',
        'x/etc/hostname': 'cmp-a\n',
      },
      { 'compute-7': ['cmp-a', 'x'] },
    ));

  test('the short and the full name of one host, in two bundles', () =>
    check(
      {
        'one/var/log/nova/nova-compute.log': CLAIM('cmp-a', 100),
        'other/var/log/nova/nova-compute.log': CLAIM('cmp-a.example.org', 200),
      },
      { 'cmp-a.example.org': ['cmp-a', 'one', 'other'] },
    ));

  test('but not a short name of two hosts', () =>
    check(
      {
        'one/nova-compute.log': CLAIM('cmp-a', 100),
        'two/nova-compute.log': CLAIM('cmp-a.east', 200),
        'three/nova-compute.log': CLAIM('cmp-a.west', 300),
      },
      { 'cmp-a': ['one'], 'cmp-a.east': ['two'], 'cmp-a.west': ['three'] },
    ));

  test('the lines of its syslog', () =>
    check(
      { 'x/var/log/syslog': `2026-11-24T01:48:07.100+00:00 cmp-a nova-compute[7]: ${CLAIM('cmp-a', 100)}` },
      { 'cmp-a': ['x'] },
    ));

  test('nothing when the machine says localhost', () =>
    check(
      { 'x/var/log/nova/nova-compute.log': CLAIM('cmp-a', 100), 'x/etc/hostname': 'localhost\n' },
      { 'cmp-a': ['x'] },
    ));
});

test('a file that many hosts write is taken apart by the hosts that its lines name', async () => {
  const line = (host: string, ms: number) =>
    `2026-11-24T01:48:07.${String(ms)}+00:00 ${host} nova-compute[7]: ${CLAIM(host, ms)}`;
  const found = await analyzeBundle(
    bundleOf({ 'log-1/var/log/syslog': `${line('cmp-a', 100)}\n${line('cmp-b', 200)}\n` }),
    knowledgeFor(),
  );
  expect(found.hosts.map(({ name }) => name)).toEqual(expect.arrayContaining(['cmp-a', 'cmp-b']));
});

describe('a folder with a file from each of several hosts', () => {
  const syslog = (host: string, ms: number) =>
    `2026-11-24T01:48:07.${String(ms)}+00:00 ${host} nova-compute[7]: ${CLAIM(host, ms)}\n`;
  const guest = (host: string) =>
    `2026-11-24 01:48:08.100+0000: starting up libvirt version: 9.0.0, qemu version: 7.2.0, kernel: 6.1.0, hostname: ${host}\n`;

  test('is taken apart by the hosts that the lines of each file name', () =>
    check(
      { 'x/journal-1.txt': syslog('cmp-a', 100), 'x/journal-2.txt': syslog('cmp-b', 200) },
      { 'cmp-a': [], 'cmp-b': [] },
    ));

  test('by what services call the host they run on', () =>
    check(
      {
        'x/one.log': CLAIM('cmp-a', 100),
        'x/other.log': CLAIM('cmp-b', 200),
        'x/three.log': CLAIM('cmp-b', 300),
      },
      { 'cmp-a': [], 'cmp-b': [] },
    ));

  test('but not when its files call one host by a short and a full name', () =>
    check(
      { 'x/journal-1.txt': syslog('cmp-a', 100), 'x/journal-2.txt': syslog('cmp-a.example.org', 200) },
      { 'cmp-a': ['cmp-a.example.org', 'x'] },
    ));

  test('nor when they are of different kinds, which are one host’s', () =>
    check(
      { 'x/nova-compute.log': CLAIM('compute-7', 100), 'x/var/log/libvirt/qemu/web.log': guest('cmp-a') },
      { 'compute-7': ['cmp-a', 'x'] },
      ['host-names-disagree'],
    ));
});

describe('names that cannot be one host are told', () => {
  test('a hostname file of another machine', () =>
    check(
      { 'x/var/log/nova/nova-compute.log': CLAIM('cmp-a', 100), 'x/etc/hostname': 'laptop\n' },
      { 'cmp-a': ['laptop', 'x'] },
      ['host-names-disagree'],
    ));

  test('but not a name that nova.conf gives', () =>
    check(
      {
        'x/var/log/nova/nova-compute.log': CLAIM('compute-7', 100),
        'x/etc/hostname': 'cmp-a\n',
        'x/etc/nova/nova.conf': '[DEFAULT]\nhost=compute-7\n',
      },
      { 'compute-7': ['cmp-a', 'x'] },
    ));
});
