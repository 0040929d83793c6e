import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze, analyzeBundle } from '../../src/analyze.ts';
import type { Bundle, LogFile } from '../../src/bundle/bundle.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Analysis, Migration } from '../../src/model/index.ts';
import { readTruth, scenarioFolders, type Truth } from '../scenarios/truth.ts';

/** What a customer may send instead of everything: a part of the logs of a captured scenario. */
const VARIANTS: Readonly<Record<string, (bundle: Bundle) => Promise<Bundle>>> = {
  'the source alone': (bundle) => keep(bundle, (log) => log.source.path.startsWith('cmp-a/')),
  'the destination alone': (bundle) => keep(bundle, (log) => log.source.path.startsWith('cmp-b/')),
  'both compute hosts without controllers': (bundle) =>
    keep(bundle, (log) => log.source.path.startsWith('cmp-')),
  'controllers alone': (bundle) => keep(bundle, (log) => log.source.path.startsWith('ctl/')),
  'the logs of guests alone': (bundle) => keep(bundle, (log) => log.source.kind === 'qemu-instance'),
  'no DEBUG lines': async (bundle) => ({
    ...bundle,
    logs: await Promise.all((await logsOf(bundle)).map(withoutDebug)),
  }),
};

async function keep(bundle: Bundle, wanted: (log: LogFile) => boolean): Promise<Bundle> {
  return { ...bundle, logs: (await logsOf(bundle)).filter(wanted) };
}

async function logsOf({ logs }: Bundle): Promise<LogFile[]> {
  const all: LogFile[] = [];
  for await (const log of logs) all.push(log);
  return all;
}

const HEADER = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \d+ (\w+) /;

async function withoutDebug(log: LogFile): Promise<LogFile> {
  if (!log.source.kind.startsWith('nova-')) return log;
  const chunks: Uint8Array[] = [];
  for await (const chunk of log.read()) chunks.push(Uint8Array.from(chunk));
  let isShown = true;
  const lines = Buffer.concat(chunks)
    .toString('utf8')
    .split('\n')
    .filter((line) => (isShown = (HEADER.exec(line)?.[1] ?? (isShown ? 'INFO' : 'DEBUG')) !== 'DEBUG'));
  const bytes = Buffer.from(lines.join('\n'));
  return { ...log, bytes: bytes.length, read: () => [bytes] };
}

describe('a part of the logs never tells a wrong story', () => {
  for (const folder of scenarioFolders('fixtures')) {
    for (const [name, vary] of Object.entries(VARIANTS)) {
      test(`${folder}: ${name}`, async () => {
        const analysis = await analyzeBundle(await vary(await openBundle([folder])), knowledgeFor());
        checkAgainst(readTruth(folder), analysis);
      });
    }
  }
});

function checkAgainst(truth: Truth, analysis: Analysis): void {
  for (const found of analysis.migrations) {
    const instance = truth.instances.find(
      (one) => one.uuid === found.instance || found.instance === one.libvirt_domain,
    );
    expect(instance, `an instance of this scenario: ${found.instance}`).toBeDefined();
    if (instance === undefined || found.failedPhase === 'request') continue;
    const real = instance.migrations.filter((one) => covers(one, found));
    expect(real.length, `a migration at ${found.startedAt}`).toBeGreaterThan(0);
    const routes = real.map((one) => `${one.source_compute} ${String(one.dest_compute)}`);
    if (found.source !== undefined)
      expect(routes.some((route) => route.startsWith(found.source ?? ''))).toBe(true);
    const isDead = instance.final_server.status === 'ERROR';
    const completed = real.some((one) => one.status === 'completed') && !isDead;
    if (found.outcome === 'completed') expect(completed).toBe(true);
    if (found.outcome === 'failed' || found.outcome === 'cancelled') expect(completed).toBe(false);
    checkPlace(found, real, isDead);
    const errors = analysis.findings.filter((one) => one.migration === found.id && one.severity === 'error');
    if (found.outcome === 'completed') expect(errors).toEqual([]);
  }
}

function checkPlace(
  found: Migration,
  real: readonly Truth['instances'][number]['migrations'][number][],
  isDead: boolean,
) {
  const right = real.map((one) => (one.status === 'completed' ? one.dest_compute : one.source_compute));
  const allowed = isDead ? ['nowhere', 'unknown'] : ['unknown', ...right];
  expect(allowed).toContain(found.instanceIsOn ?? 'unknown');
}

/** The migration of the API's record in whose time the found one lies. */
function covers(real: Truth['instances'][number]['migrations'][number], found: Migration): boolean {
  const utc = (time: string) => Date.parse(time.endsWith('Z') ? time : `${time}Z`);
  const started = Date.parse(found.startedAt);
  return started >= utc(real.created_at) - 1_500 && started <= utc(real.updated_at) + 5_000;
}

/** Two hosts of the Kilo years, one guest there and back; read where it is at hand. */
const KILO = '../shared/corpus/001-juno-rdo-packstack-success-two-hosts-full';

if (existsSync(KILO)) describeKilo();

function describeKilo(): void {
  describe('the Kilo bundle', () => {
    test('gives two completed migrations with swapped roles', async () => {
      const analysis = await analyze([KILO]);
      const migrations = analysis.migrations.filter((one) => one.outcome === 'completed');
      const host = (name: string | undefined) => name?.split('.')[0];
      expect(
        migrations.map((one) => [
          one.instance,
          host(one.source),
          host(one.destination),
          one.outcome,
          host(one.instanceIsOn),
        ]),
      ).toEqual([
        ['a18a5824-4215-4e24-bcfc-cb9f89f6bcbd', 'hp-ms-01-c30', 'hp-ms-01-c29', 'completed', 'hp-ms-01-c29'],
        ['a18a5824-4215-4e24-bcfc-cb9f89f6bcbd', 'hp-ms-01-c29', 'hp-ms-01-c30', 'completed', 'hp-ms-01-c30'],
      ]);
      expect(migrations.map((one) => one.requestId?.slice(0, 12))).toEqual(['req-5f2adc28', 'req-4b3cdd21']);
      const ids = new Set(migrations.map((one) => one.id));
      const about = analysis.findings.filter(
        (one) => ids.has(one.migration ?? '') && one.severity === 'error',
      );
      expect(about).toEqual([]);
    });
  });
}
