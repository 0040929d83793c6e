import type { FieldValue, Level } from '../model/index.ts';
import type { CatalogueEntry, TemplateEntry } from './entry.ts';
import { matchTemplate } from './template.ts';

/** What is known about a text besides its words; entries may demand some of it. */
export interface TextOrigin {
  readonly logger?: string | undefined;
  readonly level?: Level | undefined;
  /** Class of an exception, without its module. */
  readonly type?: string | undefined;
  /** Nothing is known but the words: they may come from any logger, at any level. */
  readonly isBare?: boolean | undefined;
}

export interface CatalogueMatch {
  readonly entry: CatalogueEntry;
  readonly template: TemplateEntry;
  readonly fields: Record<string, FieldValue>;
}

interface Candidate {
  readonly entry: CatalogueEntry;
  readonly template: TemplateEntry;
  /** Length of its fixed text and of its demands. */
  readonly weight: number;
  /** A text without it cannot match: one search rules most of those out that begin with anything. */
  readonly longest: string;
  readonly first: string;
  /** The last character of `first`: most texts that begin alike differ in it. */
  readonly endOfFirst: number;
  /** Its place among all of the dialect: the lowest that matches is the best. */
  rank: number;
}

/** Those that may begin with anything and demand one logger, or none. */
interface Floating {
  readonly logger: string;
  readonly candidates: Candidate[];
}

/** Entries of one dialect, found by how a text begins, or else by what stands behind its first word. */
export class DialectIndex {
  private readonly all: Candidate[] = [];
  private readonly byStart: Candidate[][] = [];
  /** Those that begin with more. */
  private readonly byLongStart: Candidate[][] = [];
  private readonly bySecondWord: Candidate[][] = [];
  private readonly floating: Floating[] = [];

  add(entry: CatalogueEntry, template: TemplateEntry): void {
    const { literals } = template.template;
    const demands = (template.logger === undefined ? 0 : 1) + (template.type === undefined ? 0 : 8);
    const weight = literals.reduce((sum, literal) => sum + literal.length, demands);
    // Without blanks around it, because a search begins with the first character, and few are more frequent.
    const longest = literals.reduce((one, other) => (other.length > one.length ? other : one)).trim();
    const first = literals[0] ?? '';
    const endOfFirst = first === '' ? 0 : first.charCodeAt(first.length - 1);
    this.all.push({ entry, template, weight, longest, first, endOfFirst, rank: 0 });
  }

  /** Is called when all were added. */
  sort(): void {
    this.all.sort(byRank);
    for (const [rank, candidate] of this.all.entries()) {
      candidate.rank = rank;
      this.place(candidate);
    }
  }

  /** The match with the most fixed text. */
  match(text: string, origin: TextOrigin): CatalogueMatch | undefined {
    const key = keyOf(text, 0, KEY);
    let best = bestOf(this.byLongStart[keyOf(text, KEY, LONG_KEY, key)], text, origin, undefined);
    best = bestOf(this.byStart[key], text, origin, best);
    const blank = this.bySecondWord.length === 0 ? -1 : text.indexOf(' ');
    if (blank >= 0) best = bestOf(this.bySecondWord[keyOf(text, blank, blank + KEY)], text, origin, best);
    for (const { logger, candidates } of this.floating)
      if (comesFrom(logger, origin)) best = bestOf(candidates, text, origin, best);
    return best === undefined
      ? undefined
      : { entry: best.candidate.entry, template: best.candidate.template, fields: best.fields };
  }

  private place(candidate: Candidate): void {
    const { logger, template } = candidate.template;
    const { first } = candidate;
    const second = template.literals[1] ?? '';
    if (first.length >= LONG_KEY) addTo(this.byLongStart, keyOf(first, 0, LONG_KEY), candidate);
    else if (!isFloating(candidate)) addTo(this.byStart, keyOf(first, 0, KEY), candidate);
    // A word ends where the first blank stands.
    else if (first === '' && template.fields[0]?.type === 'word' && isBlankKey(second))
      addTo(this.bySecondWord, keyOf(second, 0, KEY), candidate);
    else this.float(logger ?? '', candidate);
  }

  private float(logger: string, candidate: Candidate): void {
    const same = this.floating.find((one) => one.logger === logger);
    if (same === undefined) this.floating.push({ logger, candidates: [candidate] });
    else same.candidates.push(candidate);
  }
}

const KEY = 4;
const LONG_KEY = 12;
/** Several times as many as a dialect has beginnings. */
const KEYS = 1024;

/** Tells most beginnings apart without cutting them out: those that share a key have to be compared. */
function keyOf(text: string, from: number, to: number, before = 0): number {
  let key = before;
  for (let at = from; at < to && at < text.length; at += 1) key = (key * 31 + text.charCodeAt(at)) % KEYS;
  return key;
}

interface Best {
  readonly candidate: Candidate;
  readonly fields: Record<string, FieldValue>;
}

/** The one of lowest rank that fits, if it is lower than the one before; the list is in the order of ranks. */
function bestOf(
  candidates: readonly Candidate[] | undefined,
  text: string,
  origin: TextOrigin,
  before: Best | undefined,
): Best | undefined {
  if (candidates === undefined) return before;
  const ceiling = before?.candidate.rank ?? Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.rank >= ceiling) break;
    const { first } = candidate;
    if (first !== '' && text.charCodeAt(first.length - 1) !== candidate.endOfFirst) continue;
    if (!accepts(candidate.template, origin)) continue;
    if (first === '' && !text.includes(candidate.longest)) continue;
    const fields = matchTemplate(candidate.template.template, text);
    if (fields !== undefined) return { candidate, fields };
  }
  return before;
}

/** More fixed text first, then those whose beginning is fixed; demands on the origin break ties, then fewer placeholders. */
function byRank(one: Candidate, other: Candidate): number {
  return (
    other.weight - one.weight ||
    Number(isFloating(one)) - Number(isFloating(other)) ||
    one.template.template.fields.length - other.template.template.fields.length
  );
}

function isFloating({ first }: Candidate): boolean {
  return first.length < KEY;
}

function isBlankKey(literal: string): boolean {
  return literal.startsWith(' ') && literal.length >= KEY;
}

function addTo(index: Candidate[][], key: number, candidate: Candidate): void {
  (index[key] ??= []).push(candidate);
}

function accepts({ type, logger, levels }: TemplateEntry, origin: TextOrigin): boolean {
  if (type !== undefined && origin.type !== type) return false;
  if (origin.isBare === true) return true;
  if (logger !== undefined && !comesFrom(logger, origin)) return false;
  return levels === undefined || (origin.level !== undefined && levels.includes(origin.level));
}

function comesFrom(logger: string, origin: TextOrigin): boolean {
  return logger === '' || origin.isBare === true || origin.logger?.startsWith(logger) === true;
}
