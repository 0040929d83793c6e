import { readFileSync } from 'node:fs';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic } from '../model/index.ts';
import { readCatalogueFile } from './load-catalogue.ts';
import { YamlReader } from './yaml-reader.ts';

/** Samples of a catalogue file that the whole catalogue does not recognise as the event they belong to. */
export function checkSamples(path: string, catalogue: Catalogue): readonly Diagnostic[] {
  const text = readFileSync(path, 'utf8');
  const yaml = new YamlReader(text, path, 'catalogue');
  const { entries } = readCatalogueFile(text, path);
  const written = yaml.hasErrors() ? undefined : yaml.value(['events']);
  const events = Array.isArray(written) ? (written as readonly { readonly event?: unknown }[]) : [];
  for (const entry of entries) {
    const index = events.findIndex(({ event }) => event === entry.event);
    for (const template of entry.templates) {
      const { sample, logger, levels, type } = template;
      const match = catalogue.match(entry.dialect, sample, { logger, level: levels?.[0], type });
      if (match?.entry.event === entry.event) continue;
      const what =
        sample === ''
          ? `a template of ${entry.event} has no sample`
          : `the sample "${sample}" is recognised as ${match?.entry.event ?? 'nothing'}, not as ${entry.event}`;
      const why = 'a sample proves that its line is taken for the right event';
      yaml.complain(['events', index], 'sample', what, why, 'correct the sample or the text of the template');
    }
  }
  return yaml.diagnostics.filter(({ code }) => code === 'catalogue-sample');
}
