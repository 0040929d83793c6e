import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogKind } from '../../src/model/index.ts';
import { readRecords, shortRecords } from './read-text.ts';

/** Each line format with a sample: the text, and its records in short. */
function check(name: string, text: string | Uint8Array, expected: readonly string[], kind?: LogKind): void {
  test(name, () => {
    expect(shortRecords(text, kind)).toEqual(expected);
  });
}

describe('line formats', () => {
  check(
    'a context of one dash',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'a request id with user and project',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - - -] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'the two ids of oslo.log 4.8, the global one missing',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [None req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - - default default] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'a global and a local request id',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [req-bbbbbbbb-1111-4222-8333-444444444444 req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - - default default] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    [
      '1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa global=bbbb vm=1111 | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'a global id marked by g',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [greq-bbbbbbbb-1111-4222-8333-444444444444 req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - default default] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    [
      '1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa global=bbbb vm=1111 | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    "a service's own context is nobody's request",
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [req-aaaaaaaa-1111-4222-8333-444444444444 - - - - -] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'a request id without a user (Juno)',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [req-aaaaaaaa-1111-4222-8333-444444444444 None] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'no context at all',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'times without milliseconds',
    '2026-01-02 03:04:05 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.000~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'times with microseconds',
    '2026-01-02 03:04:05.678901 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'ISO times in UTC',
    '2026-01-02T03:04:05.678Z 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'ISO times with an offset become UTC',
    '2026-01-02T03:04:05.678+09:00 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-01 18:04:05.678Z 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'a host name before the process id',
    '2026-01-02 03:04:05.678 cmp-a 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 cmp-a/ | VM Paused (Lifecycle Event)'],
  );
  check(
    'syslog around oslo: the inner time counts',
    'Jan  2 04:04:05 cmp-a nova_compute[1291]: 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)#033[00m',
    [
      '1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 cmp-a/nova_compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'RFC 5424 syslog: its offset tells the zone of the inner time',
    '<13>1 2026-01-02T04:04:05.000+01:00 cmp-a nova-compute 1291 - - 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    [
      '1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'syslog with ISO stamps',
    '2026-01-02T04:04:05.100+01:00 cmp-a nova-compute[1291]: 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    [
      '1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'devstack in the journal, in colours and without an inner time',
    'Jan 02 03:04:05.678901 cmp-a nova-compute[1291]: \u001b[00;36mINFO nova.compute.manager [\u001b[01;36mreq-aaaaaaaa-1111-4222-8333-444444444444 \u001b[00;36madmin admin\u001b[00;36m] \u001b[01;35m[instance: 11111111-2222-4333-8444-555555555555] \u001b[00;36mVM Paused (Lifecycle Event)\u001b[00m',
    [
      '1 2000-01-02 03:04:05.678? 1291 INFO nova.compute.manager req=aaaa vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
    'nova-compute',
  );
  check(
    'journalctl -o json',
    '{"__REALTIME_TIMESTAMP":"1767323045678901","_HOSTNAME":"cmp-a","SYSLOG_IDENTIFIER":"nova-compute","_PID":"7","MESSAGE":"2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)"}',
    [
      '1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'journalctl -o export',
    '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1767323045678901\n_HOSTNAME=cmp-a\nSYSLOG_IDENTIFIER=nova-compute\n_PID=7\nMESSAGE=2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)\n',
    [
      '1-6 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    "oslo.log's JSON formatter",
    '{"message":"VM Paused (Lifecycle Event)","asctime":"2026-01-02 03:04:05","msecs":678.1,"created":1767323045.678,"name":"nova.compute.manager","levelname":"INFO","process":7,"hostname":"cmp-a","context":{"request_id":"req-aaaaaaaa-1111-4222-8333-444444444444","global_request_id":null},"extra":{"instance":"11111111-2222-4333-8444-555555555555"},"traceback":null}',
    [
      '1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager req=aaaa vm=1111 cmp-a/ | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    'JSON lines of fluentd in Kolla',
    '{"Payload":"[instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)","log_level":"INFO","python_module":"nova.compute.manager","Hostname":"cmp-a","Timestamp":"2026-01-02 03:04:05.678","Pid":"7","request_id":"req-aaaaaaaa-1111-4222-8333-444444444444","programname":"nova-compute"}',
    [
      '1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager req=aaaa vm=1111 cmp-a/nova-compute | VM Paused (Lifecycle Event)',
    ],
  );
  check(
    "docker's json-file",
    '{"log":"2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)\\n","stream":"stderr","time":"2026-01-02T03:04:05.7Z"}',
    ['1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'container runtime lines',
    '2026-01-02T03:04:05.700000000Z stderr F 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'container runtime lines in parts',
    '2026-01-02T03:04:05.700000000Z stderr P 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Pau\n2026-01-02T03:04:05.700000001Z stderr F sed (Lifecycle Event)',
    ['1-2 2026-01-02 03:04:05.678Z 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'docker compose prefixes',
    'nova_compute_1  | 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'file names in front of lines',
    'nova-compute.log.1.2026-01-02_13:55:31 2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'colours',
    '\u001b[32m2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)\u001b[0m',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'Czech months',
    'led 02 04:04:05 cmp-a libvirtd[1452]: 1453: error : virNetSocketReadWire:1803 : End of file while reading data: Input/output error',
    [
      '1 2000-01-02 04:04:05.000? 1453 ERROR virNetSocketReadWire cmp-a/libvirtd (libvirtd) | End of file while reading data: Input/output error',
    ],
    'libvirtd',
  );
  check(
    'German months',
    'Mär 02 04:04:05 cmp-a libvirtd[1452]: 1453: error : a:1 : text',
    ['1 2000-03-02 04:04:05.000? 1453 ERROR a cmp-a/libvirtd (libvirtd) | text'],
    'libvirtd',
  );
  check(
    'Japanese months',
    '1月 02 04:04:05 cmp-a libvirtd[1452]: 1453: error : a:1 : text',
    ['1 2000-01-02 04:04:05.000? 1453 ERROR a cmp-a/libvirtd (libvirtd) | text'],
    'libvirtd',
  );
  check(
    'Russian months',
    'янв 02 04:04:05 cmp-a libvirtd[1452]: 1453: error : a:1 : text',
    ['1 2000-01-02 04:04:05.000? 1453 ERROR a cmp-a/libvirtd (libvirtd) | text'],
    'libvirtd',
  );
  check(
    'French months',
    'févr. 02 04:04:05 cmp-a libvirtd[1452]: 1453: error : a:1 : text',
    ['1 2000-02-02 04:04:05.000? 1453 ERROR a cmp-a/libvirtd (libvirtd) | text'],
    'libvirtd',
  );
  check(
    'the kernel in syslog',
    'Jan  2 03:04:05 cmp-a kernel: [12345.678901] Out of memory: Killed process 4242 (qemu-system-x86)',
    [
      '1 2000-01-02 03:04:05.000? kernel cmp-a/kernel (system) | [12345.678901] Out of memory: Killed process 4242 (qemu-system-x86)',
    ],
    'system',
  );
  check(
    'systemd in syslog',
    'Jan  2 03:04:05 cmp-a systemd[1]: libvirtd.service: Main process exited, code=killed, status=9/KILL',
    [
      '1 2000-01-02 03:04:05.000? 1 systemd cmp-a/systemd (system) | libvirtd.service: Main process exited, code=killed, status=9/KILL',
    ],
    'system',
  );
  check(
    'stamps without a year across New Year',
    'Dec 31 23:59:59 cmp-a systemd[1]: a\nJan  1 00:00:01 cmp-a systemd[1]: b',
    [
      '1 2000-12-31 23:59:59.000? 1 systemd cmp-a/systemd (system) | a',
      '2 2001-01-01 00:00:01.000? 1 systemd cmp-a/systemd (system) | b',
    ],
    'system',
  );
  check(
    'audit records',
    'type=AVC msg=audit(1767323045.678:99): avc:  denied  { read } for  pid=1 comm="qemu-kvm"',
    [
      '1 2026-01-02 03:04:05.678Z audit (system) | type=AVC msg=audit(1767323045.678:99): avc:  denied  { read } for  pid=1 comm="qemu-kvm"',
    ],
    'system',
  );
  check(
    'CRLF',
    '2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] a\r\n2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] b\r\n',
    [
      '1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager | a',
      '2 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager | b',
    ],
  );
  check(
    'a byte order mark',
    '﻿2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check(
    'an excerpt without times',
    '    WARNING nova.virt.libvirt.migration [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)',
    ['1 WARNING nova.virt.libvirt.migration vm=1111 | VM Paused (Lifecycle Event)'],
  );
  check('an excerpt of bare text', 'Live Migration failure: internal error: x', [
    '1 | Live Migration failure: internal error: x',
  ]);
  check(
    "uWSGI's access lines",
    '[pid: 3423|app: 0|req: 294/308] 10.77.0.1 () {34 vars in 747 bytes} [Fri Jan 02 03:04:05 2026] GET /v2.1/servers => generated 547 bytes in 47 msecs (HTTP/1.1 200) 7 headers in 319 bytes (1 switches on core 0)',
    [
      '1 2026-01-02 03:04:05.000~ 3423 INFO uwsgi (access) | GET /v2.1/servers => generated 547 bytes in 47 msecs (HTTP/1.1 200) 7 headers in 319 bytes (1 switches on core 0)',
    ],
    'nova-api',
  );
  check(
    'a traceback, interrupted by another process',
    '2026-01-02 03:04:05.678 7 ERROR nova.compute.manager [None req-aaaaaaaa-1111-4222-8333-444444444444 5d1e2f3a4b5c46d7a8b9c0d1e2f3a4b5 7c6b5a4938271605f4e3d2c1b0a99887 - - default default] [instance: 11111111-2222-4333-8444-555555555555] Pre live migration failed at cmp-b: nova.exception_Remote.X_Remote: y\n2026-01-02 03:04:05.678 7 ERROR nova.compute.manager [instance: 11111111-2222-4333-8444-555555555555] Traceback (most recent call last):\n2026-01-02 03:04:05.678 7 ERROR nova.compute.manager [instance: 11111111-2222-4333-8444-555555555555]   File "a.py", line 1, in f\n2026-01-02 03:04:05.678 8 DEBUG nova.x [-] between f /a/b.py:1\n2026-01-02 03:04:05.678 7 ERROR nova.compute.manager [instance: 11111111-2222-4333-8444-555555555555] nova.exception.Y: z\n',
    [
      '1-5 2026-01-02 03:04:05.678~ 7 ERROR nova.compute.manager req=aaaa vm=1111 | Pre live migration failed at cmp-b\n+ Traceback (most recent call last):\n+   File "a.py", line 1, in f\n+ nova.exception.Y: z\n!! nova.exception.X: y\n! nova.exception.Y: z',
      '4 2026-01-02 03:04:05.678~ 8 DEBUG nova.x | between\n@ f /a/b.py:1',
    ],
  );
  check(
    "DEBUG's suffix is the origin",
    '2026-01-02 03:04:05.678 7 DEBUG nova.virt.libvirt.driver [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event) _live_migration /usr/lib/python3/dist-packages/nova/virt/libvirt/driver.py:10603',
    [
      '1 2026-01-02 03:04:05.678~ 7 DEBUG nova.virt.libvirt.driver vm=1111 | VM Paused (Lifecycle Event)\n@ _live_migration /usr/lib/python3/dist-packages/nova/virt/libvirt/driver.py:10603',
    ],
  );
  check(
    'the same origin and context again, and longer ones that end or begin like them',
    [
      '[req-aaaaaaaa-1111-4222-8333-444444444444 u p] a f /x/y.py:1',
      '[req-aaaaaaaa-1111-4222-8333-444444444444 u p] b f /x/y.py:1',
      '[req-aaaaaaaa-1111-4222-8333-444444444444 u p]c from f /x/y.py:1',
      '[req-bbbbbbbb-1111-4222-8333-444444444444 u p] d (pid=7) f /x/y.py:1',
      '[req-bbbbbbbb-1111-4222-8333-444444444444 - - - -] e from f /x/y.py:10',
      '[-] f /x/y.py:1',
    ]
      .map((text) => `2026-01-02 03:04:05.678 7 DEBUG nova.x ${text}\n`)
      .join(''),
    [
      '1 2026-01-02 03:04:05.678~ 7 DEBUG nova.x req=aaaa | a\n@ f /x/y.py:1',
      '2 2026-01-02 03:04:05.678~ 7 DEBUG nova.x req=aaaa | b\n@ f /x/y.py:1',
      '3 2026-01-02 03:04:05.678~ 7 DEBUG nova.x req=aaaa | c\n@ f /x/y.py:1',
      '4 2026-01-02 03:04:05.678~ 7 DEBUG nova.x req=bbbb | d\n@ f /x/y.py:1',
      '5 2026-01-02 03:04:05.678~ 7 DEBUG nova.x | e\n@ f /x/y.py:10',
      '6 2026-01-02 03:04:05.678~ 7 DEBUG nova.x | \n@ f /x/y.py:1',
    ],
  );
  check(
    'a message of several lines keeps its suffix apart',
    '2026-01-02 03:04:05.678 7 DEBUG nova.virt.libvirt.driver [-] End xml=<domain>\n  <uuid>x</uuid>\n</domain>\n _get_guest_xml /usr/lib/python3/nova/driver.py:1\n2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] next',
    [
      '1-4 2026-01-02 03:04:05.678~ 7 DEBUG nova.virt.libvirt.driver | End xml=<domain>\n+   <uuid>x</uuid>\n+ </domain>\n+ \n@ _get_guest_xml /usr/lib/python3/nova/driver.py:1',
      '5 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager | next',
    ],
  );
  check(
    "a guest's log: libvirt's and QEMU's lines and the command line",
    '2026-01-02 03:04:05.678+0000: starting up libvirt version: 9.0.0\nLC_ALL=C \\\n/usr/bin/qemu \\\n-msg timestamp=on\nchar device redirected to /dev/pts/0 (label charserial0)\n2026-01-02T03:04:06.123456Z qemu-system-x86_64: load of migration failed: Invalid argument\n',
    [
      '1-4 2026-01-02 03:04:05.678Z libvirt (libvirt-domain) | starting up libvirt version: 9.0.0\n+ LC_ALL=C \\\n+ /usr/bin/qemu \\\n+ -msg timestamp=on',
      '5 2026-01-02 03:04:05.678Z qemu (qemu) | char device redirected to /dev/pts/0 (label charserial0)',
      '6 2026-01-02 03:04:06.123Z qemu (qemu) | load of migration failed: Invalid argument',
    ],
    'qemu-instance',
  );
  check(
    "QEMU's output quoted in libvirtd.log",
    '2026-01-02 03:04:05.678+0000: 84: error : qemuProcessReportLogError:1971 : internal error: qemu unexpectedly closed the monitor: 2026-01-02T03:04:05.1Z qemu-kvm: a\n2026-01-02T03:04:05.2Z qemu-kvm: b',
    [
      '1-2 2026-01-02 03:04:05.678Z 84 ERROR qemuProcessReportLogError (libvirtd) | internal error: qemu unexpectedly closed the monitor: 2026-01-02T03:04:05.1Z qemu-kvm: a\n+ 2026-01-02T03:04:05.2Z qemu-kvm: b',
    ],
    'libvirtd',
  );
  check(
    'UTF-16',
    Buffer.from(
      '﻿2026-01-02 03:04:05.678 7 INFO nova.compute.manager [-] [instance: 11111111-2222-4333-8444-555555555555] VM Paused (Lifecycle Event)\n',
      'utf16le',
    ),
    ['1 2026-01-02 03:04:05.678~ 7 INFO nova.compute.manager vm=1111 | VM Paused (Lifecycle Event)'],
  );
});
describe('whatever is read', () => {
  test('never throws, keeps the order of lines, and covers no line twice', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '2026-01-02 03:04:05.678 7 ERROR nova.compute.manager [-] text: nova.exception.X: y',
        '2026-01-02 03:04:05.678 7 ERROR nova.compute.manager Traceback (most recent call last):',
        '2026-01-02 03:04:05.678+0000: starting up libvirt version: 9.0.0',
        'Jan  2 03:04:05 cmp-a nova-compute[1]: 2026-01-02 03:04:05.678 7 INFO nova.x [-] y',
        '{"message": "x", "levelname": "INFO"',
        '__CURSOR=a',
        'MESSAGE',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom<LogKind>('nova-compute', 'libvirtd', 'qemu-instance', 'system'),
        (pieces, kind) => {
          const records = readRecords(pieces.join('\n'), kind);
          for (const record of records) expect(record.endLine).toBeGreaterThanOrEqual(record.line);
          const starts = records.map((record) => record.line);
          expect(new Set(starts).size).toBe(starts.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
