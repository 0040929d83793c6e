import type { LogIdentity } from './known-logs.ts';
import { byLogAge } from './log-name.ts';

/** A log that lies open on the disk, or packed on its own, as far as its place tells. */
export interface Candidate {
  readonly path: string;
  readonly identity: LogIdentity;
  /** Its first and its last whole line; without them nobody knows when it begins and ends. */
  readonly ends: { readonly first: string; readonly last: string } | undefined;
}

const STAMP = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?/;

/**
 * The logs of which another may hold the same lines: parts of one log of one host, unless each ends before the next
 * one begins. Everybody else is read without a look at the others.
 */
export function findPossibleCopies(all: readonly Candidate[]): ReadonlySet<string> {
  const groups = new Map<string, Candidate[]>();
  for (const one of all) {
    const key = `${one.identity.host ?? ''}\n${one.identity.name}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const suspect = new Set<string>();
  for (const group of groups.values()) {
    if (group.length < 2 || isInTurn(group)) continue;
    for (const one of group) suspect.add(one.path);
  }
  for (const group of sameBeginnings(all)) for (const one of group) suspect.add(one.path);
  return suspect;
}

function isInTurn(group: readonly Candidate[]): boolean {
  let end = '';
  for (const { ends } of [...group].sort((one, other) => byLogAge(one.path, other.path))) {
    const [first, last] = [stampOf(ends?.first), stampOf(ends?.last)];
    if (first === undefined || last === undefined || first <= end || last < first) return false;
    end = last;
  }
  return true;
}

/** Folders may call one host by two names. */
function sameBeginnings(all: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const byLine = new Map<string, Candidate[]>();
  for (const one of all) {
    if (stampOf(one.ends?.first) === undefined) continue;
    const key = `${one.identity.name}\n${one.ends?.first ?? ''}`;
    byLine.set(key, [...(byLine.get(key) ?? []), one]);
  }
  return [...byLine.values()].filter((group) => group.length > 1);
}

function stampOf(line: string | undefined): string | undefined {
  return STAMP.exec(line ?? '')?.[0]
    .replace('T', ' ')
    .replace(',', '.');
}
