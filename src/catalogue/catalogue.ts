import { createHash } from 'node:crypto';
import type { FieldValue, Level } from '../model/index.ts';
import type { CatalogueEntry, Dialect, TemplateEntry } from './entry.ts';
import { matchTemplate, type Template } from './template.ts';

export interface CatalogueMatch {
  readonly entry: CatalogueEntry;
  readonly template: TemplateEntry;
  readonly fields: Record<string, FieldValue>;
}

/** What is known about a text besides its words; entries may demand some of it. */
export interface TextOrigin {
  readonly logger?: string | undefined;
  readonly level?: Level | undefined;
  /** Class of an exception, without its module. */
  readonly type?: string | undefined;
  /** Nothing is known but the words: they may come from any logger, at any level. */
  readonly isBare?: boolean | undefined;
}

interface Candidate {
  readonly entry: CatalogueEntry;
  readonly template: TemplateEntry;
  /** Length of its fixed text and of its demands. */
  readonly weight: number;
  /** A text without it cannot match: one search rules most of the floating ones out. */
  readonly longest: string;
  /** What its text begins with. */
  readonly first: string;
}

function candidateOf(entry: CatalogueEntry, template: TemplateEntry): Candidate {
  const { literals } = template.template;
  const demands = (template.logger === undefined ? 0 : 1) + (template.type === undefined ? 0 : 8);
  const weight = literals.reduce((sum, literal) => sum + literal.length, demands);
  const longest = literals.reduce((one, other) => (other.length > one.length ? other : one));
  return { entry, template, weight, longest, first: literals[0] ?? '' };
}

/** Entries of one dialect, found by the first characters of a text. */
class DialectIndex {
  private readonly byStart = new Map<string, Candidate[]>();
  private readonly floating: Candidate[] = [];

  add(candidate: Candidate): void {
    const start = candidate.template.template.literals[0] ?? '';
    if (start.length < KEY) {
      this.floating.push(candidate);
      return;
    }
    const key = start.slice(0, KEY);
    const list = this.byStart.get(key);
    if (list) list.push(candidate);
    else this.byStart.set(key, [candidate]);
  }

  sort(): void {
    for (const list of this.byStart.values()) list.sort(bySpecificity);
    this.floating.sort(bySpecificity);
  }

  /** The match with the most fixed text. */
  match(text: string, origin: TextOrigin): Best | undefined {
    const anchored = this.byStart.get(text.slice(0, KEY)) ?? NONE;
    return bestOf(this.floating, text, origin, bestOf(anchored, text, origin, undefined));
  }
}

const KEY = 4;
const NONE: readonly Candidate[] = [];

interface Best {
  readonly candidate: Candidate;
  readonly fields: Record<string, FieldValue>;
}

/** The heaviest that fits and is heavier than the one before; the list is in the order of weight. */
function bestOf(
  candidates: readonly Candidate[],
  text: string,
  origin: TextOrigin,
  before: Best | undefined,
): Best | undefined {
  const floor = before?.candidate.weight ?? 0;
  for (const candidate of candidates) {
    if (candidate.weight <= floor) break;
    if (!text.startsWith(candidate.first) || !accepts(candidate.template, origin)) continue;
    if (!text.includes(candidate.longest)) continue;
    const fields = matchTemplate(candidate.template.template, text);
    if (fields !== undefined) return { candidate, fields };
  }
  return before;
}

/** More fixed text first; demands on the origin break ties, then fewer placeholders. */
function bySpecificity(one: Candidate, other: Candidate): number {
  return (
    other.weight - one.weight || one.template.template.fields.length - other.template.template.fields.length
  );
}

/** All message templates that migscope knows, ready to be matched. */
export class Catalogue {
  readonly entries: readonly CatalogueEntry[];
  private readonly byDialect = new Map<Dialect, DialectIndex>();
  private readonly byEvent = new Map<string, CatalogueEntry>();
  private hash: string | undefined;

  constructor(entries: readonly CatalogueEntry[]) {
    this.entries = entries;
    for (const entry of entries) {
      if (!this.byEvent.has(entry.event)) this.byEvent.set(entry.event, entry);
      let index = this.byDialect.get(entry.dialect);
      if (index === undefined) this.byDialect.set(entry.dialect, (index = new DialectIndex()));
      for (const template of entry.templates) index.add(candidateOf(entry, template));
    }
    for (const index of this.byDialect.values()) index.sort();
  }

  /** Tells these messages from those of any other catalogue. */
  get fingerprint(): string {
    return (this.hash ??= createHash('sha256').update(JSON.stringify(this.entries)).digest('hex'));
  }

  /** The entry that first declares an event; an event may be spread over several dialects. */
  entryOf(event: string): CatalogueEntry | undefined {
    return this.byEvent.get(event);
  }

  /** All wordings of a dialect. */
  templatesOf(dialect: Dialect): Template[] {
    return this.entries
      .filter((entry) => entry.dialect === dialect)
      .flatMap((entry) => entry.templates.map(({ template }) => template));
  }

  /** The best entry for a text: the one with the most fixed text that fits. */
  match(dialect: Dialect, text: string, origin: TextOrigin): CatalogueMatch | undefined {
    const best = this.byDialect.get(dialect)?.match(text, origin);
    if (best === undefined) return undefined;
    const { entry, template } = best.candidate;
    return { entry, template, fields: best.fields };
  }
}

function accepts(template: TemplateEntry, origin: TextOrigin): boolean {
  if (origin.isBare === true) return template.type === undefined || origin.type === template.type;
  if (template.logger !== undefined && origin.logger?.startsWith(template.logger) !== true) return false;
  if (template.type !== undefined && origin.type !== template.type) return false;
  return (
    template.levels === undefined || (origin.level !== undefined && template.levels.includes(origin.level))
  );
}
