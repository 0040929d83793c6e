import { describe, expect, test } from 'vitest';
import { kindOfContent, looksLikeJournal } from '../../src/bundle/content-kind.ts';
import { domainOf, kindOfPath, LOG_NAMES } from '../../src/bundle/file-kind.ts';
import type { LogKind } from '../../src/model/index.ts';

describe('kindOfPath', () => {
  test.each(LOG_NAMES.flatMap(({ kind, samples }) => samples.map((sample) => [sample, kind] as const)))(
    '%s is a log of %s',
    (path, kind) => expect(kindOfPath(path)).toBe(kind),
  );

  test.each([
    'cmp-a/var/log/messages.txt',
    'cmp-a/var/log/swtpm/libvirt/qemu/instance-0000002a-swtpm.log',
    'sos_commands/openstack_nova/instance-edf48ad9-2bef-4f9b-a8e9-9687a0f5e307.log',
    'var/log/nova/nova-manage.log',
    'etc/logrotate.d/openstack-nova',
  ])('%s is none', (path) => expect(kindOfPath(path)).toBeUndefined());
});

describe('domainOf', () => {
  test.each([
    ['var/log/libvirt/qemu/instance-0000002a.log.1', 'instance-0000002a'],
    ['var/log/libvirt/qemu/web-1.log', 'web-1'],
    ['var/log/libvirt/qemu/db-20241124.log-20241125.gz', 'db-20241124'],
    ['instance-00000001_log.txt.gz', 'instance-00000001'],
  ])('%s is the log of %s', (path, domain) => expect(domainOf(path)).toBe(domain));
});

describe('kindOfContent', () => {
  const OSLO = '2026-11-24 01:48:07.529 7 INFO nova.compute.manager [-] Took 1.00 seconds';
  const check = (name: string, text: string, kind: LogKind | undefined) => {
    test(name, () => expect(kindOfContent(`${text}\n`)).toBe(kind));
  };

  check('a plain log', OSLO, 'nova-compute');
  check(
    "docker's json-file",
    `{"log":"${OSLO}\\n","stream":"stderr","time":"2026-11-24T01:48:07.5Z"}`,
    'nova-compute',
  );
  check('the log of a pod', `2026-11-24T01:48:07.529946123Z stderr F ${OSLO}`, 'nova-compute');
  check('podman logs -t', `2026-11-24T01:48:07.529946123Z ${OSLO}`, 'nova-compute');
  check('docker-compose logs', `nova_compute_1  | ${OSLO}`, 'nova-compute');
  check('in colours', `\u001b[32m${OSLO}\u001b[0m`, 'nova-compute');
  check('journalctl of one unit', `Nov 24 01:48:07 cmp-a nova-compute[7]: ${OSLO}`, 'nova-compute');
  check(
    'journalctl -o short-iso',
    `2026-11-24T01:48:07+0000 cmp-a nova-compute[7]: INFO nova.x`,
    'nova-compute',
  );
  check(
    'a journal of several services',
    'Nov 24 01:48:07 cmp-a nova-compute[7]: x\nNov 24 01:48:08 cmp-a libvirtd[9]: internal error',
    'system',
  );
  check(
    'a journal of one and others',
    'Nov 24 01:48:07 a sshd[1]: x\nNov 24 01:48:08 a libvirtd[9]: y',
    'system',
  );
  check(
    'journalctl -o export',
    '__CURSOR=s=1\n_HOSTNAME=a\nSYSLOG_IDENTIFIER=nova-compute\nMESSAGE=x',
    'nova-compute',
  );
  check('journalctl -o json', '{"SYSLOG_IDENTIFIER":"nova-api","MESSAGE":"x"}', 'nova-api');
  check("another program's log", 'Nov 24 01:48:07 cmp-a crond[7]: run', undefined);
  check('prose', 'The migration failed at 01:48.\nPlease help.', undefined);

  test('a journal without our services is known as one', () => {
    expect(looksLikeJournal('Nov 24 01:48:07 cmp-a kernel: Linux\n')).toBe(true);
    expect(looksLikeJournal('Archived and active journals take up 8.0M in the file system.\n')).toBe(false);
  });
});
