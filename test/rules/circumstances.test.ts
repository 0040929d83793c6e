import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { analyzeBundle } from '../../src/analyze.ts';
import { bundleOf } from '../../src/bundle/memory-bundle.ts';
import { knowledgeFor } from '../../src/knowledge/package-folder.ts';
import { logsOf } from '../../src/rules/rule-test.ts';

const PRELUDES = parse(readFileSync('rules/test-preludes.yaml', 'utf8'), { merge: true }) as Record<
  string,
  Record<string, string>
>;
const HARDWARE =
  '2026-01-02T03:04:20.000000+00:00 cmp-a kernel: [402113.551920] mce: [Hardware Error]: Machine check events logged\n';
const OTHERS_LOCK =
  '2026-01-02 03:04:20.000+0000: 2214: error : qemuDomainObjBeginJobInternal:964 : Timed out during operation: cannot acquire state change lock (held by monitor=remoteDispatchDomainGetBlockInfo)\n';

/** What is found when the copy fails with an error while something else happens on the source. */
async function findingsOf(error: string, around: Readonly<Record<string, string>>): Promise<string[]> {
  const lines = [
    `2026-01-02 03:04:30.400 30 ERROR nova.virt.libvirt.driver [-] <inst> Live Migration failure: ${error}: libvirt.libvirtError: ${error}`,
    '2026-01-02 03:04:30.700 30 ERROR nova.virt.libvirt.driver [-] <inst> Migration operation has aborted',
  ];
  const logs = { 'cmp-a/var/log/nova/nova-compute.log': `${lines.join('\n')}\n`, ...around };
  const { findings } = await analyzeBundle(
    bundleOf(logsOf({ name: 'circumstances', prelude: 'copy', logs }, PRELUDES)),
    knowledgeFor(),
  );
  return findings.map(({ ruleId, role, confidence }) => `${role} ${confidence} ${ruleId}`);
}

const MISSING_FEATURES = "operation failed: guest CPU doesn't match specification: missing features: avx512f";
const LOCK =
  'Timed out during operation: cannot acquire state change lock (held by monitor=remoteDispatchDomainBlockJobAbort)';

describe('what merely happens on a host in the time of a migration', () => {
  test('may have contributed, beside a cause that the migration’s own lines prove', async () => {
    expect(await findingsOf(MISSING_FEATURES, { 'cmp-a/var/log/syslog': HARDWARE })).toEqual([
      'root-cause certain guest-cpu-features-missing-on-destination',
      'contributing possible hardware-error-on-host',
    ]);
  });

  test('may be the cause where nothing better is known', async () => {
    expect(
      await findingsOf('operation failed: it broke', { 'cmp-a/var/log/syslog': HARDWARE }),
    ).toEqual(['root-cause possible hardware-error-on-host']);
  });

  test('comes behind what the migration’s own lines say, and a daemon’s word on no guest is less sure', async () => {
    const around = { 'cmp-a/var/log/libvirt/libvirtd.log': OTHERS_LOCK };
    expect(await findingsOf(LOCK, {})).toEqual(['root-cause likely domain-busy-with-other-job']);
    expect(await findingsOf('operation failed: it broke', around)).toEqual([
      'root-cause possible domain-busy-with-other-job',
    ]);
  });
});
