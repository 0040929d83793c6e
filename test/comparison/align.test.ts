import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../src/comparison/align.ts';

const sequence = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

/** By its definition, slowly. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [first, ...rest] = left;
  if (first === undefined) return 0;
  const at = right.indexOf(first);
  const without = longest(rest, right);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, right.slice(at + 1)));
}

describe('an alignment', () => {
  it('holds each place of both sequences once and in order, pairs what is equal, and as much as can be', () => {
    fc.assert(
      fc.property(sequence, sequence, (left, right) => {
        const aligned = align(left, right);
        const places = (side: 0 | 1) => aligned.map((pair) => pair[side]).filter((at) => at !== undefined);
        expect(places(0)).toEqual([...left.keys()]);
        expect(places(1)).toEqual([...right.keys()]);
        const pairs = aligned.filter(([one, other]) => one !== undefined && other !== undefined);
        for (const [one = -1, other = -1] of pairs) expect(left[one]).toBe(right[other]);
        expect(pairs).toHaveLength(longest(left, right));
      }),
    );
  });
  it('of sequences beyond measure is still whole', () => {
    const left = Array.from({ length: 5000 }, (_, index) => `l${index}`);
    const right = Array.from({ length: 5000 }, (_, index) => `r${index}`);
    expect(align(['same', ...left, 'end'], ['same', ...right, 'end'])).toHaveLength(10_002);
  });
});
