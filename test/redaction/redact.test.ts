import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { FORMATS } from '../../src/cli/formats.ts';
import type { Pieces } from '../../src/cli/write.ts';
import { shownOf } from '../../src/cli/redaction.ts';
import { compareMigrations } from '../../src/comparison/compare-migrations.ts';
import { judge } from '../../src/gate/judge.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import type { Analysis } from '../../src/model/index.ts';
import { presentJudgement } from '../../src/present/check-view.ts';
import { presentComparison } from '../../src/present/comparison-view.ts';
import { presentStatistics } from '../../src/present/stats-view.ts';
import { Redactor } from '../../src/redaction/redactor.ts';
import { countAnalysis } from '../../src/statistics/count-analysis.ts';
import { deadGuest, portBlocked } from '../present/example-analysis.ts';
import { rewrite, type Texts, textsOf } from '../timeline/rewritten-logs.ts';

const BLOCKED = textsOf('fixtures/migration-port-blocked');
const UUID = 'edf48ad9-2bef-4f9b-a8e9-9687a0f5e307';

const SINGLE = /(?=.)/;
const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'.split(SINGLE)),
    minLength: length,
    maxLength: length,
  });
const word = fc.string({
  unit: fc.constantFrom(...'bdfghjklmpqrtvwxyz'.split(SINGLE)),
  minLength: 5,
  maxLength: 9,
});
const uuid = fc.tuple(digits(8), digits(4), digits(4), digits(4), digits(12)).map((parts) => parts.join('-'));
const octet = fc.integer({ min: 1, max: 250 });

/** Everything that tells whose cloud it is, each a text that nothing else in the logs holds. */
const secrets = fc.record({
  source: word.map((name) => `hv-${name}-01`),
  destination: word.map((name) => `hv-${name}-02`),
  controller: word.map((name) => `${name}7ctl`),
  dns: word.map((name) => `${name}.corp`),
  instance: uuid,
  domain: digits(6).map((name) => `instance-fa${name}`),
  project: digits(32),
  user: digits(32),
  guest: word.map((name) => `${name}-web-3`),
  person: word.map((name) => `${name}.q`),
  password: word.map((name) => `${name}9Xy`),
  ipv4: fc.tuple(octet, octet, octet).map((rest) => `10.${rest.join('.')}`),
  ipv6: fc.tuple(digits(4), digits(4)).map(([one, other]) => `fd00:1${one.slice(1)}::a${other.slice(1)}`),
  mac: fc.tuple(digits(2), digits(2), digits(2)).map((rest) => `fa:16:3e:${rest.join(':')}`),
  tenantFolder: word.map((name) => `${name}-tenant`),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never;

/** Places in which a secret may stand: quotes, addresses, commands, JSON, longer words, capitals. */
function oddWords(one: Secrets): string {
  return [
    `"${one.ipv4}"`,
    `tcp:${one.ipv4}:49152,server`,
    `[${one.ipv6}]:16509`,
    one.ipv6.toUpperCase(),
    one.mac.toUpperCase(),
    one.mac.replaceAll(':', '-'),
    `tap_${one.mac}_x`,
    `{"host": "${one.source}", "project_id": "${one.project}", "display_name": "${one.guest}"}`,
    `amqp://${one.guest}:${one.password}@${one.controller}.${one.dns}:5672/nova`,
    `ssh -l root ${one.destination}.${one.dns} ls /srv/${one.tenantFolder}/${one.instance}`,
    `/home/${one.person}/.ssh/id`,
    `${one.person}@${one.dns}`,
    `qemu+tcp://${one.destination.toUpperCase()}/system`,
    `volume-${one.instance}_disk`,
    one.instance.replaceAll('-', ''),
    one.instance.toUpperCase(),
    `domain-3-${one.domain}.monitor`,
    `x${one.source}y`,
    `auth=${one.user} password='${one.password}'`,
    `Instance(display_name='${one.guest}',host='${one.source}')`,
    `${one.guest}:/exports/${one.tenantFolder}`,
  ].join(' ');
}

function secretBundle(one: Secrets): Texts {
  const swap = (text: string) =>
    text
      .replaceAll('cmp-a', one.source)
      .replaceAll('cmp-b', one.destination)
      .replaceAll(/\bctl\b/g, one.controller)
      .replaceAll(UUID, one.instance)
      .replaceAll('instance-0000000b', one.domain)
      .replaceAll('35304df2d12a40ba8a7eff0f01839c05', one.project)
      .replaceAll('a243fbbff88c4b038fa533d8a3e0910c', one.user);
  const odd = rewrite(BLOCKED, undefined, (text) =>
    text.replaceAll('Connection refused', `Connection refused ${oddWords(one)}`),
  );
  return Object.fromEntries(Object.entries(odd).map(([path, text]) => [swap(path), swap(text)]));
}

/** Whatever a run could give out. */
async function outputsOf(analysis: Analysis): Promise<Readonly<Record<string, string>>> {
  const judgement = judge(analysis, { failOn: 'info' });
  const [first] = analysis.migrations;
  const input = {
    analysis,
    columns: 100,
    color: 0 as const,
    madeAt: undefined,
    failOn: 'error' as const,
    packs: [],
    isDone: true,
    readLines: async () => new Map(),
  };
  const reports = await Promise.all(
    FORMATS.flatMap(({ name, load }) =>
      (name === 'csv' ? (['migrations', 'events', 'findings'] as const) : (['migrations'] as const)).map(
        async (csvOf) => [`${name} ${csvOf}`, wholeOf(await (await load())({ ...input, csvOf }))] as const,
      ),
    ),
  );
  return {
    ...Object.fromEntries(reports),
    stats: JSON.stringify(presentStatistics(countAnalysis(analysis))),
    check: JSON.stringify(presentJudgement(judgement, analysis)),
    diff:
      first === undefined
        ? ''
        : JSON.stringify(presentComparison(compareMigrations(analysis, first, first), analysis)),
  };
}

function wholeOf(text: Pieces): string {
  return typeof text === 'string' ? text : [...text].join('');
}

/** Where a text holds a secret, nothing if it does not. */
function near(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return at < 0 ? '' : text.slice(Math.max(0, at - 120), at + secret.length + 60);
}

describe('a redacted report', () => {
  test('holds no secret in any format, and tells the same', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (one) => {
        const whole = await analyzeBundle(bundleOf(secretBundle(one)), knowledgeFor());
        expect(JSON.stringify(whole)).toContain(one.password);
        const { analysis, redact } = await shownOf(whole, true);
        const told = (from: Analysis) => [
          from.migrations.map(({ outcome, failedPhase, startedAt, phases, events }) => [
            outcome,
            failedPhase,
            startedAt,
            phases.map(({ phase }) => phase),
            events.map(({ at, kind, line }) => [at, kind, line]),
          ]),
          from.findings.map(({ ruleId, role, severity }) => [ruleId, role, severity]),
          from.diagnostics.map(({ code }) => code),
        ];
        expect(told(analysis)).toEqual(told(whole));
        expect(redact(judge(whole, { failOn: 'error' })).failing).toEqual(
          judge(analysis, { failOn: 'error' }).failing,
        );
        const outputs = await outputsOf(analysis);
        for (const [format, text] of Object.entries(outputs)) {
          const lower = text.toLowerCase();
          for (const [name, secret] of Object.entries({ ...one, bare: one.instance.replaceAll('-', '') }))
            expect(near(lower, secret.toLowerCase()), `${name} ${secret} in ${format}`).toBe('');
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  test('has pseudonyms that tell secrets apart, the same in every run', async () => {
    const whole = await analyzeBundle(bundleOf(BLOCKED), knowledgeFor());
    const once = (await shownOf(whole, true)).analysis;
    expect((await shownOf(whole, true)).analysis).toEqual(once);
    const ids = (from: Analysis) => new Set(JSON.stringify(from).match(/[0-9a-f-]{36}/g)).size;
    expect(ids(once)).toBe(ids(whole));
    expect(once.hosts.map(({ name }) => name)).toEqual(['host-1', 'host-2', 'host-3']);
    expect(once.findings[0]?.cause).toContain('QEMU on host-1 tried to reach host-2 on TCP port 49153');
  });
});

test('where a guest is that runs nowhere stays a word', () => {
  const redactor = new Redactor();
  redactor.learn(deadGuest);
  const places = ({ migrations }: Analysis) => migrations.map(({ instanceIsOn }) => instanceIsOn);
  expect(places(redactor.redact(deadGuest))).toEqual(places(deadGuest));
  expect(places(deadGuest)).toContain('nowhere');
});

describe('a text', () => {
  const redactor = new Redactor();
  redactor.learn(portBlocked);
  function check(text: string, expected: string): void {
    test(text, () => {
      expect(redactor.text(text)).toBe(expected);
    });
  }

  for (const common of [
    'listen on 127.0.0.1, ::1, 0.0.0.0 or :: with netmask 255.255.255.0',
    'qemu 1:7.2+dfsg-7+deb12u18, libvirt 9.0.0-4+deb12u2, nova 26.2.2, kernel 6.1.0-13-amd64',
    '/var/log/nova/nova-compute.log and /var/lib/nova/instances',
    'nova.exception.DestinationDiskExists at /usr/lib/python3/dist-packages/nova/virt/libvirt/driver.py:1234',
    'disk.info, disk.config, std::add, 01:48:36.016, 00:00:00:00:00:00, 0x7f80bc01e010',
    'see https://docs.openstack.org/nova/latest/ and https://libvirt.org/migration.html',
    'password=None, token: null',
    'systemctl restart nova-compute, root@localhost',
  ])
    check(common, common);
  check('mail jane.doe@acme.com', 'mail user-1@example.com');
  check(
    'mysql+pymysql://nova:s3cret@db.acme.com/nova?x=1',
    'mysql+pymysql://nova:redacted@host-4.domain-2.example/nova?x=1',
  );
  check('Authorization: Bearer abcdef', 'Authorization: Bearer redacted');
  check('{"auth": {"password": "a b"}}', '{"auth": {"password": "redacted"}}');
});
