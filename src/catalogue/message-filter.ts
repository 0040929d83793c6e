import type { RecordWriter } from '../model/index.ts';
import type { LineFilter } from '../records/record-sieve.ts';
import type { Catalogue } from './catalogue.ts';
import { LiteralFilter } from './literal-filter.ts';
import { dialectsOf } from './recognise.ts';
import { WasmLineSkimmer } from '../skim/line-skimmer.ts';

/** Who writes the lines of the formats that can be looked through as bytes. */
const WRITERS: Readonly<Record<string, RecordWriter>> = { oslo: 'service', 'libvirt-daemon': 'libvirtd' };

/** Bits of a number. */
const MAX_GROUPS = 31;

/**
 * The filters that let through every line of level DEBUG or INFO whose message the catalogue knows.
 *
 * At these levels an event comes from the message alone: exceptions and what commands wrote are read from worse ones,
 * and relayed texts stand inside messages that are known themselves.
 */
export class MessageFilters {
  private readonly catalogue: Catalogue;
  private readonly skims: boolean;
  private readonly byFormat = new Map<string, LineFilter | undefined>();

  /** Without `skims` every line is looked at by itself: slower, and the same. */
  constructor(catalogue: Catalogue, skims = true) {
    this.catalogue = catalogue;
    this.skims = skims;
  }

  /** One per format for all logs, made with the first sample; one log is looked through at a time. */
  filterFor(format: string, sample: Uint8Array | undefined): LineFilter | undefined {
    if (sample !== undefined && !this.byFormat.has(format))
      this.byFormat.set(format, this.compile(format, sample));
    return this.byFormat.get(format);
  }

  groupOf(event: string): number {
    const nth = this.catalogue.onceEvents.indexOf(event);
    return nth < 0 || nth >= MAX_GROUPS ? 0 : 1 << nth;
  }

  private compile(format: string, sample: Uint8Array): LineFilter | undefined {
    const writer = WRITERS[format];
    if (writer === undefined) return undefined;
    const dialects = new Set([
      ...dialectsOf({ writer, level: 'DEBUG' }),
      ...dialectsOf({ writer, level: 'INFO' }),
    ]);
    const templates = [...dialects].flatMap((dialect) =>
      this.catalogue
        .templatesOf(dialect)
        .map(({ template, event }) => ({ template, group: this.groupOf(event) })),
    );
    const filter = LiteralFilter.compile(templates, sample);
    if (filter === undefined) return undefined;
    return {
      scan: (chunk, muted) => filter.scan(chunk, muted),
      mayMatch: (from, to) => filter.mayMatch(from, to),
      skimmer: this.skims ? WasmLineSkimmer.make(format, filter.tables) : undefined,
    };
  }
}
