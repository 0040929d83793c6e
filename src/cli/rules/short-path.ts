import { relative } from 'node:path';

/** A path as it is best read from a folder: relative when it lies below it, else as it is. */
export function shortPath(path: string, folder: string): string {
  const short = relative(folder, path);
  return short === '' || short.startsWith('..') ? path : short;
}
