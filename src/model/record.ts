/** Level words of oslo.log, libvirt and QEMU on one scale; `AUDIT` and `TRACE` are oslo's until Liberty. */
export type Level = 'DEBUG' | 'INFO' | 'AUDIT' | 'WARNING' | 'ERROR' | 'TRACE' | 'CRITICAL';

/** What a file holds, decided from its path and its first lines. */
export type LogKind =
  | 'nova-compute'
  | 'nova-api'
  | 'nova-conductor'
  | 'nova-scheduler'
  | 'nova-other'
  | 'placement'
  | 'neutron'
  | 'cinder'
  | 'libvirtd'
  | 'qemu-instance'
  | 'system'
  // Lines from a ticket, a mail or a chat: of any program, most often without their headers.
  | 'excerpt';

/**
 * Which program's way of logging a record has, whatever file it stands in: an OpenStack service (oslo.log), its web
 * server, libvirtd, libvirt or QEMU in a guest's log, or anything else that writes to syslog.
 */
export type RecordWriter = 'service' | 'access' | 'libvirtd' | 'libvirt-domain' | 'qemu' | 'system';

/**
 * How a printed time is to be read: `utc` when the format itself says so (QEMU logs, libvirtd.log), otherwise as the
 * host's local time; `yearless` where its year is made up besides: none was printed, and nothing in the log tells it.
 */
export type StampClock = 'utc' | 'local' | 'yearless';

/** One log file of one host, as the bundle stage found it. */
export interface LogSource {
  /** Shown in evidence: relative to the path the user gave, always with `/`. */
  readonly path: string;
  /** The key of the host that wrote it; names and aliases are resolved later. */
  readonly hostKey: string;
  /** The key of its folder's host, where `hostKey` goes by a word in the file's name that may say something else. */
  readonly folderKey?: string;
  readonly kind: LogKind;
  /** Domain name from the file name of a QEMU instance log (`instance-0000002a.log`). */
  readonly domain?: string;
}

/** An exception as a message or a traceback names it. */
export interface RaisedException {
  /** Dotted class as printed, without oslo.messaging's `_Remote` marks. */
  readonly type: string;
  readonly message: string;
  /** `*_Remote` class: it was raised on the host that answered the call (oslo_messaging/_drivers/common.py). */
  readonly remote: boolean;
}

/**
 * One log entry: a line with a header, with its traceback and its unprefixed continuation lines folded in.
 *
 * `wallMs` is the printed time read as if it were UTC; the time zone is applied by the timeline.
 */
export interface LogRecord {
  readonly writer: RecordWriter;
  /** Host that the line itself names (syslog, journal, JSON); a file may hold the lines of many. */
  readonly host?: string | undefined;
  /** Program that syslog or the journal names. */
  readonly program?: string | undefined;
  /** Unit of systemd that the journal names. */
  readonly unit?: string | undefined;
  readonly line: number;
  readonly endLine: number;
  readonly wallMs: number | undefined;
  readonly clock: StampClock;
  readonly pid: string | undefined;
  readonly level: Level | undefined;
  readonly logger: string | undefined;
  readonly requestId: string | undefined;
  readonly globalRequestId: string | undefined;
  readonly instance: string | undefined;
  /** First line's text without header, context, `[instance: …]` and DEBUG suffix. */
  readonly message: string;
  /** oslo.log's DEBUG suffix `function path:line`. */
  readonly origin: string | undefined;
  /** Continuation lines without their repeated headers; bounded. */
  readonly body: readonly string[];
  readonly exceptions: readonly RaisedException[];
}
