import type { Envelope } from '../envelope.ts';
import type { TextLine } from '../line-splitter.ts';
import { journalEnvelope } from './journal-entry.ts';

/** An entry of `journalctl -o export` with the lines that it took. */
export interface JournalBlock {
  readonly envelope: Envelope | undefined;
  readonly from: number;
  readonly to: number;
}

const FIRST_FIELD = '__CURSOR=';
const FIELD = /^([A-Z_][A-Z0-9_]{0,63})(?:=|$)/;
const KEPT =
  /^(?:MESSAGE|PRIORITY|SYSLOG_IDENTIFIER|SYSLOG_PID|CONTAINER_NAME|_COMM|_PID|_SYSTEMD_UNIT|_HOSTNAME|_SOURCE_REALTIME_TIMESTAMP|__REALTIME_TIMESTAMP|LOGGER_NAME|LOGGER_LEVEL|REQUEST_ID|GLOBAL_REQUEST_ID|INSTANCE|EXCEPTION_TEXT)$/;
const MAX_VALUE = 256 * 1024;
const LENGTH_BYTES = 8;
/** journald's own limit is far lower (LineMax=); more is a broken file. */
const MAX_LENGTH = 64 * 1024 * 1024;

/** A value with newlines in it: its name, eight bytes of length, that many bytes, a newline. */
interface LongValue {
  readonly name: string;
  missing: number | undefined;
  start: Uint8Array;
  text: string;
}

interface Taken {
  readonly taken: boolean;
  readonly block?: JournalBlock | undefined;
}

const NOT_TAKEN: Taken = { taken: false };

/**
 * Reads `journalctl -o export` (systemd's JOURNAL_EXPORT_FORMATS): an entry is a block of `FIELD=value` lines, ended
 * by an empty line; it begins with its cursor.
 */
export class JournalExport {
  private fields: Record<string, string> | undefined;
  private from = 0;
  private to = 0;
  private long: LongValue | undefined;

  /** Whether the next line belongs to a block. */
  get isOpen(): boolean {
    return this.fields !== undefined;
  }

  /** Takes a line that belongs to a block; `taken: false` leaves it to the other formats. */
  push(text: string, line: Pick<TextLine, 'number' | 'bytes'>): Taken {
    const { number } = line;
    if (this.fields === undefined) {
      if (!text.startsWith(FIRST_FIELD)) return NOT_TAKEN;
      this.fields = {};
      this.from = number;
    }
    // A length that is wrong must not swallow the entries behind it.
    if (this.long !== undefined && !text.startsWith(FIRST_FIELD)) {
      this.to = number;
      this.readLong(this.long, line.bytes ?? Buffer.from(text));
      return { taken: true };
    }
    if (text === '') return { taken: true, block: this.finish(number) };
    const field = FIELD.exec(text);
    if (field === null) return { taken: false, block: this.finish(this.to) };
    // The next entry begins without an empty line: the export was cut and joined.
    const block = text.startsWith(FIRST_FIELD) && this.from !== number ? this.finish(this.to) : undefined;
    if (block !== undefined) {
      this.fields = {};
      this.from = number;
    }
    this.to = number;
    const [all, name = ''] = field;
    if (all.endsWith('=')) this.keep(name, text.slice(all.length));
    else this.long = { name, missing: undefined, start: new Uint8Array(0), text: '' };
    return { taken: true, block };
  }

  end(): JournalBlock | undefined {
    return this.fields === undefined ? undefined : this.finish(this.to);
  }

  private readLong(long: LongValue, bytes: Uint8Array): void {
    let rest = bytes;
    if (long.missing === undefined) {
      // A byte of the length itself may be a newline: 10, 266, … bytes of text.
      const joined = Buffer.concat([long.start, bytes, Buffer.of(0x0a)]);
      if (joined.length <= LENGTH_BYTES) {
        long.start = joined;
        return;
      }
      const length = joined.readUInt32LE(0) + joined.readUInt32LE(4) * 2 ** 32;
      long.missing = length > MAX_LENGTH ? 0 : length;
      rest = joined.subarray(LENGTH_BYTES, joined.length - 1);
    }
    if (long.text.length < MAX_VALUE) {
      const line = Buffer.from(rest.buffer, rest.byteOffset, rest.length).toString('utf8');
      long.text += long.text === '' ? line : `\n${line}`;
    }
    long.missing -= rest.length;
    if (long.missing <= 0) {
      this.keep(long.name, long.text);
      this.long = undefined;
    } else long.missing -= 1;
  }

  private keep(name: string, value: string): void {
    if (this.fields !== undefined && KEPT.test(name)) this.fields[name] = value.slice(0, MAX_VALUE);
  }

  private finish(to: number): JournalBlock {
    const fields = this.fields ?? {};
    if (this.long !== undefined) this.keep(this.long.name, this.long.text);
    this.fields = undefined;
    this.long = undefined;
    const message = fields.MESSAGE;
    const envelope = message === undefined ? undefined : journalEnvelope('journal-export', fields, message);
    return { envelope, from: this.from, to: Math.max(this.from, to) };
  }
}
