import {
  EMPTY_HEAD,
  type LineContext,
  type LineFormat,
  type LineHead,
  type OpenRecord,
} from './line-format.ts';
import { readStamp } from './stamp.ts';

/**
 * `/var/log/libvirt/qemu/<domain>.log`: libvirt's own lines (`2026-11-24 02:01:13.036+0000: `) and QEMU's stderr with
 * its own stamp (`2026-11-24T02:01:17.534980Z qemu-system-x86_64: `, `-msg timestamp=on`).
 */
export const qemuInstanceFormat: LineFormat = {
  id: 'qemu-instance',
  fit: 'stamped',
  parse: parseStamped,
};

/**
 * Lines of the same log without any stamp: QEMU's, one by one, and behind "starting up" the command line: one line, or
 * many that end in a backslash. Published excerpts are indented, quoted or come from QEMU's monitor prompt.
 */
export const qemuTextFormat: LineFormat = {
  id: 'qemu-text',
  fit: 'loose',
  parse: (line, { open }: LineContext) => {
    if (open !== undefined && isCommandLine(open, line)) return undefined;
    return head(QEMU_WRITER, undefined, withoutProgram(line.replace(EXCERPT_MARKS, '')));
  },
};

const LIBVIRT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})\+0000: /;
const QEMU = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{1,6})Z /;
const PROGRAM = /^(?:\/[\w./-]*\/)?(?:qemu-system-\w+|qemu-kvm|kvm|qemu): /;
/** What stands in front of the lines of published excerpts: indents, mail quotes, QEMU's monitor prompt. */
export const EXCERPT_MARKS = /^(?:[\t >]|\(qemu\) )+/;

/** Logger names that tell the two writers of an instance log apart. */
export const LIBVIRT_WRITER = 'libvirt';
export const QEMU_WRITER = 'qemu';

function parseStamped(line: string): LineHead | undefined {
  const libvirt = LIBVIRT.exec(line);
  if (libvirt !== null) return head(LIBVIRT_WRITER, libvirt, line.slice(libvirt[0].length));
  const qemu = QEMU.exec(line);
  if (qemu !== null) return head(QEMU_WRITER, qemu, withoutProgram(line.slice(qemu[0].length)));
  return undefined;
}

function isCommandLine(open: OpenRecord, line: string): boolean {
  if (open.head.logger !== LIBVIRT_WRITER) return false;
  if (open.lines === 1) return COMMAND_LINE_START.test(line);
  return open.lastLine.endsWith('\\');
}

const COMMAND_LINE_START = /^(?:[A-Z_]+=\S*(?: |$)|\/\S+ )/;

/** Whether a line is one that QEMU wrote with its own time stamp. */
export function isQemuLine(text: string): boolean {
  return QEMU.test(text);
}

/** QEMU's text without its own time stamp and program name, as libvirt relays it in its errors. */
export function withoutProgram(text: string): string {
  const stamp = QEMU.exec(text);
  const bare = stamp === null ? text : text.slice(stamp[0].length);
  return bare.replace(PROGRAM, '');
}

function head(writer: string, stamp: RegExpExecArray | undefined, message: string): LineHead {
  return {
    ...EMPTY_HEAD,
    writer: writer === LIBVIRT_WRITER ? 'libvirt-domain' : 'qemu',
    wallMs: stamp === undefined ? undefined : readStamp(stamp[1] ?? '', stamp[2] ?? ''),
    clock: 'utc',
    logger: writer,
    message,
  };
}
