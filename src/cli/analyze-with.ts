import type { Limits } from '../bundle/limits.ts';
import type { Analysis, LineNumbers, LineTexts, OnProgress } from '../model/index.ts';
import type { AnalyzeOptions, OnPartial } from '../analyze.ts';
import type { Arguments } from './arguments.ts';

/** Analyses what a command line names, with everything that it asks for. */
export async function analyzeWith(
  args: Arguments,
  stdin: AsyncIterable<Uint8Array>,
  version: string,
  onProgress?: OnProgress,
  onPartial?: OnPartial,
  memory?: AnalyzeOptions['memory'],
): Promise<Analysis> {
  const { analyze } = await import('../analyze.ts');
  const { migration, instance, request, since, until, where, release } = args;
  const { LogReaders } = await import('./log-readers.ts');
  const others = new LogReaders(args.rules);
  try {
    return await analyze(args.paths, {
      rulesFolders: args.rules,
      version,
      stdin,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(memory === undefined ? {} : { memory }),
      ...(onPartial === undefined ? {} : { onPartial }),
      ...defined({ migration, instance, request, since, until, where, release }),
      timeZones: args.tz,
      clockOffsets: args.offset,
      limits: limitsOf(args),
      store: await storeFor(args, version),
      others,
    });
  } finally {
    others.close();
  }
}

/** Keeps what large logs held in the user's cache folder. */
async function storeFor({ cache }: Arguments, version: string): Promise<AnalyzeOptions['store']> {
  const { LogCache, logCacheFolder } = await import('./log-cache.ts');
  const folder = logCacheFolder(process.env);
  return cache && folder !== undefined ? new LogCache(folder, { version }) : undefined;
}

/** Reads lines of the same logs once more. */
export async function readLinesWith(args: Arguments, wanted: LineNumbers): Promise<LineTexts> {
  if (wanted.size === 0) return new Map();
  const [{ openBundle }, { readLines }] = await Promise.all([
    import('../bundle/open-bundle.ts'),
    import('../analysis/read-lines.ts'),
  ]);
  return readLines(await openBundle(args.paths, { stdin: nothing(), limits: limitsOf(args) }), wanted);
}

/** Standard input can be read once only. */
async function* nothing(): AsyncGenerator<Uint8Array> {
  // It has been read.
}

/** How far archives may unfold, as far as the command line says. */
export function limitsOf(args: Arguments): Partial<Limits> {
  const { maxArchiveBytes, maxArchiveRatio, maxArchiveDepth, maxArchiveEntries } = args;
  return defined({ maxArchiveBytes, maxArchiveRatio, maxArchiveDepth, maxArchiveEntries });
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

function defined<T extends Record<string, string | number | undefined>>(options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>;
}
