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
  /** A text without it cannot match: one search rules most of those out that may begin with anything. */
  readonly longest: string;
  readonly first: string;
  /** Its place among all of the dialect: the lowest that matches is the best. */
  rank: number;
}

interface FloatingOfLogger {
  readonly logger: string | undefined;
  readonly isBare: boolean;
  readonly lists: readonly (readonly Candidate[])[];
}

/** Entries of one dialect, found by the first characters of a text, or else by those behind its first word. */
export class DialectIndex {
  private readonly all: Candidate[] = [];
  private readonly byStart = new Map<string, Candidate[]>();
  private readonly bySecondWord = new Map<string, Candidate[]>();
  /** Those that may begin with anything, by the logger that they demand. */
  private readonly floating = new Map<string, Candidate[]>();
  private latest: FloatingOfLogger | undefined;

  add(entry: CatalogueEntry, template: TemplateEntry): void {
    const { literals } = template.template;
    const demands = (template.logger === undefined ? 0 : 1) + (template.type === undefined ? 0 : 8);
    const weight = literals.reduce((sum, literal) => sum + literal.length, demands);
    const longest = literals.reduce((one, other) => (other.length > one.length ? other : one));
    this.all.push({ entry, template, weight, longest, first: literals[0] ?? '', rank: 0 });
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
    let best = bestOf(this.byStart.get(text.slice(0, KEY)), text, origin, undefined);
    const blank = this.bySecondWord.size === 0 ? -1 : text.indexOf(' ');
    if (blank >= 0) best = bestOf(this.bySecondWord.get(text.slice(blank, blank + KEY)), text, origin, best);
    for (const candidates of this.floatingFor(origin)) best = bestOf(candidates, text, origin, best);
    return best === undefined
      ? undefined
      : { entry: best.candidate.entry, template: best.candidate.template, fields: best.fields };
  }

  /** Texts of one logger come after each other. */
  private floatingFor(origin: TextOrigin): readonly (readonly Candidate[])[] {
    const { latest } = this;
    const isBare = origin.isBare === true;
    if (latest !== undefined && latest.logger === origin.logger && latest.isBare === isBare)
      return latest.lists;
    const lists = [...this.floating].flatMap(([logger, list]) => (comesFrom(logger, origin) ? [list] : []));
    this.latest = { logger: origin.logger, isBare, lists };
    return lists;
  }

  private place(candidate: Candidate): void {
    const { logger, template } = candidate.template;
    const second = template.literals[1] ?? '';
    if (!isFloating(candidate)) addTo(this.byStart, candidate.first.slice(0, KEY), candidate);
    // A word ends where the first blank stands.
    else if (candidate.first === '' && template.fields[0]?.type === 'word' && isBlankKey(second))
      addTo(this.bySecondWord, second.slice(0, KEY), candidate);
    else addTo(this.floating, logger ?? '', candidate);
  }
}

const KEY = 4;

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
    if (candidate.first !== '' && !text.startsWith(candidate.first)) continue;
    if (!accepts(candidate.template, origin)) continue;
    if (candidate.longest !== candidate.first && !text.includes(candidate.longest)) continue;
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

function addTo(index: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const list = index.get(key);
  if (list) list.push(candidate);
  else index.set(key, [candidate]);
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
