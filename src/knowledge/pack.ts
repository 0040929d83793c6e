import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../model/index.ts';
import { plain, YamlReader } from './yaml-reader.ts';

/** A folder of rules. Ids of every pack but migscope's own begin with the pack's name and a slash. */
export interface Pack {
  readonly folder: string;
  readonly own: boolean;
  /** Told by `pack.yaml`; without it any name may stand before the slash. */
  readonly name: string | undefined;
}

export const PACK_FILE = 'pack.yaml';
const PACK_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const PACK_KEYS = ['name', 'description'];

/** migscope's own pack, whose ids have no prefix. */
export function ownPack(folder: string): Pack {
  return { folder, own: true, name: undefined };
}

export interface OpenedPack {
  /** Absent when there is no such folder. */
  readonly pack: Pack | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Opens somebody's pack: a folder with rules and, if they like, a `pack.yaml` with its name. */
export function openPack(folder: string): OpenedPack {
  const why = unusable(folder);
  if (why !== undefined) {
    const diagnostic: Diagnostic = {
      code: 'pack-unreadable',
      severity: 'error',
      what: `cannot use the rule pack ${folder}`,
      why,
      fix: 'name a folder that holds rules as *.yaml, directly or one folder further down',
      path: folder,
    };
    return { pack: undefined, diagnostics: [diagnostic] };
  }
  const path = join(folder, PACK_FILE);
  if (!existsSync(path)) return { pack: { folder, own: false, name: undefined }, diagnostics: [] };
  const yaml = new YamlReader(readFileSync(path, 'utf8'), path, 'pack');
  const name = yaml.hasErrors() ? undefined : readName(yaml);
  return { pack: { folder, own: false, name }, diagnostics: yaml.diagnostics };
}

function readName(yaml: YamlReader): string | undefined {
  for (const key of yaml.keys([])) {
    if (!PACK_KEYS.includes(key)) yaml.unknownKey([key], key, PACK_KEYS, 'key of a pack');
  }
  const name = yaml.value(['name']);
  if (typeof name === 'string' && PACK_NAME.test(name)) return name;
  yaml.complain(
    ['name'],
    'invalid',
    name === undefined ? 'the pack has no "name"' : `"${plain(name)}" is no name for a pack`,
    'it stands before the slash in the id of every rule',
    'write it in small letters, digits and hyphens: "name: acme"',
  );
  return undefined;
}

function unusable(folder: string): string | undefined {
  try {
    return statSync(folder).isDirectory() ? undefined : 'it is a file, not a folder';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return 'there is no such folder';
    return error instanceof Error ? error.message : String(error);
  }
}
