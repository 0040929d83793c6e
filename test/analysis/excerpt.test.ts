import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../../src/analysis/read-bundle.ts';
import { analyze } from '../../src/analyze.ts';
import { openBundle } from '../../src/bundle/open-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import type { Analysis } from '../../src/model/index.ts';
import { matchExcerpt } from '../../src/rules/match-excerpt.ts';
import { scenarioFolders } from '../scenarios/truth.ts';

async function analyzeText(text: string): Promise<Analysis> {
  async function* bytes() {
    yield await Promise.resolve(Buffer.from(text));
  }
  return analyze(['-'], { stdin: bytes() });
}

/** What is made of pasted text: each finding by role, sureness and rule, then the codes of diagnostics. */
async function check(lines: readonly string[], expected: readonly string[]): Promise<void> {
  const { findings, migrations, diagnostics } = await analyzeText(`${lines.join('\n')}\n`);
  const found = findings.map(({ role, confidence, ruleId }) => `${role} ${confidence} ${ruleId}`);
  const outcomes = migrations.map(({ outcome }) => `migration ${outcome}`);
  expect([...outcomes, ...found, ...diagnostics.map(({ code }) => code)]).toEqual(expected);
}

describe('lines without times', () => {
  test('of the destination’s QEMU', () =>
    check(
      [
        '> qemu-system-x86_64: get_pci_config_device: Bad config data: i=0x10 read: a1 device: 1 cmask: ff wmask: c0 w1cmask:0',
        '> qemu-system-x86_64: load of migration failed: Invalid argument',
      ],
      ['root-cause likely pci-config-of-device-differs', 'migration-not-rebuilt'],
    ));

  test('of Nova, in a ticket', () =>
    check(
      [
        '"Live Migration failure: operation failed: Failed to connect to remote libvirt URI qemu+ssh://nova@cmp-b/system',
        'Error: End of file while reading data: sh: 1: nc: not found: Input/output error',
      ],
      ['root-cause likely netcat-missing-on-destination', 'migration-not-rebuilt'],
    ));

  test('that only say that it failed', () =>
    check(
      ["operation failed: job 'migration out' failed: Sibling indicated error 1"],
      ['root-cause possible reason-not-known', 'migration-not-rebuilt'],
    ));

  test('that tell of no failure', () =>
    check(
      ['Migration running for 5 secs, memory 9% remaining; (bytes processed=1, remaining=2, total=3)'],
      ['no-migration-found'],
    ));

  test('of something else', () =>
    check(['Dear support,', 'my guest is slow today.'], ['nothing-recognised']));

  test('that a mail has broken', () =>
    check(
      [
        '  2026-01-02 03:04:05.678 7 WARNING nova.virt.libvirt.driver [req-aaaaaaaa-11=',
        '11-4222-8333-444444444444 - - - - -] [instance: 11111111-2222-4333-8444-5555=',
        '55555555] Error monitoring migration: internal error: migration was active, =',
        'but no RAM info was set: libvirt.libvirtError: internal error: migration was=',
        ' active, but no RAM info was set',
      ],
      ['migration unfinished', 'root-cause certain job-statistics-without-memory'],
    ));
});

describe('lines with times that name no instance', () => {
  const CONTEXT =
    '[req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7 7c6b5a4938271605 - default default]';

  test('of a failure that only live migrations have', () =>
    check(
      [
        `2026-01-02 03:04:05.678 8 ERROR oslo_messaging.rpc.server ${CONTEXT} Exception during message handling: InvalidCPUInfo: Unacceptable CPU info: CPU doesn't have compatibility.`,
      ],
      [
        'root-cause possible nova-finds-cpu-of-destination-incompatible',
        'contributing possible nova-may-refuse-identical-cpus',
        'migration-not-rebuilt',
      ],
    ));

  test('that begin inside a traceback', () =>
    check(
      [
        "2026-01-02 03:04:05.678 7 ERROR oslo_messaging.rpc.server NotImplementedError: Cannot load 'vif_type' in the base class",
      ],
      ['root-cause possible vif-type-not-loaded-without-port-bindings', 'migration-not-rebuilt'],
    ));

  test('of a guest that cannot be booted', () =>
    check(
      [
        "2026-01-02 03:04:05.462+0000: 11235: info : qemuDomainDefineXMLFlags:7286 : Creating domain 'instance-000007bc'",
        '2026-01-02 03:04:05.780+0000: 11230: error : qemuProcessReportLogError:1862 : internal error: qemu unexpectedly closed the monitor: 2026-01-02T03:04:05.778613Z qemu-kvm: -vnc 192.0.2.92:0: Failed to start VNC server: Failed to bind socket: Cannot assign requested address',
      ],
      ['no-migration-found'],
    ));
});

test('findings of an excerpt name no host and claim no time', async () => {
  const analysis = await analyzeText("kvm: Unknown savevm section or instance 'apic' 2\n");
  const [finding] = analysis.findings;
  expect(finding?.evidence).toEqual([
    {
      signal: 'unknown',
      file: 'stdin',
      line: 1,
      host: '',
      excerpt: "Unknown savevm section or instance 'apic' 2",
    },
  ]);
  expect(analysis.hosts).toEqual([]);
  const { title, findingsHeading } = presentAnalysis(analysis);
  expect([title, findingsHeading]).toEqual([
    'Lines of a live migration, too few to rebuild it.',
    'What the lines mean',
  ]);
  expect(finding?.title).toBe('QEMU on the destination has no device apic');
});

test('no line of a healthy log would be taken for a failure', async () => {
  const { catalogue, rules } = knowledgeFor();
  for (const folder of scenarioFolders('fixtures/healthy')) {
    const { events } = await readBundle(await openBundle([folder]), catalogue);
    expect(events.length).toBeGreaterThan(0);
    expect(matchExcerpt(rules, events, { timeless: new Set(), hostNames: new Map() }), folder).toEqual([]);
  }
});

/** Published excerpts and the class of what their threads found out; read where they are at hand. */
const CORPUS = '../shared/corpus';
const CLASSES: Readonly<Record<string, string>> = {
  '002-selinux-security-driver-missing-on-dest': 'mandatory-access-control',
  '004-monitor-no-ram-info-lp1994002': 'version-incompatible',
  '006-qemu-virtio-net-vlans-vmstate-revert': 'qemu-device-state-mismatch',
  '008-qemu-rdma-memlock': 'qemu-cannot-allocate',
  '010-qemu-virtio-net-uso-features': 'qemu-device-state-mismatch',
  '012-qemu-vfio-migration-disabled': 'migration-blocked-by-device',
  '014-qemu-block-inactivate-after-complete': 'storage-io-error',
  '016-qemu-virtio-rng-msix-vectors': 'qemu-device-state-mismatch',
  '018-qemu-arm-gic-its-version': 'version-incompatible',
  '020-qemu-acpi-table-loader-size': 'qemu-device-state-mismatch',
  '022-qemu-spapr-ram-rename': 'qemu-device-state-mismatch',
  '024-qemu-virtio-balloon-config-size': 'qemu-device-state-mismatch',
  '026-qemu-usb-post-load-check': 'qemu-device-state-mismatch',
  '028-qemu-postcopy-running-incoming-end': 'qemu-device-state-mismatch',
  '030-qemu-intel-iommu-ahci': 'qemu-device-state-mismatch',
  '032-qemu-virtio-missing-region-cache': 'qemu-device-state-mismatch',
  '034-qemu-apic-unknown-section': 'qemu-device-state-mismatch',
  '036-qemu-rom-length-mismatch': 'qemu-device-state-mismatch',
  '038-qemu-balloon-hotunplug-unknown': 'qemu-device-state-mismatch',
  '042-vif-type-base-class-lp1888395': 'port-binding-failed',
  '046-rackspace-essex-unable-to-migrate-to-self': 'cannot-migrate-to-same-host',
  '048-rhosp13-invalidcpuinfo': 'cpu-incompatible',
  '054-qemu-vtpm-secret-mismatch-2025': 'unclassified',
  '056-qemu-balloon-301-to-400': 'qemu-device-state-mismatch',
  '058-starlingx-not-completed-after': 'completion-timeout',
  '080-er-lp1783917-vif-unbound': 'port-binding-failed',
  '082-er-lp1718295-invalid-disk-info': 'disk-lock-held',
  '084-er-lp1694490-ssh-uri': 'libvirt-unreachable',
  '086-er-lp1682453-nc-not-found': 'libvirt-unreachable',
  '088-er-lp1539271-stalled-100-percent': 'progress-timeout',
  '090-nova-commit-bad-migration-flag': 'config-option-wrong',
};
/** Cold migration, failures at boot and elsewhere, guests that run. */
const SILENT = [
  '040-qemu-instance-running-ussuri',
  '044-cold-migrate-ssh-key-perms-lp1904580',
  '050-libvirtd-journal-czech-locale-tc-filter',
  '060-libvirtd-vnc-bind-cannot-assign',
  '096-format-devstack-screen-2013',
  '098-format-loghub-file-prefix-2017',
];

if (existsSync(CORPUS)) describePublished();

function describePublished(): void {
  describe('published excerpts', () => {
    test('are diagnosed as their threads concluded', async () => {
      const found: Record<string, string | undefined> = {};
      for (const name of Object.keys(CLASSES)) {
        const { findings } = await analyze([`${CORPUS}/${name}.log`]);
        found[name] = findings[0]?.class;
      }
      expect(found).toEqual(CLASSES);
    });

    test('of anything else give no finding', async () => {
      for (const name of SILENT) {
        const { findings } = await analyze([`${CORPUS}/${name}.log`]);
        expect(findings, name).toEqual([]);
      }
    });
  });
}
