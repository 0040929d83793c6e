import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import { isRecord, plain, YamlReader } from './yaml-reader.ts';

/** Settings that stand for options of the command line; what is absent was not set. */
export interface Config {
  readonly rules?: readonly string[];
  readonly failOn?: (typeof FAIL_ON)[number];
  readonly columns?: number;
  readonly color?: (typeof COLORS)[number];
  readonly tui?: boolean;
  /** As the command line takes them: `Asia/Tokyo`, `cmp-b=+09:00`. */
  readonly tz?: readonly string[];
  /** As the command line takes them: `cmp-b=+37s`. */
  readonly offset?: readonly string[];
}

export interface ReadConfig {
  readonly config: Config;
  readonly diagnostics: readonly Diagnostic[];
}

export const CONFIG_KEYS = ['rules', 'failOn', 'columns', 'color', 'tui', 'tz', 'offset'] as const;
const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;
const COLORS = ['auto', 'always', 'never'] as const;
const NARROWEST = 40;
const WIDEST = 1000;

/** Reads a configuration file; folders in it are meant from where it stands. */
export function readConfig(path: string): ReadConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { config: {}, diagnostics: [unreadable(path, error)] };
  }
  const yaml = new YamlReader(text, path, 'config');
  return { config: yaml.hasErrors() ? {} : read(yaml, dirname(path)), diagnostics: yaml.diagnostics };
}

function read(yaml: YamlReader, folder: string): Config {
  for (const key of yaml.keys([])) {
    if (!CONFIG_KEYS.some((known) => known === key)) yaml.unknownKey([key], key, CONFIG_KEYS, 'setting');
  }
  return {
    ...rulesOf(yaml, folder),
    ...(yaml.value(['failOn']) === undefined ? {} : { failOn: yaml.choice(['failOn'], FAIL_ON, 'error') }),
    ...columnsOf(yaml),
    ...(yaml.value(['color']) === undefined ? {} : { color: yaml.choice(['color'], COLORS, 'auto') }),
    ...tuiOf(yaml),
    ...timesOf(yaml),
  };
}

function rulesOf(yaml: YamlReader, folder: string): Pick<Config, 'rules'> {
  const value = yaml.value(['rules']);
  if (value === undefined) return {};
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (list.every((one) => typeof one === 'string')) {
    return { rules: list.map((one) => (isAbsolute(one) ? one : join(folder, one))) };
  }
  yaml.complain(
    ['rules'],
    'invalid',
    '"rules" is no list of folders',
    undefined,
    'write "rules: [./my-rules]"',
  );
  return {};
}

function timesOf(yaml: YamlReader): Pick<Config, 'tz' | 'offset'> {
  const tz = wordsByHost(yaml, 'tz', 'write "tz: Asia/Tokyo", or "tz: { cmp-b: Asia/Tokyo }"');
  const offset = wordsByHost(yaml, 'offset', 'write "offset: { cmp-b: +37s }"');
  return { ...(tz === undefined ? {} : { tz }), ...(offset === undefined ? {} : { offset }) };
}

/** One word for each host, or one for all, as the command line takes them. */
function wordsByHost(yaml: YamlReader, key: 'tz' | 'offset', fix: string): readonly string[] | undefined {
  const value = yaml.value([key]);
  if (value === undefined) return undefined;
  if (key === 'tz' && typeof value === 'string') return [value];
  const words = isRecord(value) ? Object.entries(value) : [];
  if (words.length > 0 && words.every(([, word]) => typeof word === 'string'))
    return words.map(([host, word]) => `${host}=${String(word)}`);
  yaml.complain([key], 'invalid', `"${plain(value)}" names no host with its ${key}`, undefined, fix);
  return undefined;
}

function columnsOf(yaml: YamlReader): Pick<Config, 'columns'> {
  const value = yaml.value(['columns']);
  if (value === undefined) return {};
  if (typeof value === 'number' && Number.isInteger(value) && value >= NARROWEST && value <= WIDEST)
    return { columns: value };
  const fix = `give a whole number from ${String(NARROWEST)} to ${String(WIDEST)}`;
  yaml.complain(['columns'], 'invalid', `"${plain(value)}" is no width`, undefined, fix);
  return {};
}

function tuiOf(yaml: YamlReader): Pick<Config, 'tui'> {
  const value = yaml.value(['tui']);
  if (value === undefined) return {};
  if (typeof value === 'boolean') return { tui: value };
  yaml.complain(
    ['tui'],
    'invalid',
    `"${plain(value)}" is neither true nor false`,
    undefined,
    'write "tui: false"',
  );
  return {};
}

function unreadable(path: string, error: unknown): Diagnostic {
  return {
    code: 'config-unreadable',
    severity: 'error',
    what: `cannot read the settings in ${path}`,
    why: error instanceof Error ? error.message : String(error),
    fix: 'give a file with --config, or leave the option out',
    path,
  };
}
