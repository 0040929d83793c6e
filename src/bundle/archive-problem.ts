/** Stable codes of what can be wrong with an archive. */
export type ArchiveCode =
  | 'archive-truncated'
  | 'archive-corrupt'
  | 'archive-too-large'
  | 'archive-bomb'
  | 'archive-too-deep'
  | 'archive-too-many-entries'
  | 'archive-encrypted'
  | 'archive-unsupported';

/**
 * Why an archive cannot be read any further.
 *
 * Thrown through the readers of all archives around it; `isReported` keeps each of them from reporting it again.
 */
export class ArchiveProblem extends Error {
  readonly code: ArchiveCode;
  readonly fix: string;
  isReported = false;

  constructor(code: ArchiveCode, why: string, fix: string) {
    super(why);
    this.name = 'ArchiveProblem';
    this.code = code;
    this.fix = fix;
  }
}

export function truncated(why: string): ArchiveProblem {
  return new ArchiveProblem('archive-truncated', why, 'copy it again; everything before its end was used');
}

export function corrupt(why: string): ArchiveProblem {
  return new ArchiveProblem('archive-corrupt', why, 'copy it again; everything before the damage was used');
}

export function unsupported(why: string, fix: string): ArchiveProblem {
  return new ArchiveProblem('archive-unsupported', why, fix);
}

export function encrypted(why: string): ArchiveProblem {
  return new ArchiveProblem('archive-encrypted', why, 'unpack it with its password and give the folder');
}
