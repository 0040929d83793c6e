/** A regular file or a telling link inside an archive; its content comes in order and only once. */
export interface ArchiveEntry {
  readonly path: string;
  readonly size: number | undefined;
  /** Set when the entry is not to be read: why. */
  readonly refused?: string;
  /** Set for a link that says something about its host: what is written in it. */
  readonly link?: string;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** Why a path inside an archive is not used; archives that are not hostile have none such. */
export function refusalOf(path: string): string | undefined {
  if (path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path)) return 'its path in the archive is absolute';
  if (path.split(/[\\/]/).includes('..')) return 'its path leads out of the archive';
  return path.includes('\0') ? 'its path in the archive is broken' : undefined;
}

/** A path inside an archive without `./` and doubled separators. */
export function tidyPath(path: string): string {
  return path
    .split('/')
    .filter((part, index) => part !== '.' && (part !== '' || index === 0))
    .join('/');
}
