import type { Catalogue } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/entry.ts';
import type { Diagnostic } from '../model/index.ts';
import type { LoadedCatalogue } from './load-catalogue.ts';
import type { Pack } from './pack.ts';

/**
 * Lets only those events of a user's pack through that take nothing away from migscope's own.
 *
 * Their names begin with the pack's, and their samples are lines that the own catalogue does not recognise:
 * otherwise a template with more fixed text would silence the own rules.
 */
export function screenPackEntries(
  entries: readonly CatalogueEntry[],
  pack: Pack,
  path: string,
  own: Catalogue,
): LoadedCatalogue {
  const diagnostics: Diagnostic[] = [];
  const kept = entries.filter((entry) => {
    const complaint = misnamed(entry, pack) ?? known(entry, own);
    if (complaint === undefined) return true;
    diagnostics.push({ code: 'catalogue-entry-clashes', severity: 'error', path, ...complaint });
    return false;
  });
  return { entries: kept, diagnostics };
}

type Complaint = Pick<Diagnostic, 'what' | 'why' | 'fix'>;

function misnamed({ event }: CatalogueEntry, { name }: Pack): Complaint | undefined {
  if (name === undefined) {
    return {
      what: `the event ${event} cannot be named after its pack`,
      why: 'events of a pack begin with its name, and the pack has none',
      fix: 'add a file pack.yaml with "name: acme" to the pack',
    };
  }
  if (event.startsWith(`${name}.`)) return undefined;
  return {
    what: `the event ${event} does not begin with the name of its pack`,
    why: "so that it cannot be taken for one of migscope's own events",
    fix: `name it ${name}.${event.slice(event.indexOf('.') + 1)}`,
  };
}

function known(entry: CatalogueEntry, own: Catalogue): Complaint | undefined {
  for (const { sample, logger, levels, type } of entry.templates) {
    const match = own.match(entry.dialect, sample, { logger, level: levels?.[0], type });
    if (match === undefined) continue;
    return {
      what: `migscope knows the message of ${entry.event} already`,
      why: `"${sample}" is its event ${match.entry.event}`,
      fix: `use the event ${match.entry.event} in your rules`,
    };
  }
  return undefined;
}
