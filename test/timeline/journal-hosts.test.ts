import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

/** A host's journal with a line of a service of ours, and one of a program that is none. */
type Journal = (host: string, program: string, unit: string, message: string) => string;

const inJson: Journal = (host, program, unit, message) =>
  `{"_HOSTNAME":"${host}","SYSLOG_IDENTIFIER":"sshd","_PID":"1","__REALTIME_TIMESTAMP":"1795484909350000","MESSAGE":"hello"}\n` +
  `${JSON.stringify({ _HOSTNAME: host, SYSLOG_IDENTIFIER: program, _SYSTEMD_UNIT: unit, _PID: '7', __REALTIME_TIMESTAMP: microsOf(message), MESSAGE: message })}\n`;

const exported: Journal = (host, program, unit, message) =>
  `__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795484909350000\n_HOSTNAME=${host}\nSYSLOG_IDENTIFIER=sshd\n_PID=1\nMESSAGE=hello\n\n` +
  `__CURSOR=s=2\n__REALTIME_TIMESTAMP=${microsOf(message)}\n_HOSTNAME=${host}\nSYSLOG_IDENTIFIER=${program}\n_SYSTEMD_UNIT=${unit}\n_PID=7\nMESSAGE=${message}\n\n`;

const asText: Journal = (host, program, _unit, message) =>
  `Nov 24 01:48:29 ${host} sshd[1]: hello\nNov 24 01:48:30 ${host} ${program}[7]: ${message}\n`;

function microsOf(message: string): string {
  return String(Date.parse(`${message.slice(0, 19).replace(' ', 'T')}Z`) * 1_000);
}

/** What is told of a host that has nothing but its journal: its roles, and which logs it lacks. */
function check(
  name: string,
  journal: Journal,
  [program, unit, message]: readonly [string, string, string],
  expected: { readonly roles: readonly string[]; readonly missing?: readonly string[] },
): void {
  test(name, async () => {
    const text = journal('cmp-a', program, unit, message);
    const { hosts, coverage } = await analyzeBundle(bundleOf({ 'cmp-a/journal.log': text }), knowledgeFor());
    expect(hosts.map(({ name, roles }) => ({ name, roles }))).toEqual([
      { name: 'cmp-a', roles: expected.roles },
    ]);
    const logs = coverage.hosts.find(({ host }) => host === 'cmp-a')?.logs ?? [];
    expect(logs.filter(({ state }) => state === 'missing').map(({ kind }) => kind)).toEqual(
      expected.missing ?? [],
    );
  });
}

const CONTEXT = '[None req-11111111-2222-4333-8444-555555555555 a b - - default default]';
const INSTANCE = '[instance: 25e07825-2ee1-4a72-92c5-8c5c65693474]';
const MONITOR = `2026-11-24 01:48:30.125 7 INFO nova.virt.libvirt.driver ${CONTEXT} ${INSTANCE} Migration running for 0 secs, memory 100% remaining (bytes processed=0, remaining=0, total=0); disk 100% remaining (bytes processed=0, remaining=0, total=0).`;
const REQUEST = `2026-11-24 01:48:30.125 7 DEBUG nova.compute.api ${CONTEXT} ${INSTANCE} Going to try to live migrate instance to cmp-b`;

describe('a host that has its journal alone', () => {
  const onCompute = { roles: ['compute'], missing: ['qemu-instance', 'libvirtd'] };
  const compute = ['nova-compute', 'openstack-nova-compute.service', MONITOR] as const;
  check('is a compute host where nova-compute speaks', inJson, compute, onCompute);
  check('is one in an export', exported, compute, onCompute);
  check('is one in plain text', asText, compute, onCompute);
  check(
    'is one where a container’s runtime speaks for it',
    inJson,
    ['conmon', 'tripleo_nova_compute.service', MONITOR],
    onCompute,
  );
  check('is a controller where the API speaks', inJson, ['nova-api', 'nova-api.service', REQUEST], {
    roles: ['controller'],
  });
  check(
    'is one where a web server speaks for the API',
    exported,
    ['uwsgi', 'devstack@n-api.service', REQUEST],
    { roles: ['controller'] },
  );
});
