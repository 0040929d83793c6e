import fc from 'fast-check';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';

/** Lines of everything that can stand in a log, of few processes and moments so that they belong together. */
export function anyLine(catalogue: Catalogue): fc.Arbitrary<string> {
  const nova = catalogue.entries.flatMap(({ dialect, templates }) =>
    dialect === 'nova' || dialect === 'libvirt-log' || dialect === 'exception' ? templates : [],
  );
  const message = fc.oneof(
    fc.constantFrom(...nova.map(({ sample }) => sample)),
    fc.constantFrom('Acquiring lock "x" by "y"', 'größer als früher', '', '\u{1f4a5} \u0000', "Stderr: 'x'"),
    fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll('\n', ' ')),
  );
  const stamp = fc.constantFrom(
    '2026-11-24 01:47:09.988',
    '2026-11-24 01:47:09.989',
    '2026-11-24T01:47:10,1',
  );
  const level = fc.constantFrom(
    'DEBUG',
    'DEBUG',
    'INFO',
    'INFO',
    'WARNING',
    'ERROR',
    'TRACE',
    'AUDIT',
    'debug',
  );
  const logger = fc.constantFrom(
    'nova.compute.manager',
    'nova.scheduler.filters',
    'oslo_messaging.rpc.server',
  );
  const context = fc.constantFrom(
    '[-] ',
    '',
    '[None req-aaaaaaaa-1111-4222-8333-444444444444 u p - - default default] ',
    '[-] [instance: 11111111-2222-4333-8444-555555555555] ',
  );
  const pid = fc.constantFrom('7', '7', '7', '8', '9', '007', '-');
  const tail = fc.constantFrom(
    '',
    ' do_it /usr/lib/python3/nova/x.py:12',
    '\r',
    ' #033[0m',
    ' ^[[0m',
    ' \u001b[0m',
  );
  const oslo = fc
    .tuple(stamp, pid, level, logger, context, message, tail)
    .map(([at, id, word, name, ids, text, end]) => `${at} ${id} ${word} ${name} ${ids}${text}${end}`);
  const libvirt = fc
    .tuple(fc.constantFrom('debug', 'info', 'warning', 'error'), message)
    .map(([word, text]) => `2026-11-24 01:47:09.988+0000: 417: ${word} : qemuX:12 : ${text}`);
  return fc.oneof(
    { weight: 8, arbitrary: oslo },
    { weight: 3, arbitrary: libvirt },
    { weight: 3, arbitrary: fc.constantFrom(...FURTHER_LINES) },
    { weight: 1, arbitrary: message },
  );
}

const FURTHER_LINES = [
  '  <cpu mode="host-model"/>',
  ' fd=-1',
  'Traceback (most recent call last):',
  'libvirt.libvirtError: internal error: process exited while connecting to monitor',
  "Stderr: 'ssh: connect to host cmp-b port 22: Connection refused\\n'",
  '2026-11-24T01:47:17.534980Z qemu-system-x86_64: load of migration failed: Input/output error',
  'Nov 24 01:47:09 cmp-a nova-compute[7]: INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '<134>Nov 24 01:47:09 cmp-a libvirtd[417]: 417: error : f:1 : operation failed: migration out job: unexpectedly failed',
  '1720721459.946123 cmp-a kernel: Out of memory: Killed process 7 (qemu-kvm)',
  '{"levelname": "INFO", "message": "VM Paused (Lifecycle Event)", "name": "nova.compute.manager", "created": 1}',
  '{"log":"2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)\\n","stream":"stderr","time":"2026-11-24T01:47:09Z"}',
  'nova_compute_1  | DEBUG nova.compute.manager [-] VM Paused (Lifecycle Event)',
  'nova_compute_1  | 2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Resumed (Lifecycle Event)',
  '2026-11-24T01:47:09.123456789Z stderr P 2026-11-24 01:47:09.988 7 INFO nova.compute',
  '2026-11-24T01:47:09.123456789Z stderr F .manager [-] VM Paused (Lifecycle Event)',
  'INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '> 2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '__CURSOR=s=1',
  'MESSAGE=VM Paused (Lifecycle Event)',
  '[  812.004211] Out of memory: Killed process 7 (qemu-kvm)',
  'type=AVC msg=audit(1720721459.946:123): avc:  denied  { read }',
  'cmp-a:2026-11-24 01:47:09.988 7 INFO nova.compute.manager [-] VM Paused (Lifecycle Event)',
  '',
];
