import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { isIn, isRecognised, RELEASES, type Share, type SourceTemplate } from './message-coverage.ts';

/** A message of the code around the live migration, with the place in Nova's source that writes it. */
export interface RelatedTemplate extends SourceTemplate {
  /** File and function. */
  readonly at: string;
}

interface Reason {
  readonly at: string;
  readonly why: string;
}

/** Messages that are left out for one reason. */
export interface LeftOutGroup {
  readonly why: string;
  readonly templates: readonly RelatedTemplate[];
}

export interface RelatedCoverage {
  readonly total: Share;
  readonly byRelease: readonly Share[];
  readonly leftOut: readonly LeftOutGroup[];
  /** Neither recognised nor explained: there must be none. */
  readonly unexplained: readonly RelatedTemplate[];
}

/** Compares the catalogue with the messages around the live migration; `folder` is that of the rules. */
export function coverRelated(catalogue: Catalogue, folder: string): RelatedCoverage {
  const templates = JSON.parse(readText(folder, 'nova-related.json')) as readonly RelatedTemplate[];
  const { reasons } = parse(readText(folder, 'related-left-out.yaml')) as {
    readonly reasons: readonly Reason[];
  };
  const patterns = reasons.map(({ at, why }) => ({ pattern: new RegExp(at), why }));
  const judged = templates.map((template) => {
    const isKnown = hasOrigin(template) && isRecognised(catalogue, template);
    const why = patterns.find(({ pattern }) => pattern.test(template.at))?.why;
    return { template, isKnown, why };
  });
  const share = (name: string, fits: (template: RelatedTemplate) => boolean): Share => {
    const fitting = judged.filter(({ template }) => fits(template));
    return { name, all: fitting.length, known: fitting.filter(({ isKnown }) => isKnown).length };
  };
  const left = judged.filter(({ isKnown }) => !isKnown);
  return {
    total: share('all', () => true),
    byRelease: RELEASES.map((release) => share(release, (one) => isIn(release, one.releases))),
    leftOut: reasons.map(({ why }) => ({
      why,
      templates: left.filter((one) => one.why === why).map(({ template }) => template),
    })),
    unexplained: left.filter(({ why }) => why === undefined).map(({ template }) => template),
  };
}

/** Without loggers and classes there is nothing to compare with. */
function hasOrigin({ loggers = [], exceptions = [] }: RelatedTemplate): boolean {
  return loggers.length + exceptions.length > 0;
}

function readText(folder: string, name: string): string {
  return readFileSync(join(folder, 'knowledge', name), 'utf8');
}
