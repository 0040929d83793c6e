import { describe, expect, test } from 'vitest';
import { kindOfPath } from '../../src/bundle/file-kind.ts';

describe('kindOfPath', () => {
  test.each([
    'cmp-a/var/log/syslog',
    'cmp-a/var/log/syslog.1',
    'cmp-a/var/log/messages',
    'cmp-a/var/log/messages-20260104',
    'cmp-a/var/log/kern.log',
    'cmp-a/var/log/audit/audit.log',
  ])('takes %s for a log of the system', (path) => {
    expect(kindOfPath(path)).toBe('system');
  });

  test('keeps the logs of services apart', () => {
    expect(kindOfPath('cmp-a/var/log/nova/nova-compute.log')).toBe('nova-compute');
    expect(kindOfPath('cmp-a/var/log/messages.txt')).toBeUndefined();
  });
});
