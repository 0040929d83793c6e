import { statSync } from 'node:fs';

/** Without one of these a path is no pattern. */
const PATTERN_MARK = /[*?[\](){}!\\]/;

/** The paths that a pattern stands for, in order; a path that exists is taken as it is, whatever its signs. */
export async function expandPath(given: string): Promise<readonly string[]> {
  if (!PATTERN_MARK.test(given)) return [given];
  try {
    statSync(given);
    return [given];
  } catch {
    // Loaded only now: finding out what globby needs takes longer than reading a small log.
    const { globbySync, isDynamicPattern } = await import('globby');
    if (!isDynamicPattern(given)) return [given];
    return globbySync(given, {
      onlyFiles: false,
      followSymbolicLinks: false,
      expandDirectories: false,
    }).sort();
  }
}
