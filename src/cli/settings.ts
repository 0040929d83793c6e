import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Config } from '../knowledge/config-file.ts';
import type { Diagnostic } from '../model/index.ts';
import type { Arguments } from './arguments.ts';
import { clockOffsetOf, settingOf, timeZoneOf } from './given-times.ts';

/** What stands in a configuration file, and what is wrong with it. */
export interface Settings {
  /** Absent when there is no file. */
  readonly path: string | undefined;
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

const NONE: Settings = { path: undefined, config: {}, diagnostics: [] };
const NAMES = ['migscope.yaml', '.migscope.yaml'];

/**
 * Reads the file that `--config` names, or else the nearest one from the working directory upwards.
 *
 * A file inside the logs came with them, maybe from somebody else's machine: it is not used unless it is named.
 */
export async function loadSettings(
  named: string | undefined,
  folder: string,
  inputs: readonly string[],
): Promise<Settings> {
  const path = named ?? nearest(folder);
  if (path === undefined) return NONE;
  if (named === undefined && inputs.some((input) => isInside(path, input)))
    return { ...NONE, diagnostics: [notUsed(path)] };
  const { readConfig } = await import('../knowledge/config-file.ts');
  return { path, ...readConfig(path) };
}

/** What both a file and the command line may list: the words of both count, the command line's last. */
type Listed = Pick<Arguments, 'rules' | 'tz' | 'offset'>;

/** Fills in settings for what the command line does not say; throws `UsageError` for words that make no sense. */
export function withSettings<T extends Listed>(
  args: T,
  given: ReadonlySet<string>,
  { config, path = '' }: Settings,
): T {
  const { rules = [], tz = [], offset = [], ...single } = config;
  const free = Object.entries(single).filter(([key]) => key in args && !given.has(key));
  return {
    ...args,
    ...Object.fromEntries(free),
    rules: [...rules, ...args.rules],
    tz: [...tz.map((text) => settingOf(timeZoneOf, text, `tz in ${path}`)), ...args.tz],
    offset: [...offset.map((text) => settingOf(clockOffsetOf, text, `offset in ${path}`)), ...args.offset],
  };
}

// Looked for here and not in knowledge, so that a start without such a file loads no YAML.
function nearest(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

function notUsed(path: string): Diagnostic {
  return {
    code: 'config-not-used',
    severity: 'warning',
    what: `the settings in ${path} are not used`,
    why: 'the file lies inside the logs and may have come with them',
    fix: `if it is yours, add --config ${path}`,
  };
}

function isInside(path: string, input: string): boolean {
  const way = relative(resolve(input), path);
  return !way.startsWith('..');
}
