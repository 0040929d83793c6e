import type { Level, Phase, Side, Sign } from '../model/index.ts';
import type { Template } from './template.ts';

/** Which texts a catalogue entry is compared with. */
export const DIALECTS = [
  'nova',
  'exception',
  'libvirt-error',
  'libvirt-log',
  'domain-log',
  'qemu',
  'access',
  'system',
  // No text of a log: what a comparison of hosts finds.
  'hosts',
] as const;
export type Dialect = (typeof DIALECTS)[number];

export interface TemplateEntry {
  readonly template: Template;
  /** Prefix of the logger's name that the message must come from. */
  readonly logger: string | undefined;
  readonly levels: readonly Level[] | undefined;
  /** Exception class without its module, for the dialect `exception`. */
  readonly type: string | undefined;
  readonly releases: string | undefined;
  readonly sample: string;
}

/** One kind of event with all its wordings, as `rules/catalogue/*.yaml` holds it. */
export interface CatalogueEntry {
  readonly event: string;
  readonly dialect: Dialect;
  readonly phase: Phase | undefined;
  readonly side: Side;
  readonly sign: Sign;
  readonly summary: string;
  /** What the record's further lines are: a notation whose values become fields, or the rest of the field `text`. */
  readonly body: 'qemu-command-line' | 'text' | undefined;
  /** The service repeats it without news, often for years: the first line of a log stands for all. */
  readonly once: boolean;
  readonly templates: readonly TemplateEntry[];
}
