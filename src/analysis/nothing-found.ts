import type { Diagnostic } from '../model/index.ts';

/** No file is a log, or none of their lines is one of a log. */
export function nothingRecognised(logs: number): Diagnostic {
  return {
    code: 'nothing-recognised',
    severity: 'error',
    what: 'no log entry was recognised',
    why:
      logs === 0
        ? 'none of the files is a log that migscope reads'
        : `${String(logs)} files look like logs, but none of their lines does`,
    fix: 'give the folder that holds var/log of the hosts, such as nova-compute.log and libvirt/qemu/<domain>.log',
  };
}

/** There are lines of a migration, of which only what they mean can be told. */
export function notRebuilt(): Diagnostic {
  return {
    code: 'migration-not-rebuilt',
    severity: 'warning',
    what: 'the lines tell of a live migration, and too little to rebuild it',
    why: 'they have no times, or do not name the instance; what they mean is told without hosts and order',
    fix: 'give the whole logs of both compute hosts and of the controllers',
  };
}

/** `all`: how many there are without the filter. */
export function noMigration(all: number): Diagnostic {
  return all > 0
    ? {
        code: 'no-migration-selected',
        severity: 'warning',
        what: `none of the ${String(all)} migrations fits the filter`,
        fix: 'loosen --migration, --instance, --request, --since, --until or --where',
      }
    : {
        code: 'no-migration-found',
        severity: 'warning',
        what: 'the logs hold no trace of a live migration',
        why: 'they may cover another time, or come from hosts that took no part',
        fix: 'give the logs of both compute hosts and of the controllers for the time of the migration',
      };
}
