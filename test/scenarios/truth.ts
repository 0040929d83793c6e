import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What was done in a captured scenario and what the API said of it (`truth.json`). */
export interface Truth {
  readonly scenario: string;
  readonly instances: readonly {
    readonly uuid: string;
    readonly libvirt_domain: string;
    readonly final_server: { readonly status: string; readonly host: string };
    readonly migrations: readonly {
      readonly uuid: string | null;
      readonly status: string;
      readonly source_compute: string;
      readonly dest_compute: string | null;
      readonly created_at: string;
      readonly updated_at: string;
    }[];
    readonly actions: readonly {
      readonly action: string;
      readonly request_id: string;
      readonly start_time: string;
    }[];
  }[];
}

/** Folders with a truth.json, directly below a folder or one level deeper. */
export function scenarioFolders(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const folder = join(root, entry.name);
      return existsSync(join(folder, 'truth.json')) ? [folder] : scenarioFolders(folder);
    })
    .sort();
}

export function readTruth(folder: string): Truth {
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth;
}
