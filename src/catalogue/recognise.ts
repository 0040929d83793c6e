import type { FieldValue, LogEvent, LogRecord, LogSource, UnplacedEvent } from '../model/index.ts';
import {
  describeQemuCommandLine,
  flattenRepr,
  parsePythonRepr,
  parseQemuCommandLine,
} from '../notation/index.ts';
import { readTraceback, splitErrorSummary } from '../records/exceptions.ts';
import { isQemuLine, withoutProgram } from '../records/qemu-instance.ts';
import type { Catalogue, CatalogueMatch, TextOrigin } from './catalogue.ts';
import type { Dialect } from './entry.ts';
import { fillSummary } from './summary.ts';

/** The dialects in which a relayed text may be written, most specific first. */
const RELAYED: readonly Dialect[] = ['libvirt-error', 'qemu', 'exception'];
const MAX_RELAY_DEPTH = 3;
const MAX_EXCERPT = 400;

/**
 * Turns a record into events: what the line itself says, what it relays (libvirt's error inside Nova's message,
 * QEMU's inside libvirt's), and the exceptions that it or its traceback names.
 */
export function recogniseRecord(catalogue: Catalogue, record: LogRecord, source: LogSource): LogEvent[] {
  const recogniser = new Recogniser(catalogue, record, source);
  for (const dialect of dialectsOf(record)) recogniser.matchText(dialect, record.message, false, false, 0);
  for (const exception of record.exceptions) {
    recogniser.matchException(exception.type, exception.message, exception.remote);
  }
  if (record.body.length > 0) {
    recogniser.matchQuotedQemu();
    if (isGrave(record)) recogniser.matchOutputs();
  }
  return recogniser.events;
}

/** By who wrote the line, not by the file: the journal and container logs hold the lines of several programs. */
export function dialectsOf(record: Pick<LogRecord, 'writer' | 'level'>): readonly Dialect[] {
  switch (record.writer) {
    case 'libvirtd':
      return isWorse(record) ? ['libvirt-error', 'libvirt-log'] : ['libvirt-log'];
    case 'libvirt-domain':
      return ['domain-log'];
    case 'qemu':
      return ['qemu'];
    case 'access':
      return ['access'];
    case 'service':
      return ['nova'];
    case 'system':
      return ['system', 'nova'];
  }
}

function isGrave({ level }: LogRecord): boolean {
  return level === 'WARNING' || level === 'ERROR' || level === 'CRITICAL' || level === 'TRACE';
}

/** oslo_concurrency/processutils.py prints what a failed command wrote as `Stderr: '…'`, its newlines as `\\n`. */
const OUTPUT = /^Std(?:err|out): u?(['"])(.*)\1?$/;
const ESCAPED_BREAK = /(?:\\r)?\\n/;
const MAX_OUTPUT_LINES = 40;

/** Without a level a line of libvirtd's came through the journal, which prints none. */
function isWorse({ level }: Pick<LogRecord, 'level'>): boolean {
  return level === undefined || level === 'ERROR' || level === 'WARNING' || level === 'CRITICAL';
}

/** The dialects of text that has lost its header, what tickets quote most first. */
const BARE: readonly Dialect[] = ['nova', 'libvirt-error', 'qemu', 'domain-log', 'libvirt-log', 'system'];
/** What stands in front of a message in a ticket: a quotation mark, the word of a level. */
const TICKET_MARKS = /^(?:["'`]|error: )+/i;

/**
 * Turns a line of an excerpt into events. What has its header is read as ever; without one nobody knows who wrote the
 * text, so every dialect is tried and what entries demand of logger and level counts as met.
 */
export function recogniseText(catalogue: Catalogue, record: LogRecord, source: LogSource): LogEvent[] {
  if (record.logger !== undefined) return recogniseRecord(catalogue, record, source);
  const text = record.message.replace(TICKET_MARKS, '').trim();
  const { message, exception } = splitErrorSummary(text);
  const recogniser = new Recogniser(catalogue, record, source, true);
  for (const words of new Set([text, message])) {
    if (BARE.some((dialect) => recogniser.matchText(dialect, words, false, false, 0))) break;
  }
  const named = exception === undefined ? readTraceback([text]) : [exception];
  for (const { type, message: said, remote } of named) recogniser.matchException(type, said, remote);
  if (recogniser.events.length === 0) recogniser.matchText('exception', text, true, false, 0);
  return recogniser.events;
}

class Recogniser {
  readonly events: LogEvent[] = [];
  private readonly catalogue: Catalogue;
  private readonly record: LogRecord;
  private readonly source: LogSource;
  private readonly isBare: boolean;

  constructor(catalogue: Catalogue, record: LogRecord, source: LogSource, isBare = false) {
    this.catalogue = catalogue;
    this.record = record;
    this.source = source;
    this.isBare = isBare;
  }

  matchText(
    dialect: Dialect,
    text: string,
    relayed: boolean,
    remote: boolean,
    depth: number,
    type?: string,
  ): boolean {
    const { logger, level } = this.record;
    const { isBare } = this;
    const origin: TextOrigin = { logger: relayed ? undefined : logger, level, type, isBare };
    const match = this.catalogue.match(dialect, text, origin);
    if (match === undefined) return false;
    if (this.events.length === 0 || !this.events.some((event) => event.kind === match.entry.event))
      this.events.push(this.toEvent(match, relayed, remote));
    if (depth < MAX_RELAY_DEPTH) {
      for (const field of match.template.template.fields) {
        if (field.type !== 'embedded') continue;
        const value = match.fields[field.name];
        if (typeof value === 'string') this.matchRelayed(value, remote, depth + 1);
      }
    }
    return true;
  }

  matchException(type: string, message: string, remote: boolean): void {
    const name = type.slice(type.lastIndexOf('.') + 1);
    if (name === 'libvirtError') this.matchRelayed(message, remote, 1);
    else if (!this.matchText('exception', message, true, remote, 1, name))
      this.matchRelayed(message, remote, 1);
  }

  /** What a command wrote before it failed, line by line: mount, ssh and qemu-img say the reason there. */
  matchOutputs(): void {
    for (const line of this.record.body) {
      const output = OUTPUT.exec(line.trim())?.[2];
      if (output === undefined) continue;
      for (const piece of output.split(ESCAPED_BREAK).slice(0, MAX_OUTPUT_LINES))
        this.matchRelayed(piece, false, 1);
    }
  }

  /** QEMU's stderr of several lines, quoted by libvirt's "qemu unexpectedly closed the monitor". */
  matchQuotedQemu(): void {
    for (const line of this.record.body) {
      if (isQemuLine(line)) this.matchRelayed(line, false, 1);
    }
  }

  private matchRelayed(text: string, remote: boolean, depth: number): void {
    const bare = withoutProgram(text.trim());
    for (const dialect of RELAYED) {
      if (this.matchText(dialect, bare, true, remote, depth)) return;
    }
  }

  private toEvent(match: CatalogueMatch, relayed: boolean, remote: boolean): UnplacedEvent {
    const { record, source } = this;
    const fields = this.readFields(match);
    // What stands for all of its kind belongs to no request or instance: not even to that of its line.
    const isOfHost = match.entry.once;
    return {
      kind: match.entry.event,
      fields,
      phase: match.entry.phase,
      side: match.entry.side,
      sign: match.entry.sign,
      summary: fillSummary(match.entry.summary, fields),
      path: source.path,
      line: record.line,
      endLine: record.endLine,
      logKind: source.kind,
      hostKey: source.hostKey,
      lineHost: record.host,
      pid: record.pid,
      level: record.level,
      wallMs: record.wallMs,
      clock: record.clock,
      requestId: isOfHost ? undefined : (record.requestId ?? textOf(fields.request_id)),
      globalRequestId: isOfHost ? undefined : record.globalRequestId,
      instance: isOfHost ? undefined : (record.instance ?? textOf(fields.instance)),
      domain: source.domain ?? textOf(fields.domain),
      remote,
      relayed,
      excerpt: excerptOf(record),
      releases: match.template.releases,
      host: '',
      at: Number.NaN,
    };
  }

  private readFields(match: CatalogueMatch): Record<string, FieldValue> {
    let { fields } = match;
    for (const field of match.template.template.fields) {
      const value = fields[field.name];
      if (field.type !== 'repr' || typeof value !== 'string') continue;
      const { body } = this.record;
      const text = body.length === 0 ? value : [value, ...body].join('\n');
      // Anew and not by `delete`, which makes an object that V8 reads slowly and that takes more memory.
      const { [field.name]: _repr, ...others } = fields;
      fields = others;
      for (const [name, flat] of flattenRepr(parsePythonRepr(text).value))
        fields[`${field.name}.${name}`] = flat;
    }
    if (match.entry.body === 'text') fields.text = [fields.text ?? '', ...this.record.body].join('\n');
    if (match.entry.body === 'qemu-command-line') {
      const command = parseQemuCommandLine(this.record.body);
      if (command !== undefined) Object.assign(fields, describeQemuCommandLine(command));
    }
    return fields;
  }
}

function textOf(value: FieldValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function excerptOf(record: LogRecord): string {
  const text = record.message === '' ? (record.body[0] ?? '') : record.message;
  const [exception] = record.exceptions;
  const full =
    exception === undefined || text.includes(exception.message)
      ? text
      : `${text}: ${exception.type}: ${exception.message}`;
  return full.length > MAX_EXCERPT ? `${full.slice(0, MAX_EXCERPT - 1)}…` : full;
}
