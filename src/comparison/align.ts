/** A place of each sequence, or of one of them where the other has nothing like it. */
export type Alignment = readonly [left: number | undefined, right: number | undefined];

/** Above this the table of the longest common subsequence costs more memory than the answer is worth. */
const MOST_CELLS = 16_000_000;

/**
 * Aligns two sequences of keys by their longest common subsequence; what is left over comes left before right.
 *
 * What both begin and end with is taken off first: courses of events mostly differ in the middle or at the end.
 */
export function align(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head += 1;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail += 1;
  const middle = alignMiddle(left.slice(head, left.length - tail), right.slice(head, right.length - tail));
  return [
    ...Array.from({ length: head }, (_, index): Alignment => [index, index]),
    ...middle.map(([one, other]): Alignment => [
      one === undefined ? undefined : one + head,
      other === undefined ? undefined : other + head,
    ]),
    ...Array.from({ length: tail }, (_, index): Alignment => [
      left.length - tail + index,
      right.length - tail + index,
    ]),
  ];
}

function alignMiddle(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  const width = right.length + 1;
  if ((left.length + 1) * width > MOST_CELLS) return sideBySide(left, right);
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (one: number, other: number): number => lengths[one * width + other] ?? 0;
  for (let one = left.length - 1; one >= 0; one -= 1) {
    for (let other = right.length - 1; other >= 0; other -= 1) {
      lengths[one * width + other] =
        left[one] === right[other]
          ? at(one + 1, other + 1) + 1
          : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  const aligned: Alignment[] = [];
  let one = 0;
  let other = 0;
  while (one < left.length && other < right.length) {
    if (left[one] === right[other]) aligned.push([one++, other++]);
    else if (at(one + 1, other) >= at(one, other + 1)) aligned.push([one++, undefined]);
    else aligned.push([undefined, other++]);
  }
  while (one < left.length) aligned.push([one++, undefined]);
  while (other < right.length) aligned.push([undefined, other++]);
  return aligned;
}

function sideBySide(left: readonly string[], right: readonly string[]): readonly Alignment[] {
  return [
    ...left.map((_, index): Alignment => [index, undefined]),
    ...right.map((_, index): Alignment => [undefined, index]),
  ];
}
