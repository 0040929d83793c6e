import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Logs and small files of all hosts by path, `cmp-a/var/log/…`. */
export type Texts = Readonly<Record<string, string>>;

/** The hosts of a captured scenario; their clocks agree and they write UTC. */
export function textsOf(folder: string): Texts {
  const paths = globSync('*/**/*.{log,conf}', { cwd: folder }).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Other lines for the files that a host, or every host, has. */
export function rewrite(texts: Texts, host: string | undefined, change: (text: string) => string): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      path,
      (host === undefined || path.startsWith(`${host}/`)) && path.endsWith('.log') ? change(text) : text,
    ]),
  );
}

const STAMP = /\b(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?:([.,])(\d{1,6}))?/g;
const LOCAL_STAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?=[.,]\d{3} )/gm;
/** Seconds since 1970 in lifecycle events and in QEMU's own. */
const EPOCH = /\b1[67]\d{8}\b/g;

/** What the host would have written, had its clock run ahead by so much; whole milliseconds. */
export function ahead(text: string, ms: number): string {
  const seconds = Math.round(ms / 1000);
  const moved = (
    _: string,
    date: string,
    between: string,
    time: string,
    dot: string | undefined,
    decimals: string | undefined,
  ): string => {
    const micro = (decimals ?? '').padEnd(6, '0');
    const at = new Date(Date.parse(`${date}T${time}.${micro.slice(0, 3)}Z`) + ms).toISOString();
    const whole = `${at.slice(0, 10)}${between}${at.slice(11, 19)}`;
    const fraction = at.slice(20, 23) + micro.slice(3);
    return decimals === undefined ? whole : `${whole}${dot ?? '.'}${fraction.slice(0, decimals.length)}`;
  };
  return text.replace(STAMP, moved).replace(EPOCH, (epoch) => String(Number(epoch) + seconds));
}

/** What the host's services would have written in another zone; QEMU and libvirtd go on in UTC. */
export function inZone(text: string, zone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return text.replace(LOCAL_STAMP, (_, date: string, time: string) =>
    format.format(Date.parse(`${date}T${time}Z`)),
  );
}
