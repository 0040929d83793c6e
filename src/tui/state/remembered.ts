/**
 * A pure function that keeps its last result for the same arguments.
 *
 * The state is asked for its sheet several times for one key press; only the first time may cost something.
 */
export function remembered<Given extends readonly unknown[], Result>(
  compute: (...given: Given) => Result,
): (...given: Given) => Result {
  let last: { readonly given: Given; readonly result: Result } | undefined;
  return (...given) => {
    if (last?.given.length === given.length && last.given.every((one, index) => Object.is(one, given[index])))
      return last.result;
    last = { given, result: compute(...given) };
    return last.result;
  };
}
