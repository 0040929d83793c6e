import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toIso } from '../../src/timeline/phases.ts';

test('a moment is written as a date writes it, whatever was written before', () => {
  const moments = fc.double({ min: -1e13, max: 1e14, noNaN: true });
  fc.assert(
    fc.property(moments, fc.integer({ min: -70_000, max: 70_000 }), (ms, apart) => {
      for (const one of [ms, ms + apart, ms])
        expect(toIso(one)).toBe(new Date(Math.round(one)).toISOString());
    }),
  );
});
