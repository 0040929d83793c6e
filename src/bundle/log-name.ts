/** What the name of a log says besides what it holds. */
export interface LogName {
  /** The name that the log has while it is written: without rotation, compression and what tools append. */
  readonly base: string;
  /**
   * Sorts the parts of a log, the oldest first: `[generation, stamp]`, where what is written now comes last. Of parts
   * numbered by age the highest is the oldest; of parts named by time the lowest.
   */
  readonly age: readonly [number, string];
}

const COMPRESSED = /\.(?:gz|xz|bz2|zst|zstd|lz4|z)$/i;
/** zuul renames files so that a browser shows them: `libvirtd_log.txt`, `syslog.txt`. */
const TEXT_NAME = /(?:_log|\.log)\.txt$/;
/** logrotate's `dateext` by day, hour, or seconds since 1970, and the forms that people give by hand. */
const DATED = /[-._](20\d{2}-?\d{2}-?\d{2}(?:[-.T_]?\d{2,10})?|1\d{9})$/;
/** kubelet's rotation, `0.log.20240624-185849`, is dated; a number counts generations. */
const NUMBERED = /\.(\d{1,4})$/;
/** logrotate's `extension`: `nova-compute.1.log`, `nova-compute-20241124.log`. */
const BEFORE_ENDING =
  /^(.*?[^\d.-])(?:[-.](20\d{2}-?\d{2}-?\d{2}(?:[-.T_]?\d{2,10})?|1\d{9})|\.(\d{1,3}))\.log$/;
/** Guests are called as their owners like: `web-20241124.log` is no part of `web.log`. */
const NAMED_AFTER_GUESTS = /libvirt\/(?:qemu|lxc)\/$/;

const NOW = Number.MAX_SAFE_INTEGER;

/** Reads what rotation, compression and collecting tools made of the name of a log. */
export function readLogName(path: string): LogName {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  let name = path
    .slice(slash)
    .replace(COMPRESSED, '')
    .replace(/\.(?:tailed|old|bak|orig|copy)$|~$/, '');
  name = name.replace(TEXT_NAME, '.log');
  const dated = DATED.exec(name);
  if (dated !== null)
    return { base: `${folder}${name.slice(0, dated.index)}`, age: [NOW - 1, digits(dated[1])] };
  const numbered = NUMBERED.exec(name);
  if (numbered !== null)
    return { base: `${folder}${name.slice(0, numbered.index)}`, age: [NOW - 2 - Number(numbered[1]), ''] };
  const before = NAMED_AFTER_GUESTS.test(folder) ? null : BEFORE_ENDING.exec(name);
  if (before === null) return { base: `${folder}${name}`, age: [NOW, ''] };
  const [, start = '', date, number = '0'] = before;
  const base = `${folder}${start}.log`;
  return { base, age: date === undefined ? [NOW - 2 - Number(number), ''] : [NOW - 1, digits(date)] };
}

/** Times of different precision in one form: seconds since 1970 are turned into a date. */
function digits(stamp = ''): string {
  if (/^1\d{9}$/.test(stamp))
    return new Date(Number(stamp) * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
  return stamp.replace(/\D/g, '').padEnd(14, '0').slice(0, 14);
}

/** Puts files in the order in which their folders, their logs and the parts of these belong: the oldest part first. */
export function byLogAge(one: string, other: string): number {
  const [first, second] = [readLogName(one), readLogName(other)];
  if (first.base !== second.base) return first.base < second.base ? -1 : 1;
  return first.age[0] - second.age[0] || compare(first.age[1], second.age[1]) || compare(one, other);
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
