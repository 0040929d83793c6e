import type { CatalogueEntry, TemplateEntry } from '../../src/catalogue/entry.ts';
import type { TextOrigin } from '../../src/catalogue/catalogue.ts';
import { matchTemplate } from '../../src/catalogue/template.ts';

/** Where a template's sample comes from: just what the template demands. */
export function originOf(template: TemplateEntry): TextOrigin {
  return { logger: template.logger, level: template.levels?.[0], type: template.type };
}

/** How much of the text is fixed; the same order of preference as the catalogue's own. */
function weight(template: TemplateEntry): number {
  const placeholders = template.template.fields.length / 100;
  const fixed = template.template.literals.reduce((sum, literal) => sum + literal.length, 0);
  return (
    fixed - placeholders + (template.logger === undefined ? 0 : 1) + (template.type === undefined ? 0 : 8)
  );
}

function accepts(template: TemplateEntry, origin: TextOrigin): boolean {
  if (template.logger !== undefined && origin.logger?.startsWith(template.logger) !== true) return false;
  if (template.type !== undefined && origin.type !== template.type) return false;
  return (
    template.levels === undefined || (origin.level !== undefined && template.levels.includes(origin.level))
  );
}

/** Other events of the dialect that fit a sample as well as its own template does, or better. */
export function rivals(
  entries: readonly CatalogueEntry[],
  owner: CatalogueEntry,
  template: TemplateEntry,
): readonly string[] {
  const origin = originOf(template);
  const own = weight(template);
  const found = new Set<string>();
  for (const entry of entries) {
    if (entry.dialect !== owner.dialect || entry.event === owner.event) continue;
    for (const other of entry.templates) {
      if (weight(other) < own || !accepts(other, origin)) continue;
      if (matchTemplate(other.template, template.sample) !== undefined) found.add(entry.event);
    }
  }
  return [...found];
}
