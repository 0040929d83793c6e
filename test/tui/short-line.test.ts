import { expect, test } from 'vitest';
import { shortLine } from '../../src/tui/layout/short-line.ts';

const NOVA =
  '2026-11-24 01:48:36.016 1475 INFO nova.virt.libvirt.driver [None req-b675c7a4-2362-46e3-8e99-665ef5ca10bf a243fbbf 35304df2 - - default default] [instance: edf48ad9-2bef-4f9b-a8e9-9687a0f5e307] Started';

test.each([
  [NOVA, 80, '01:48:36.016 INFO driver [edf48ad9…] Started'],
  [NOVA, 100, '01:48:36.016 INFO driver [req-b675c7a4…] [edf48ad9…] Started'],
  [NOVA, 140, '01:48:36.016 INFO nova.virt.libvirt.driver [req-b675c7a4…] [edf48ad9…] Started'],
  [
    '2015-10-29 10:51:52.887 5127 INFO nova.service [-] Caught SIGTERM',
    80,
    '10:51:52.887 INFO service Caught SIGTERM',
  ],
  [
    '2026-11-24 02:01:16.272+0000: 93: info : qemuMonitorSend:861 : MSG',
    80,
    '02:01:16.272 info : qemuMonitorSend:861 : MSG',
  ],
  [
    '2026-11-24T02:01:17.534980Z qemu-system-x86_64: load of migration failed',
    80,
    '02:01:17.534 qemu-system-x86_64: load of migration failed',
  ],
  ['  len=48 ret=48', 80, '  len=48 ret=48'],
  ['', 80, ''],
])('%s at %i columns', (text, columns, expected) => {
  expect(shortLine(text, columns)).toBe(expected);
});
