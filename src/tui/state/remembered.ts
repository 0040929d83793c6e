/** The state before and after a key, and one more for a key that goes back. */
const KEPT = 3;

/**
 * A pure function that keeps its last results for the same arguments.
 *
 * The state is asked for its sheets several times for one key press; only the first time may cost something.
 */
export function remembered<Given extends readonly unknown[], Result>(
  compute: (...given: Given) => Result,
): (...given: Given) => Result {
  const kept: { readonly given: Given; readonly result: Result }[] = [];
  return (...given) => {
    const at = kept.findIndex((one) => isSame(one.given, given));
    const [known] = at < 0 ? [] : kept.splice(at, 1);
    const latest = known ?? { given, result: compute(...given) };
    kept.unshift(latest);
    kept.length = Math.min(kept.length, KEPT);
    return latest.result;
  };
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => Object.is(one, others[index]));
}
