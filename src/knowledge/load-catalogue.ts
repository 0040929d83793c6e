import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DIALECTS, type CatalogueEntry, type Dialect, type TemplateEntry } from '../catalogue/entry.ts';
import { compileTemplate } from '../catalogue/template.ts';
import { PHASES, type Diagnostic, type Level, type Phase, type Side, type Sign } from '../model/index.ts';
import { YamlReader, type YamlPath } from './yaml-reader.ts';

export interface LoadedCatalogue {
  readonly entries: readonly CatalogueEntry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every `*.yaml` of a catalogue folder; a bad entry is left out and reported with its place. */
export function loadCatalogue(folder: string): LoadedCatalogue {
  const entries: CatalogueEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.yaml') || name.endsWith('.test.yaml')) continue;
    const path = join(folder, name);
    const loaded = readCatalogueFile(readFileSync(path, 'utf8'), path);
    entries.push(...loaded.entries);
    diagnostics.push(...loaded.diagnostics);
  }
  return { entries, diagnostics };
}

const SIDES = ['source', 'destination', 'controller', 'any'] as const satisfies readonly Side[];
const BODIES = ['qemu-command-line', 'text'] as const;
const SIGNS = ['normal', 'failure', 'noise'] as const satisfies readonly Sign[];

/** Reads one catalogue file; `path` is only used in diagnostics. */
export function readCatalogueFile(text: string, path: string): LoadedCatalogue {
  const yaml = new YamlReader(text, path, 'catalogue');
  if (yaml.hasErrors()) return { entries: [], diagnostics: yaml.diagnostics };
  const root = yaml.root() as RawFile | null;
  const entries: CatalogueEntry[] = [];
  checkKeys(yaml, [], FILE_KEYS, 'key of a catalogue file');
  for (const [index, raw] of (root?.events ?? []).entries()) {
    checkKeys(yaml, ['events', index], EVENT_KEYS, 'key of an event');
    (raw.templates ?? []).forEach((_, at) => {
      checkKeys(yaml, ['events', index, 'templates', at], TEMPLATE_KEYS, 'key of a template');
    });
    const complain = (what: string, fix: string) => {
      yaml.complain(
        ['events', index],
        'entry-invalid',
        `${raw.event ?? 'an event'}: ${what}`,
        undefined,
        fix,
      );
    };
    const entry = readEntry(raw, root?.dialect, complain);
    if (entry !== undefined) entries.push(entry);
  }
  return { entries, diagnostics: yaml.diagnostics };
}

/** The keys of the format, in the order in which they are best written. */
export const FILE_KEYS = ['dialect', 'events'] as const;
export const EVENT_KEYS = [
  'event',
  'dialect',
  'phase',
  'side',
  'sign',
  'summary',
  'body',
  'once',
  'templates',
] as const;
export const TEMPLATE_KEYS = ['text', 'logger', 'levels', 'type', 'releases', 'sample'] as const;

function checkKeys(yaml: YamlReader, place: YamlPath, known: readonly string[], kind: string): void {
  for (const key of yaml.keys(place)) {
    if (!known.includes(key)) yaml.unknownKey([...place, key], key, known, kind);
  }
}

interface RawFile {
  readonly dialect?: string;
  readonly events?: readonly RawEvent[];
}

interface RawEvent {
  readonly event?: string;
  readonly dialect?: string;
  readonly phase?: string;
  readonly side?: string;
  readonly sign?: string;
  readonly summary?: string;
  readonly body?: string;
  readonly once?: boolean;
  readonly templates?: readonly RawTemplate[];
}

interface RawTemplate {
  readonly text?: string;
  readonly logger?: string;
  readonly levels?: readonly Level[];
  readonly type?: string;
  readonly releases?: string;
  readonly sample?: string;
}

type Complain = (what: string, fix: string) => void;

function readEntry(
  raw: RawEvent,
  fileDialect: string | undefined,
  complain: Complain,
): CatalogueEntry | undefined {
  const dialect = oneOf<Dialect>(DIALECTS, raw.dialect ?? fileDialect ?? 'nova');
  const side = oneOf<Side>(SIDES, raw.side ?? 'any');
  const sign = oneOf<Sign>(SIGNS, raw.sign ?? 'normal');
  const phase = raw.phase === undefined ? undefined : oneOf<Phase>(PHASES, raw.phase);
  if (
    raw.event === undefined ||
    !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*$/.test(raw.event)
  ) {
    complain('the event has no proper name', 'name it service.thing-that-happened');
    return undefined;
  }
  if (dialect === undefined) complain('unknown dialect', `use one of ${DIALECTS.join(', ')}`);
  if (side === undefined) complain('unknown side', `use one of ${SIDES.join(', ')}`);
  if (sign === undefined) complain('unknown sign', `use one of ${SIGNS.join(', ')}`);
  if (raw.phase !== undefined && phase === undefined)
    complain('unknown phase', `use one of ${PHASES.join(', ')}`);
  const body = raw.body === undefined ? undefined : oneOf(BODIES, raw.body);
  if (raw.body !== undefined && body === undefined)
    complain('unknown body', `use one of ${BODIES.join(', ')}`);
  if (dialect === undefined || side === undefined || sign === undefined) return undefined;
  const templates: TemplateEntry[] = [];
  for (const one of raw.templates ?? []) {
    const compiled = compileTemplate(one.text ?? '');
    if ('what' in compiled) {
      complain(
        `template "${one.text ?? ''}", column ${String(compiled.at + 1)}: ${compiled.what}`,
        compiled.fix,
      );
      continue;
    }
    templates.push({
      template: compiled,
      logger: one.logger,
      levels: one.levels,
      type: one.type,
      releases: one.releases,
      sample: one.sample ?? '',
    });
  }
  const relays = templates.some(({ template }) => template.fields.some(({ type }) => type === 'embedded'));
  if (raw.once === true && relays)
    complain(
      'an event that counts once relays other texts',
      'leave out `once`: the texts may differ each time',
    );
  if (templates.length === 0)
    complain('no usable template', 'give at least one template with text and sample');
  return {
    event: raw.event,
    dialect,
    phase,
    side,
    sign,
    summary: raw.summary ?? raw.event,
    body,
    once: raw.once === true,
    templates,
  };
}

function oneOf<T extends string>(known: readonly T[], value: string): T | undefined {
  return known.find((one) => one === value);
}
