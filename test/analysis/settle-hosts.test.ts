import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';

const INSTANCE = 'edf48ad9-2bef-4f9b-a8e9-9687a0f5e307';
const nova = (time: string, said: string): string =>
  `2026-11-24 ${time} 7 INFO nova.compute.manager [None req-1 - - - - -] [instance: ${INSTANCE}] ${said}\n`;
const paused = (time: string): string => nova(time, 'VM Paused (Lifecycle Event)');
const claim = (time: string, host: string): string =>
  `2026-11-24 ${time} 7 INFO nova.compute.claims [None req-1 - - - - -] [instance: ${INSTANCE}] Claim successful on node ${host}\n`;
const libvirtd = (time: string): string =>
  `2026-11-24 ${time}+0000: 812: error : virNetSocketReadWire:1791 : End of file while reading data: Input/output error\n`;

/** The files of each host in a folder, which is called `one`. */
function check(
  name: string,
  files: Readonly<Record<string, string>>,
  hosts: Readonly<Record<string, readonly string[]>>,
): void {
  test(name, async () => {
    const bundle = bundleOf(
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`one/${file}`, text])),
    );
    const { coverage, hosts: named } = await analyzeBundle(bundle, knowledgeFor());
    const found = coverage.hosts.map(({ host, logs }) => [
      host,
      logs.flatMap((log) => log.files.map((file) => file.replace('one/', ''))).sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(hosts);
    expect(named.map((one) => one.name).filter((one) => !(one in hosts))).toEqual([]);
  });
}

describe('a word behind the service tells of the file', () => {
  for (const file of [
    'libvirtd-debug1.log',
    'libvirtd-rhel8.log',
    'libvirtd-d41d8cd9.log',
    'libvirtd.log.before2',
    'nova-api-wsgi1.log',
    'nova-compute-run2.log',
    'nova-compute-tail1000.log',
    'nova-compute-day1.log',
    'nova-compute-error1.log',
    'nova-compute-attempt2.log',
  ]) {
    const text = file.startsWith('libvirtd') ? libvirtd('01:48:09.000') : paused('01:48:09.000');
    check(
      `${file} beside a log of the host`,
      { 'nova-compute.log': claim('01:48:07.000', 'cmp-a'), [file]: text },
      { 'cmp-a': [file, 'nova-compute.log'].sort() },
    );
    check(`${file} alone`, { [file]: text }, { one: [file] });
  }

  check(
    'in all logs of a host',
    {
      'nova-compute-run2.log': claim('01:48:07.000', 'cmp-a'),
      'libvirtd-run2.log': libvirtd('01:48:09.000'),
    },
    { 'cmp-a': ['libvirtd-run2.log', 'nova-compute-run2.log'] },
  );
  check(
    'and in those of its days, one behind the other',
    {
      'nova-compute-day1.log': paused('01:48:07.000'),
      'nova-compute-day2.log': paused('02:48:07.000'),
      'libvirtd-day1.log': libvirtd('01:48:09.000'),
      'libvirtd-day2.log': libvirtd('02:48:09.000'),
    },
    { one: ['libvirtd-day1.log', 'libvirtd-day2.log', 'nova-compute-day1.log', 'nova-compute-day2.log'] },
  );
  check(
    'and in those that overlap and call one host the same',
    {
      'nova-compute-tail100.log': claim('01:48:07.000', 'cmp-a') + paused('01:48:20.000'),
      'nova-compute-error1.log': claim('01:48:08.000', 'cmp-a') + paused('01:48:21.000'),
      'libvirtd-tail100.log': libvirtd('01:48:09.000'),
      'libvirtd-error1.log': libvirtd('01:48:10.000'),
    },
    {
      'cmp-a': [
        'libvirtd-error1.log',
        'libvirtd-tail100.log',
        'nova-compute-error1.log',
        'nova-compute-tail100.log',
      ],
    },
  );
});

describe('a word behind the service names a host', () => {
  check(
    'that a line names, and so do its other numbers',
    {
      'nova-compute-cmp1.log': paused('01:48:07.000'),
      'nova-compute.log.cmp2': claim('02:48:07.000', 'cmp2.example.org'),
      'libvirtd-cmp1.log': libvirtd('01:48:07.000'),
    },
    {
      cmp1: ['libvirtd-cmp1.log', 'nova-compute-cmp1.log'],
      'cmp2.example.org': ['nova-compute.log.cmp2'],
    },
  );
  check(
    'that a line of another file names',
    {
      'nova-compute.log': nova(
        '01:48:07.000',
        'During the sync_power process the instance has moved from host cmp-a to host gpu3',
      ),
      'libvirtd-gpu3.log': libvirtd('01:48:07.000'),
    },
    { gpu3: ['libvirtd-gpu3.log'], one: ['nova-compute.log'] },
  );
  check(
    'that has its configuration under the same name',
    {
      'nova-compute.log': paused('01:48:07.000'),
      'nova-compute-gpu3.log': paused('01:48:07.000'),
      'gpu3.nova.conf': '[DEFAULT]\n',
    },
    { gpu3: ['nova-compute-gpu3.log'], one: ['nova-compute.log'] },
  );
  check(
    'where logs of several kinds were written side by side',
    {
      'nova-compute-cmp1.log': paused('01:48:07.000') + paused('01:48:20.000'),
      'nova-compute-gpu3.log': paused('01:48:08.000') + paused('01:48:21.000'),
      'libvirtd-cmp1.log': libvirtd('01:48:07.000'),
      'libvirtd-gpu3.log': libvirtd('01:48:08.000'),
    },
    {
      cmp1: ['libvirtd-cmp1.log', 'nova-compute-cmp1.log'],
      gpu3: ['libvirtd-gpu3.log', 'nova-compute-gpu3.log'],
    },
  );
  check(
    'where files of one kind call their hosts differently',
    {
      'nova-compute-node1.log': claim('01:48:07.000', 'compute-a'),
      'nova-compute-node2.log': claim('02:48:07.000', 'compute-b'),
      'libvirtd-node1.log': libvirtd('01:48:07.000'),
      'libvirtd-node2.log': libvirtd('02:48:07.000'),
    },
    {
      'compute-a': ['libvirtd-node1.log', 'nova-compute-node1.log'],
      'compute-b': ['libvirtd-node2.log', 'nova-compute-node2.log'],
    },
  );
  check(
    'where all files of the folder have one and some are known, if logs of several kinds have it',
    {
      'nova-compute-cmp1.log': claim('01:48:07.000', 'cmp1'),
      'nova-compute-cmp2.log': paused('01:48:07.000'),
      'nova-api-wsgi-ctl0.log': paused('01:48:07.000'),
      'nova-conductor-ctl0.log': paused('01:48:07.000'),
      'libvirtd-debug1.log': libvirtd('01:48:07.000'),
    },
    {
      cmp1: ['nova-compute-cmp1.log'],
      cmp2: ['nova-compute-cmp2.log'],
      ctl0: ['nova-api-wsgi-ctl0.log', 'nova-conductor-ctl0.log'],
      one: ['libvirtd-debug1.log'],
    },
  );
});
