import { EMPTY_HEAD, type LineContext, type LineFormat, type LineHead } from './line-format.ts';
import type { RecordWriter } from '../model/index.ts';
import { withoutProgram } from './qemu-instance.ts';

/**
 * What a program wrote through syslog or the journal without a header of its own: the kernel, systemd, libvirt's
 * journal output (its level and place are journal fields, virLogOutputToJournald), QEMU.
 *
 * Right behind a record that had a header, in the same stream, it is that record's next line: journald and rsyslog
 * split what a service prints at newlines.
 */
export const programLineFormat: LineFormat = { id: 'program-line', fit: 'loose', parse: parseProgramLine };

const SAME_MOMENT_MS = 2_000;

function parseProgramLine(line: string, { open, envelope }: LineContext): LineHead | undefined {
  if (envelope?.program === undefined || envelope.isVague === true) return undefined;
  if (open !== undefined && open.format !== programLineFormat.id && isSoon(open.wrappedMs, envelope.wallMs))
    return undefined;
  const writer = writerOf(envelope.program);
  return {
    ...EMPTY_HEAD,
    writer,
    logger: envelope.program,
    message: writer === 'qemu' ? withoutProgram(line) : line,
  };
}

function isSoon(before: number | undefined, now: number | undefined): boolean {
  return before === undefined || now === undefined || Math.abs(now - before) <= SAME_MOMENT_MS;
}

const LIBVIRT = /^(?:libvirtd|virt[a-z]{1,16}d)$/;
const QEMU = /^(?:qemu-system-\w{1,16}|qemu-kvm|kvm|qemu)$/;

function writerOf(program: string): RecordWriter {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (LIBVIRT.test(name)) return 'libvirtd';
  return QEMU.test(name) ? 'qemu' : 'system';
}
