// Apart from the renderers, so that help loads none of them.
export const CHECK_FORMATS = ['text', 'sarif', 'junit'] as const;
export const CONFIG_FORMATS = ['text', 'json', 'sarif', 'junit'] as const;
export const DIFF_FORMATS = ['text', 'json'] as const;
export const STATS_FORMATS = ['text', 'json', 'csv'] as const;

/** The one that was asked for, else the one that the ending of `--output` names, else text. */
export function chosenFormat<T extends string>(
  known: readonly T[],
  asked: string | undefined,
  output: string | undefined,
): T | 'text' {
  const ending = /\.([^./\\]+)$/.exec(output ?? '')?.[1]?.toLowerCase() ?? '';
  const wanted = asked ?? ENDINGS[ending] ?? ending;
  return known.find((name) => name === wanted) ?? 'text';
}

/** Endings that are not the name of their format. */
const ENDINGS: Readonly<Record<string, string>> = { xml: 'junit' };
