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
}

interface Candidate {
  readonly entry: CatalogueEntry;
  readonly template: TemplateEntry;
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

  *candidates(text: string): Generator<Candidate> {
    yield* this.byStart.get(text.slice(0, KEY)) ?? [];
    yield* this.floating;
  }
}

const KEY = 4;

/** More fixed text first; demands on the origin break ties, then fewer placeholders. */
function bySpecificity(one: Candidate, other: Candidate): number {
  return (
    fixedLength(other) - fixedLength(one) ||
    one.template.template.fields.length - other.template.template.fields.length
  );
}

function fixedLength({ template }: Candidate): number {
  const demands = (template.logger === undefined ? 0 : 1) + (template.type === undefined ? 0 : 8);
  return template.template.literals.reduce((sum, literal) => sum + literal.length, demands);
}

/** All message templates that migscope knows, ready to be matched. */
export class Catalogue {
  readonly entries: readonly CatalogueEntry[];
  private readonly byDialect = new Map<Dialect, DialectIndex>();
  private readonly byEvent = new Map<string, CatalogueEntry>();

  constructor(entries: readonly CatalogueEntry[]) {
    this.entries = entries;
    for (const entry of entries) {
      if (!this.byEvent.has(entry.event)) this.byEvent.set(entry.event, entry);
      let index = this.byDialect.get(entry.dialect);
      if (index === undefined) this.byDialect.set(entry.dialect, (index = new DialectIndex()));
      for (const template of entry.templates) index.add({ entry, template });
    }
    for (const index of this.byDialect.values()) index.sort();
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
    const index = this.byDialect.get(dialect);
    if (index === undefined) return undefined;
    let best: CatalogueMatch | undefined;
    for (const candidate of index.candidates(text)) {
      if (best !== undefined && fixedLength(candidate) <= fixedLength(best)) continue;
      if (!accepts(candidate.template, origin)) continue;
      const fields = matchTemplate(candidate.template.template, text);
      if (fields !== undefined) best = { ...candidate, fields };
    }
    return best;
  }
}

function accepts(template: TemplateEntry, origin: TextOrigin): boolean {
  if (template.logger !== undefined && origin.logger?.startsWith(template.logger) !== true) return false;
  if (template.type !== undefined && origin.type !== template.type) return false;
  return (
    template.levels === undefined || (origin.level !== undefined && template.levels.includes(origin.level))
  );
}
