import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import type { Level } from '../../src/model/index.ts';

/** A message template as Nova's source holds it, with Python's placeholders. */
export interface SourceTemplate {
  readonly kind: 'log' | 'exception';
  readonly template: string;
  readonly releases: string;
  /** Where the code stands, such as "08 copy and monitor at source". */
  readonly phases: readonly string[];
  readonly loggers?: readonly string[];
  readonly exceptions?: readonly string[];
}

export interface LeftOut {
  readonly kind: 'log' | 'exception';
  readonly template: string;
  readonly why: string;
}

export function readSourceTemplates(): readonly SourceTemplate[] {
  const path = new URL('../../fixtures/knowledge/nova-core-templates.json', import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as SourceTemplate[];
}

export function readLeftOut(): readonly LeftOut[] {
  const path = new URL('../../rules/catalogue-coverage.yaml', import.meta.url);
  return (parse(readFileSync(path, 'utf8')) as { 'left-out': LeftOut[] })['left-out'];
}

const UUID = '7c6b3f1e-52d4-4a0f-9d3c-1f0e8b7a4d21';
const HOST = 'cmp-a';
const NUMBER = '7';
const ANYTHING = 'xyz';

const LEVELS: readonly Level[] = ['ERROR', 'WARNING', 'INFO', 'DEBUG'];

const PLACEHOLDER = /%%|%(?:\((\w+)\))?[-+0-9.]*([sdirf])|\{([\w.]*)\}/g;

/** The message as a log would show it: placeholders get values of the kind that their name or place suggests. */
export function render(template: string): string {
  const text = template.replace(
    PLACEHOLDER,
    (
      whole: string,
      named: string | undefined,
      kind: string | undefined,
      braced: string | undefined,
      at: number,
    ) => {
      if (whole === '%%') return '%';
      if (kind === 'd' || kind === 'i') return NUMBER;
      if (kind === 'f') return '7.00';
      const name = named ?? braced ?? '';
      return name === '' ? byPlace(template.slice(0, at)) : byName(name);
    },
  );
  return text.split('\n')[0] ?? '';
}

function byName(name: string): string {
  if (/uuid|^instance_id$|^mig$|^id$|^inst$/.test(name)) return UUID;
  if (/host|^dest$|^src$|^source$|^node$|^last_node$/.test(name)) return HOST;
  if (/attempt|^pos$|^cur$|^end$/.test(name)) return NUMBER;
  return ANYTHING;
}

function byPlace(before: string): string {
  if (before.endsWith('cancel live migration ')) return NUMBER;
  if (/(?:instance|volume|attachment|port|migration) ?$/i.test(before)) return UUID;
  if (/(?:host|node|destination|instance to|failed at|compute_info for) $/.test(before)) return HOST;
  return ANYTHING;
}

/** Whether a rendered template is recognised, whichever of its loggers or exception classes it comes from. */
export function isRecognised(catalogue: Catalogue, source: SourceTemplate): boolean {
  const text = render(source.template);
  if (source.kind === 'exception') {
    return (source.exceptions ?? []).every(
      (type) => catalogue.match('exception', text, { type }) !== undefined,
    );
  }
  return (source.loggers ?? []).every((logger) =>
    LEVELS.some((level) => catalogue.match('nova', text, { logger, level }) !== undefined),
  );
}
