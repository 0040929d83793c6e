import { describe, expect, test } from 'vitest';
import { analyze, analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Analysis, LogCoverage } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { renderText } from '../../src/report/render-text.ts';
import { scenarioFolders } from '../scenarios/truth.ts';
import { ahead, type Texts, textsOf } from './rewritten-logs.ts';

const BLOCKED = textsOf('fixtures/migration-port-blocked');
const COMPUTE = 'cmp-b/var/log/nova/nova-compute.log';
const QEMU = 'cmp-b/var/log/libvirt/qemu/instance-0000000b.log';

function analysisOf(texts: Texts): Promise<Analysis> {
  return analyzeBundle(bundleOf(texts), knowledgeFor());
}

function without(texts: Texts, wanted: (path: string) => boolean): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([path]) => !wanted(path)));
}

function renamed(texts: Texts, from: string, to: string): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [path === from ? to : path, text]));
}

function padded(text: string, bytes: number): string {
  const line = '2026-11-24 01:48:39.500 421 DEBUG nova.x [-] waiting\n';
  const short = bytes - Buffer.byteLength(text);
  const lines = line.repeat(Math.floor(short / line.length) - 1);
  return `${text}${lines}${line.slice(0, -1)}${' '.repeat(short - lines.length - line.length)}\n`;
}

describe('coverage', () => {
  function check(
    name: string,
    texts: Texts,
    kind: LogCoverage['kind'],
    expected: { readonly state: LogCoverage['state']; readonly ask?: RegExp },
  ): void {
    test(name, async () => {
      const analysis = await analysisOf(texts);
      const logs = analysis.coverage.hosts.find(({ host }) => host === 'cmp-b')?.logs ?? [];
      const log = logs.find((one) => one.kind === kind);
      expect(log?.state).toBe(expected.state);
      expect(log?.ask ?? '').toMatch(expected.ask ?? /^$/);
      // What is asked for stands in the report that people read.
      const report = renderText(presentAnalysis(analysis), { columns: 400, color: 0 });
      expect(report).toContain(log?.ask ?? '');
    });
  }

  check('of everything asks for nothing', BLOCKED, 'nova-compute', { state: 'present' });
  check(
    'of a guest whose log is not there',
    without(BLOCKED, (path) => path === QEMU),
    'qemu-instance',
    {
      state: 'missing',
      ask: /^\/var\/log\/libvirt\/qemu\/instance-0000000b\.log of cmp-b$/,
    },
  );
  check(
    'of a host that was not given',
    without(BLOCKED, (path) => path.startsWith('cmp-b/')),
    'nova-compute',
    {
      state: 'missing',
      ask: /nova-compute\.log of cmp-b; all that is needed of it: sos report --batch --all-logs -o openstack_nova,libvirt$/,
    },
  );
  check(
    'of INFO lines alone',
    {
      ...BLOCKED,
      [COMPUTE]: (BLOCKED[COMPUTE] ?? '')
        .split('\n')
        .filter((line) => !line.includes(' DEBUG '))
        .join('\n'),
    },
    'nova-compute',
    { state: 'INFO-only', ask: /debug = True/ },
  );
  check(
    'of the next day',
    {
      ...BLOCKED,
      [COMPUTE]: ahead(BLOCKED[COMPUTE] ?? '', 86_400_000).replaceAll(/req-[0-9a-f-]+|edf48ad9/g, 'x'),
    },
    'nova-compute',
    {
      state: 'other-time',
      ask: /nova-compute\.log\.1 and older .* of cmp-b, for 2026-11-24T01:48:36\.016Z to /,
    },
  );
  check(
    'of the day before',
    {
      ...BLOCKED,
      [COMPUTE]: ahead(BLOCKED[COMPUTE] ?? '', -86_400_000).replaceAll(/req-[0-9a-f-]+|edf48ad9/g, 'x'),
    },
    'nova-compute',
    { state: 'other-time', ask: /nova-compute\.log of cmp-b as it is now, for / },
  );
  check(
    'of a log that sos cut',
    renamed(BLOCKED, COMPUTE, 'cmp-b/sos_strings/openstack_nova/var.log.nova.nova-compute.log.tailed'),
    'nova-compute',
    { state: 'truncated', ask: /^the whole of \/var\/log\/nova\/nova-compute\.log of cmp-b: sos report / },
  );
  check(
    "of a guest's log that sos cut",
    renamed(BLOCKED, QEMU, 'cmp-b/sos_strings/libvirt/var.log.libvirt.qemu.instance-0000000b.log.tailed'),
    'qemu-instance',
    { state: 'truncated', ask: /^the whole of \/var\/log\/libvirt\/qemu\/instance-0000000b\.log of cmp-b/ },
  );
  check(
    'of a log that was cut to whole MiB',
    { ...BLOCKED, [COMPUTE]: padded(BLOCKED[COMPUTE] ?? '', 1024 * 1024) },
    'nova-compute',
    { state: 'truncated', ask: /^the whole of nova-compute\.log of cmp-b/ },
  );
});

describe('coverage of the controllers', () => {
  function checkControllers(name: string, texts: Texts, isAsked: boolean): void {
    test(name, async () => {
      const analysis = await analysisOf(texts);
      const { askControllers } = analysis.coverage;
      expect(askControllers ?? '').toMatch(isAsked ? /nova-conductor\.log .* of the controllers/ : /^$/);
      const report = renderText(presentAnalysis(analysis), { columns: 400, color: 0 });
      expect(report.includes('nova-conductor.log and')).toBe(isAsked);
    });
  }

  const computes = (texts: Texts) => without(texts, (path) => path.startsWith('ctl/'));
  const hung = computes(textsOf('fixtures/destination-nova-compute-hung'));
  const API = 'ctl/var/log/nova/nova-api.log';
  checkControllers('asks for their logs where only they can tell', hung, true);
  checkControllers(
    'asks for nothing where a log of theirs is there',
    { ...hung, [API]: '2026-11-24 02:00:00.000 7 INFO nova.api.x [-] up\n' },
    false,
  );
  checkControllers('asks for nothing where the cause is sure without them', computes(BLOCKED), false);
  checkControllers(
    'asks for nothing where all went well',
    computes(textsOf('fixtures/healthy/block-migration')),
    false,
  );
});

/** As `sos clean` writes them: sos/cleaner/mappings gives host0, obfuscateddomain0.com, 100.0.0.1/24 and 53:4f:53. */
function cleaned(texts: Texts): Texts {
  const swap = (text: string) =>
    text
      .replaceAll(/cmp-a|cmp-b|\bctl\b/g, (host) => `host${String(['cmp-a', 'cmp-b', 'ctl'].indexOf(host))}`)
      .replaceAll(/\b10\.77\.0\.(\d+)\b/g, '100.0.0.$1')
      .replaceAll(/\bfa:16:3e:/g, '53:4f:53:');
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [swap(path), swap(text)]));
}

test('bundles that sos cleaned tell the same story under other names', async () => {
  const back = (analysis: Analysis): string =>
    JSON.stringify(
      [analysis.migrations.map(({ copy: _, ...one }) => one), analysis.findings.map(({ ruleId }) => ruleId)],
      (key, value: unknown) => (key === 'fingerprint' ? undefined : value),
    )
      .replaceAll(/host([012])/g, (_, index) => ['cmp-a', 'cmp-b', 'ctl'][Number(index)] ?? '')
      .replaceAll('100.0.0.', '10.77.0.')
      .replaceAll('53:4f:53:', 'fa:16:3e:');
  expect(back(await analysisOf(cleaned(BLOCKED)))).toBe(back(await analysisOf(BLOCKED)));
});

test('captured logs of healthy migrations lack nothing', async () => {
  for (const folder of scenarioFolders('fixtures/healthy')) {
    const { coverage } = await analyze([folder]);
    const states = coverage.hosts.flatMap(({ logs }) => logs.map(({ state }) => state));
    expect(states.filter((state) => state !== 'present' && state !== 'INFO-only')).toEqual([]);
  }
});
