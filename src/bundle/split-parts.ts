import { readdirSync, statSync } from 'node:fs';
import { dirname, basename, join } from 'node:path';

/** A file that was cut into several, in their order. */
export interface SplitFile {
  readonly parts: readonly { readonly path: string; readonly bytes: number }[];
  /** The name of the first part that is not there although a later one is. */
  readonly missing: string | undefined;
}

/** How tools number the parts of a file. */
interface Numbering {
  readonly pattern: RegExp;
  /** What the first part may be numbered with. */
  readonly first: RegExp;
  readonly next: (suffix: string) => string;
  readonly why: string;
}

const count = (suffix: string): string => String(Number(suffix) + 1).padStart(suffix.length, '0');

const NUMBERINGS: readonly Numbering[] = [
  {
    pattern: /^(.+\.)([a-z]{2}|a[a-z]{2,3})$/,
    first: /^a+$/,
    next: (suffix) => {
      const letters = Array.from(suffix);
      for (let at = letters.length - 1; at >= 0; at -= 1) {
        if (letters[at] !== 'z') {
          letters[at] = String.fromCharCode((letters[at] ?? 'a').charCodeAt(0) + 1);
          break;
        }
        letters[at] = 'a';
      }
      return letters.join('');
    },
    why: 'split of coreutils: case.tar.xz.aa, .ab',
  },
  {
    pattern: /^(.+\.)(\d{2,4})$/,
    first: /^0+[01]?$/,
    next: count,
    why: 'split -d, 7-Zip, HJSplit: .00 or .001',
  },
  {
    pattern: /^(.+[._-]part[._-]?)(\d{1,3})$/,
    first: /^0*[01]$/,
    next: count,
    why: 'upload portals: .part1, .part01',
  },
];

/** Only what is cut is joined: the name in front of the number says that it was a packed file, or a log. */
const CUT = /\.(?:tar|tgz|tbz2?|txz|tzst|gz|xz|bz2|zst|zip|log|7z)[._-]?(?:part[._-]?)?$/i;

/** Letters that are no number. */
const ENDINGS = /^(?:gz|xz|bz|zst|tgz|tbz|txz|zip|txt|log|old|bak|md5|asc|sig|gpg)$/;

interface PartName {
  readonly stem: string;
  readonly suffix: string;
  readonly numbering: Numbering;
}

function readPartName(name: string): PartName | undefined {
  for (const numbering of NUMBERINGS) {
    const [, stem = '', suffix = ''] = numbering.pattern.exec(name) ?? [];
    // A log with two digits was rotated.
    if (
      stem === '' ||
      ENDINGS.test(suffix) ||
      !CUT.test(stem) ||
      (stem.endsWith('.log.') && /^\d{2}$/.test(suffix))
    )
      continue;
    return { stem, suffix, numbering };
  }
  return undefined;
}

/** All parts of the file of which this is one, if its first part lies beside it; zip's own parts end in `.zip`. */
export function findParts(path: string): SplitFile | undefined {
  const folder = dirname(path);
  const name = basename(path);
  const zip = /^(.+\.)(z\d\d|zip)$/i.exec(name);
  const part = readPartName(name);
  if (zip === null && part === undefined) return undefined;
  let names: Set<string>;
  try {
    names = new Set(readdirSync(folder));
  } catch {
    return undefined;
  }
  if (zip !== null) return zipParts(folder, zip[1] ?? '', names);
  return part === undefined ? undefined : numberedParts(folder, part, names);
}

function numberedParts(
  folder: string,
  { stem, suffix, numbering }: PartName,
  names: ReadonlySet<string>,
): SplitFile | undefined {
  const sameLength = [...names].filter(
    (name) => name.startsWith(stem) && name.length === stem.length + suffix.length,
  );
  // `.part9` is followed by `.part10`, everything else keeps its length.
  const candidates = numbering.pattern.source.includes('part')
    ? [...names].filter((name) => name.startsWith(stem))
    : sameLength;
  const firsts = candidates.filter((name) => numbering.first.test(name.slice(stem.length))).sort();
  const [first] = firsts;
  if (first === undefined) return { parts: [], missing: `${stem}${firstLike(suffix)}` };
  const found: string[] = [];
  let next = first.slice(stem.length);
  while (names.has(`${stem}${next}`)) {
    found.push(`${stem}${next}`);
    next = numbering.next(next);
  }
  const isGap = candidates.some(
    (name) => !found.includes(name) && readPartName(name)?.numbering === numbering,
  );
  return splitFile(folder, found, isGap ? `${stem}${next}` : undefined);
}

/** What the first part is called most likely, by the number of a later one. */
function firstLike(suffix: string): string {
  return /\d/.test(suffix) ? '1'.padStart(suffix.length, '0') : 'a'.repeat(suffix.length);
}

function zipParts(folder: string, stem: string, names: ReadonlySet<string>): SplitFile | undefined {
  const found: string[] = [];
  for (let number = 1; names.has(zipName(stem, number)); number += 1) found.push(zipName(stem, number));
  const isGap = [...names].some(
    (name) => /\.z\d\d$/.test(name) && name.startsWith(stem) && !found.includes(name),
  );
  const last = `${stem}zip`;
  if (names.has(last)) found.push(last);
  const missing = isGap || !names.has(last) ? (isGap ? zipName(stem, found.length) : last) : undefined;
  return splitFile(folder, found, missing);
}

function zipName(stem: string, number: number): string {
  return `${stem}z${String(number).padStart(2, '0')}`;
}

function splitFile(
  folder: string,
  names: readonly string[],
  missing: string | undefined,
): SplitFile | undefined {
  if (names.length < 2 && missing === undefined) return undefined;
  const parts = names.flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true ? [{ path, bytes: stat.size }] : [];
  });
  return { parts, missing };
}
