/** How many items at the start of a list meet a condition that the first to miss it ends: a binary search. */
export function countLeading<T>(items: readonly T[], meets: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && meets(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
