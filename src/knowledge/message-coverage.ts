import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Level } from '../model/index.ts';
import { renderMessage } from './render-message.ts';

/** A message template as Nova's source holds it, with Python's placeholders. */
export interface SourceTemplate {
  readonly kind: 'log' | 'exception';
  readonly template: string;
  /** `kilo..master`, one release, or several of these. */
  readonly releases: string;
  /** Where the code stands, such as "08 copy and monitor at source". */
  readonly phases: readonly string[];
  readonly loggers?: readonly string[];
  readonly exceptions?: readonly string[];
}

/** A template that the catalogue cannot stand for, and why. */
export interface LeftOut {
  readonly kind: 'log' | 'exception';
  readonly template: string;
  readonly why: string;
}

export interface Share {
  readonly name: string;
  readonly known: number;
  readonly all: number;
}

export interface MessageCoverage {
  readonly total: Share;
  readonly byRelease: readonly Share[];
  readonly byPhase: readonly Share[];
  readonly missing: readonly SourceTemplate[];
  readonly leftOut: readonly LeftOut[];
}

/** Nova's releases from the oldest that migscope knows. */
export const RELEASES = [
  ...['kilo', 'liberty', 'mitaka', 'newton', 'ocata', 'pike', 'queens', 'rocky', 'stein', 'train', 'ussuri'],
  ...[
    'victoria',
    'wallaby',
    'xena',
    'yoga',
    'zed',
    '2023.1',
    '2023.2',
    '2024.1',
    '2024.2',
    '2025.1',
    '2025.2',
  ],
  ...['2026.1', 'master'],
] as const;

/** Every message of Nova's live-migration code, from Kilo to master. */
export function loadSourceTemplates(folder: string): readonly SourceTemplate[] {
  const text = readFileSync(join(folder, 'knowledge', 'nova-templates.json'), 'utf8');
  return JSON.parse(text) as readonly SourceTemplate[];
}

export function loadLeftOut(folder: string): readonly LeftOut[] {
  const text = readFileSync(join(folder, 'knowledge', 'left-out.yaml'), 'utf8');
  return (parse(text) as { readonly 'left-out': readonly LeftOut[] })['left-out'];
}

/** Compares the catalogue with the messages of Nova's source. */
export function coverMessages(
  catalogue: Catalogue,
  templates: readonly SourceTemplate[],
  leftOut: readonly LeftOut[],
): MessageCoverage {
  const judged = templates
    .filter(({ kind, template }) => !leftOut.some((one) => one.kind === kind && one.template === template))
    .map((template) => ({ template, known: isRecognised(catalogue, template) }));
  const share = (name: string, fits: (template: SourceTemplate) => boolean): Share => {
    const fitting = judged.filter(({ template }) => fits(template));
    return { name, all: fitting.length, known: fitting.filter(({ known }) => known).length };
  };
  const phases = [...new Set(judged.flatMap(({ template }) => template.phases))].sort();
  return {
    total: share('all', () => true),
    byRelease: RELEASES.map((release) => share(release, (one) => isIn(release, one.releases))),
    byPhase: phases.map((phase) => share(phase, (one) => one.phases.includes(phase))),
    missing: judged.filter(({ known }) => !known).map(({ template }) => template),
    leftOut,
  };
}

const LEVELS: readonly Level[] = ['ERROR', 'WARNING', 'INFO', 'DEBUG'];

/** Whether a template is recognised, whichever of its loggers or exception classes it comes from. */
export function isRecognised(catalogue: Catalogue, source: SourceTemplate): boolean {
  const text = renderMessage(source.template);
  if (source.kind === 'exception') {
    return (source.exceptions ?? []).every(
      (type) => catalogue.match('exception', text, { type }) !== undefined,
    );
  }
  return (source.loggers ?? []).every((logger) =>
    LEVELS.some((level) => catalogue.match('nova', text, { logger, level }) !== undefined),
  );
}

/** Whether a release lies in spans such as `kilo..ocata, train`. */
export function isIn(release: string, spans: string): boolean {
  const order: readonly string[] = RELEASES;
  const at = order.indexOf(release);
  return spans.split(', ').some((span) => {
    const [from = '', to = from] = span.split('..');
    return at >= order.indexOf(from) && at <= order.indexOf(to);
  });
}
