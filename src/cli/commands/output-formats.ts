// Apart from the renderers, so that help loads none of them.
export const STATS_FORMATS = ['text', 'json', 'csv'] as const;

/** The one that was asked for, else the one that the ending of `--output` names, else text. */
export function chosenFormat<T extends string>(
  known: readonly T[],
  asked: string | undefined,
  output: string | undefined,
): T | 'text' {
  const wanted = asked ?? /\.([^./\\]+)$/.exec(output ?? '')?.[1]?.toLowerCase();
  return known.find((name) => name === wanted) ?? 'text';
}
