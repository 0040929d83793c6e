import type { ConfigFile } from '../facts/config-files.ts';
import type { OptionTable } from '../options/option-table.ts';
import type { ConfigEntry } from '../options/oslo-config.ts';
import type { LineFault } from './config-check.ts';
import { type FoundFault, shownValue } from './found-fault.ts';

/** Options that are set twice: the last one counts, in a file and among the files of a folder. */
export function repeatedFaults(
  file: ConfigFile,
  files: readonly ConfigFile[],
  table: OptionTable,
): readonly FoundFault[] {
  const faults: FoundFault[] = [];
  for (const [index, entry] of file.entries.entries()) {
    const { section, name, value } = entry;
    const isKnown = file.owner !== 'nova' || table.find(section, name) !== undefined;
    if (!isKnown) continue;
    const isSame = (other: ConfigEntry): boolean => other.section === section && other.name === name;
    const found = (fault: LineFault, earlier: ConfigEntry, of: ConfigFile): FoundFault => ({
      fault,
      file,
      line: entry.line,
      column: entry.column,
      other: { file: of, line: earlier.line, column: earlier.column },
      words: {
        option: name,
        section,
        value: shownValue(name, value),
        earlier: shownValue(name, earlier.value),
      },
    });
    const before = file.entries.slice(0, index).findLast(isSame);
    if (before !== undefined) {
      faults.push(found('repeated', before, file));
      continue;
    }
    const base = files
      .slice(0, files.indexOf(file))
      .findLast(
        (other) =>
          other.daemon === file.daemon &&
          !other.isDistribution &&
          isNeighbour(other.path, file.path) &&
          other.entries.some(isSame),
      );
    const overridden = base?.entries.findLast(isSame);
    if (base !== undefined && overridden !== undefined && overridden.value !== value)
      faults.push(found('overridden', overridden, base));
  }
  return faults;
}

/** Whether a service reads both: they lie in one folder, or one in the `.d` folder beside the other. */
function isNeighbour(one: string, other: string): boolean {
  const folder = (path: string): string =>
    path
      .split('/')
      .slice(0, -1)
      .join('/')
      .replace(/\/?[^/]+\.conf\.d$/, '');
  return folder(one) === folder(other);
}
