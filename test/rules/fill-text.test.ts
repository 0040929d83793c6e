import { describe, expect, test } from 'vitest';
import { fillCommand } from '../../src/rules/fill-text.ts';
import type { Migration, TimedEvent } from '../../src/model/index.ts';

function filled(path: string): string {
  const event = { fields: { path } } as unknown as TimedEvent;
  return fillCommand('namei -l {missing.path|<path>}', {
    migration: {} as Migration,
    evidence: new Map([['missing', [event]]]),
  });
}

describe('fillCommand', () => {
  test('fills an absolute path in', () => {
    expect(filled('/var/lib/nova/instances/a/disk')).toBe('namei -l /var/lib/nova/instances/a/disk');
  });

  test.each(['/tmp/a b', '/tmp/$(reboot)', '/tmp/a;reboot', '-rf', '--help', '/tmp/`x`', "/tmp/'x"])(
    'leaves the placeholder for %s',
    (path) => {
      expect(filled(path)).toBe('namei -l <path>');
    },
  );
});
