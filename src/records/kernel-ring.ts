import { EMPTY_HEAD, type LineFormat } from './line-format.ts';
import { readMonth } from './month-names.ts';
import { readTimeOfDay } from './stamp.ts';

/** `dmesg -T` (`[Thu Jul 11 18:10:59 2024] text`, local time) and plain `dmesg` (`[  812.004211] text`, no date). */
export const kernelRingFormat: LineFormat = {
  id: 'kernel-ring',
  fit: 'stamped',
  parse: (line, { envelope }) => {
    if (envelope !== undefined && envelope.isVague !== true) return undefined;
    const dated = DATED.exec(line);
    if (dated === null && !UPTIME.test(line)) return undefined;
    const [all = '', month = '', day, time = '', year] = dated ?? [];
    const number = readMonth(month);
    const midnight = number === undefined ? Number.NaN : Date.UTC(Number(year), number - 1, Number(day));
    const wallMs = midnight + readTimeOfDay(time);
    return {
      ...EMPTY_HEAD,
      writer: 'system',
      wallMs: Number.isFinite(wallMs) ? wallMs : undefined,
      logger: 'kernel',
      message: line.slice(all.length),
    };
  },
};

const DATED = /^\[\p{L}{2,4}\.? (\p{L}{3,9}\.?|\d{1,2}[月월]) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})\] /u;
const UPTIME = /^\[ *\d{1,9}\.\d{6}\] /;
