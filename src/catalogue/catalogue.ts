import { createHash } from 'node:crypto';
import { type CatalogueMatch, DialectIndex, type TextOrigin } from './dialect-index.ts';
import type { CatalogueEntry, Dialect } from './entry.ts';
import type { Template } from './template.ts';

export type { CatalogueMatch, TextOrigin } from './dialect-index.ts';

/** All message templates that migscope knows, ready to be matched. */
export class Catalogue {
  readonly entries: readonly CatalogueEntry[];
  private readonly byDialect = new Map<Dialect, DialectIndex>();
  private readonly byEvent = new Map<string, CatalogueEntry>();
  private hash: string | undefined;
  private once: readonly string[] | undefined;

  constructor(entries: readonly CatalogueEntry[]) {
    this.entries = entries;
    for (const entry of entries) if (!this.byEvent.has(entry.event)) this.byEvent.set(entry.event, entry);
  }

  /** Tells these messages from those of any other catalogue. */
  get fingerprint(): string {
    return (this.hash ??= createHash('sha256').update(JSON.stringify(this.entries)).digest('hex'));
  }

  /** The entry that first declares an event; an event may be spread over several dialects. */
  entryOf(event: string): CatalogueEntry | undefined {
    return this.byEvent.get(event);
  }

  /** All wordings of a dialect, with the events that they are of. */
  templatesOf(dialect: Dialect): { readonly template: Template; readonly event: string }[] {
    return this.entries
      .filter((entry) => entry.dialect === dialect)
      .flatMap(({ event, templates }) => templates.map(({ template }) => ({ template, event })));
  }

  /** Events of which the first line of a log stands for all. */
  get onceEvents(): readonly string[] {
    return (this.once ??= [...new Set(this.entries.filter(({ once }) => once).map(({ event }) => event))]);
  }

  /** The best entry for a text: the one with the most fixed text that fits. */
  match(dialect: Dialect, text: string, origin: TextOrigin): CatalogueMatch | undefined {
    return this.indexOf(dialect).match(text, origin);
  }

  /** Made when it is first looked into: a run meets few dialects. */
  private indexOf(dialect: Dialect): DialectIndex {
    let index = this.byDialect.get(dialect);
    if (index === undefined) {
      this.byDialect.set(dialect, (index = new DialectIndex()));
      for (const entry of this.entries)
        if (entry.dialect === dialect) for (const template of entry.templates) index.add(entry, template);
      index.sort();
    }
    return index;
  }
}
