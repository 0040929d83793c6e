import type { LogKind, LogRecord, StampClock } from '../../src/model/index.ts';
import { formatsOf } from '../../src/records/formats.ts';
import { LineSplitter } from '../../src/records/line-splitter.ts';
import { RecordReader } from '../../src/records/record-reader.ts';

/** The records of a text or of bytes, by line. */
export function readRecords(text: string | Uint8Array, kind: LogKind = 'nova-compute'): LogRecord[] {
  const records: LogRecord[] = [];
  const reader = new RecordReader(formatsOf(kind), (record) => records.push(record));
  const splitter = new LineSplitter((line) => {
    reader.push(line);
  });
  splitter.push(typeof text === 'string' ? Buffer.from(text) : text);
  splitter.end();
  reader.end();
  return records.sort((one, other) => one.line - other.line);
}

const CLOCK_MARKS = { utc: 'Z', local: '~', yearless: '?' } satisfies Record<StampClock, string>;

/**
 * A record in short: `lines time(Z for UTC, ~ for local, ? without its year) pid LEVEL logger {ids} host/program | message`, what is not
 * there left out, then its further lines (`+`), origin (`@`) and exceptions (`!`, `!!` from the other host).
 */
export function shorten(record: LogRecord): string {
  const { line, endLine, wallMs, clock, pid, level, logger, requestId, globalRequestId, instance } = record;
  const time =
    wallMs === undefined
      ? undefined
      : new Date(wallMs).toISOString().replace('T', ' ').replace('Z', CLOCK_MARKS[clock]);
  const head = [
    line === endLine ? String(line) : `${String(line)}-${String(endLine)}`,
    time,
    pid,
    level,
    logger,
    requestId === undefined ? undefined : `req=${requestId.slice(4, 8)}`,
    globalRequestId === undefined ? undefined : `global=${globalRequestId.slice(4, 8)}`,
    instance === undefined ? undefined : `vm=${instance.slice(0, 4)}`,
    record.host === undefined && record.program === undefined
      ? undefined
      : `${record.host ?? ''}/${record.program ?? ''}`,
    record.writer === 'service' ? undefined : `(${record.writer})`,
  ];
  return [
    `${head.filter((one) => one !== undefined).join(' ')} | ${record.message}`,
    ...record.body.map((one) => `+ ${one}`),
    ...(record.origin === undefined ? [] : [`@ ${record.origin}`]),
    ...record.exceptions.map((one) => `${one.remote ? '!!' : '!'} ${one.type}: ${one.message}`),
  ].join('\n');
}

/** A text of several lines, written in a test without its indent. */
export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

export function shortRecords(text: string | Uint8Array, kind?: LogKind): string[] {
  return readRecords(text, kind).map(shorten);
}
