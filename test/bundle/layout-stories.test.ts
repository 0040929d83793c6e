import { describe, expect, test } from 'vitest';
import { analyze, analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { CaseFolder, filesOf, story } from './case-folder.ts';

const FIXTURE = 'fixtures/migration-port-blocked';
const HOSTS = ['cmp-a', 'cmp-b', 'ctl'];
const files = filesOf(FIXTURE);
const cases = new CaseFolder('layouts');

interface Placed {
  readonly host: string;
  readonly number: number;
  /** Path on the host. */
  readonly path: string;
  /** Its last part without `.log`. */
  readonly name: string;
  readonly isLog: boolean;
}

/** Where a layout has a file of a host, and what its lines look like there. */
interface Story {
  readonly put: (file: Placed) => string;
  readonly line?: (line: string, file: Placed) => string;
}

const SCREENS: Readonly<Record<string, string>> = {
  'nova-compute': 'screen-n-cpu.txt',
  'nova-api-wsgi': 'screen-n-api.txt',
  'nova-api': 'screen-n-api-meta.txt',
  'nova-conductor': 'screen-n-super-cond.txt',
  'nova-scheduler': 'screen-n-sch.txt',
  'placement-api': 'screen-placement-api.txt',
  'neutron-api': 'screen-neutron-api.txt',
};

const isService = ({ path }: Placed) => /var\/log\/(?:nova|placement)\//.test(path);

const STORIES: Readonly<Record<string, Story>> = {
  'TripleO, in sosreports': {
    put: ({ host, path }) =>
      `sosreport-${host}-2026-11-24-abcdefg/${path
        .replace('var/log/', 'var/log/containers/')
        .replace('etc/nova/', 'var/lib/config-data/puppet-generated/nova/etc/nova/')}`,
  },
  Kolla: { put: ({ host, path }) => `${host}/${path.replace('var/log/', 'var/log/kolla/')}` },
  "Kolla's volume": {
    put: ({ host, path }) =>
      `${host}/${path.replace('var/log/', 'var/lib/docker/volumes/kolla_logs/_data/')}`,
  },
  'Juju, by the names of units': { put: ({ host, path }) => `${host}/${path}` },
  zuul: {
    put: ({ host, path, name }) =>
      `${host}/logs/${SCREENS[name] ?? path.replace('var/log/', '').replace(/\.(log|conf)$/, '_$1.txt')}`,
  },
  'pods on their node': {
    put: (file) =>
      isService(file)
        ? `${file.host}/var/log/pods/openstack_${file.name}-0_1f2e/${file.name}/0.log`
        : `${file.host}/${file.path}`,
    line: (line, file) => (isService(file) ? `2026-11-24T01:48:07.123456789Z stderr F ${line}` : line),
  },
  "Docker's own logs": {
    put: (file) => {
      const id = Buffer.from(file.name).toString('hex').repeat(8).slice(0, 64);
      return isService(file)
        ? `${file.host}/var/lib/docker/containers/${id}/${id}-json.log`
        : `${file.host}/${file.path}`;
    },
    line: (line, file) =>
      isService(file)
        ? JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2026-11-24T01:48:07.1Z' })
        : line,
  },
};

function laidOut({ put, line = (text) => text }: Story): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [whole, bytes] of Object.entries(files)) {
    const [host = '', ...rest] = whole.split('/');
    const path = rest.join('/');
    const name = (rest.at(-1) ?? '').replace(/\.log$/, '');
    const file = { host, number: HOSTS.indexOf(host), path, name, isLog: path.endsWith('.log') };
    const lines = bytes.toString().replace(/\n$/, '').split('\n');
    all[put(file)] = file.isLog ? `${lines.map((text) => line(text, file)).join('\n')}\n` : bytes.toString();
    const docker = /^(.*\/containers\/[0-9a-f]{64})\//.exec(put(file))?.[1];
    if (docker !== undefined)
      all[`${docker}/config.v2.json`] = JSON.stringify({ Name: `/${name.replaceAll('-', '_')}` });
  }
  return all;
}

describe('one story in every layout', () => {
  test.each(Object.keys(STORIES))('%s', async (name) => {
    const layout = STORIES[name];
    if (layout === undefined) throw new Error(name);
    const found = await analyze([cases.write(laidOut(layout))]);
    expect(story(found)).toEqual(story(await analyze([FIXTURE])));
    expect(found.diagnostics).toEqual([]);
  });
});

describe('hosts that folders call otherwise have the names of their logs', () => {
  async function check(put: Story['put'], hosts: readonly string[]): Promise<void> {
    const found = await analyzeBundle(bundleOf(laidOut({ put })), knowledgeFor());
    const [plain] = (await analyze([FIXTURE])).migrations;
    const [migration] = found.migrations;
    expect(migration).toMatchObject({
      outcome: plain?.outcome,
      source: plain?.source,
      destination: plain?.destination,
      instanceIsOn: plain?.instanceIsOn,
    });
    expect(found.findings.map(({ ruleId }) => ruleId)).toEqual(['migration-port-refused-at-destination']);
    expect(found.hosts.map((host) => [host.name, ...host.aliases].join(' '))).toEqual(hosts);
  }

  test('a crashdump of Juju', () =>
    check(
      ({ number, path }) => `crash/${String(number)}/baremetal/${path}`,
      ['cmp-a machine-0', 'cmp-b machine-1', 'machine-2'],
    ));

  test('pods of a must-gather, and sosreports of its nodes', () =>
    check(
      ({ host, path, name, isLog }) =>
        host === 'ctl' && isLog
          ? `must-gather.local.1/quay-io/namespaces/openstack/pods/${name}-0/${name}/${name}/logs/current.log`
          : `must-gather.local.1/quay-io/sos-reports/_all_nodes/sosreport-${host}/${path}`,
      [
        'cmp-a',
        'cmp-b',
        'ctl',
        'neutron-api-0',
        'nova-api-0',
        'nova-api-wsgi-0',
        'nova-conductor-0',
        'nova-scheduler-0',
        'placement-api-0',
      ],
    ));

  test('containers of OpenStack-Ansible', () =>
    check(
      ({ host, path, name, isLog }) =>
        isLog && path.startsWith('var/log/nova')
          ? `openstack/log/${host === 'ctl' ? `ctl_${name}_container-3ea4b1ab` : `${host}-nova`}/${name}.log`
          : `${host}/${path}`,
      [
        'cmp-a',
        'cmp-b',
        'ctl',
        'ctl_nova-api-wsgi_container-3ea4b1ab',
        'ctl_nova-api_container-3ea4b1ab',
        'ctl_nova-conductor_container-3ea4b1ab',
        'ctl_nova-scheduler_container-3ea4b1ab',
      ],
    ));
});
