import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';

const LOG = readFileSync('fixtures/migration-port-blocked/cmp-a/var/log/nova/nova-compute.log');
const PIECE = 4096;

test('what is known of a migration is told while its log is still being read', async () => {
  const pieces = Array.from({ length: Math.ceil(LOG.length / PIECE) }, (_, index) =>
    LOG.subarray(index * PIECE, (index + 1) * PIECE),
  );
  const told: string[] = [];
  const whole = await analyze(['-'], {
    version: '0.0.0',
    stdin: Readable.from(pieces),
    onPartial: (soFar) => {
      const outcome = soFar().migrations[0]?.outcome;
      if (outcome !== undefined && outcome !== told.at(-1)) told.push(outcome);
    },
  });
  expect(told).toEqual(['unfinished', 'failed']);
  expect(whole.migrations.map(({ outcome }) => outcome)).toEqual(['failed']);
});
