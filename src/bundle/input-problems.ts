import type { Diagnostic } from '../model/index.ts';
import { kindOfPath } from './file-kind.ts';
import type { WalkedLink } from './walk.ts';

/** A path that cannot be read. */
export function unreadable(
  severity: Diagnostic['severity'],
  what: string,
  why: string | undefined,
  fix: string,
  path: string,
): Diagnostic {
  return { code: 'input-unreadable', severity, what, ...(why === undefined ? {} : { why }), fix, path };
}

/** A path under which there is no file. */
export function withoutFiles(given: string): Diagnostic {
  return {
    code: 'input-empty',
    severity: 'error',
    what: `${given} holds no files`,
    fix: 'give the folder that holds var/log of the hosts',
    path: given,
  };
}

/** A file in parts of which one is not there. */
export function partMissing(missing: string, shown: string): Diagnostic {
  return {
    code: 'archive-part-missing',
    severity: 'warning',
    what: `${missing} is missing beside ${shown}`,
    why: 'the file was cut into parts, and what comes behind a gap cannot be read',
    fix: 'get all parts, and put them into one folder',
    path: shown,
  };
}

/** Folders in which somebody who looks for logs would look. */
const LOG_FOLDER = /\/(?:log|logs|nova|libvirt|qemu|containers|kolla|neutron|placement)$/;

/** A link to a log is worth a word; that it is not followed keeps what lies outside out. */
export function linkNotFollowed({ path, target, isFolder, isInside }: WalkedLink): Diagnostic | undefined {
  if (isInside || !(isFolder ? LOG_FOLDER.test(path) : kindOfPath(path) !== undefined)) return undefined;
  return {
    code: 'link-not-followed',
    severity: 'warning',
    what: `${path} is a link and was not followed`,
    why: `it leads out of the folder that was given, to ${target}`,
    fix: 'if that belongs to the case, give it as well',
    path,
  };
}
