import type { LogKind } from '../model/index.ts';

interface ContentRule {
  readonly pattern: RegExp;
  readonly kind: LogKind;
}

/** Some collectors write the name of the file in front of each line. */
const OSLO = String.raw`^(?:[\w.:/-]{1,200} )?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\S* (?:\S+ )?(?:DEBUG|INFO|AUDIT|WARNING|ERROR|TRACE|CRITICAL) `;

/** What a file's first lines give away when its name does not. */
const BY_CONTENT: readonly ContentRule[] = [
  {
    pattern:
      // wording because: these words make out the format of a guest's log before any message is read
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: (?:starting up|initiating migration|shutting down)/m,
    kind: 'qemu-instance',
  },
  { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z \S*(?:qemu|kvm)\S*: /m, kind: 'qemu-instance' },
  {
    pattern: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+0000: \d+: (?:debug|info|warning|error) : /m,
    kind: 'libvirtd',
  },
  {
    pattern: new RegExp(`${OSLO}nova\\.(?:virt|compute\\.(?:manager|resource_tracker|claims))`, 'm'),
    kind: 'nova-compute',
  },
  { pattern: new RegExp(`${OSLO}nova\\.conductor`, 'm'), kind: 'nova-conductor' },
  {
    pattern: new RegExp(`${OSLO}nova\\.scheduler\\.(?:manager|host_manager|filters)`, 'm'),
    kind: 'nova-scheduler',
  },
  { pattern: new RegExp(`${OSLO}nova\\.(?:api|osapi_compute|metadata)`, 'm'), kind: 'nova-api' },
  { pattern: new RegExp(`${OSLO}placement`, 'm'), kind: 'placement' },
  { pattern: new RegExp(`${OSLO}neutron`, 'm'), kind: 'neutron' },
  { pattern: new RegExp(`${OSLO}cinder`, 'm'), kind: 'cinder' },
  { pattern: new RegExp(`${OSLO}\\S`, 'm'), kind: 'nova-other' },
];

/** Whose lines syslog and the journal hold, by the program that they name. */
const BY_PROGRAM: readonly ContentRule[] = [
  { pattern: /^nova[-_]compute$|^devstack@n-cpu/, kind: 'nova-compute' },
  { pattern: /^nova[-_](?:api|metadata)|^devstack@n-api/, kind: 'nova-api' },
  { pattern: /^nova[-_](?:\w+[-_])?conductor|^devstack@n-(?:super-)?cond/, kind: 'nova-conductor' },
  { pattern: /^nova[-_]scheduler|^devstack@n-sch/, kind: 'nova-scheduler' },
  { pattern: /^placement|^devstack@placement/, kind: 'placement' },
  { pattern: /^neutron|^devstack@(?:q|neutron)-/, kind: 'neutron' },
  { pattern: /^cinder|^devstack@c-/, kind: 'cinder' },
  { pattern: /^(?:libvirtd|virtqemud)$/, kind: 'libvirtd' },
  { pattern: /^(?:nova|edpm_nova|qemu-kvm|qemu-system-\w+|virt\w+d)/, kind: 'system' },
];

/** What stands in front of a service's own line, in the order of peeling: each may lie in the one before. */
const WRAPPERS: readonly RegExp[] = [
  /^\{"log":"/,
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?(?=\d{4}-\d\d-\d\d|\{)/,
  /^[A-Za-z0-9][\w.@-]{0,127} {1,64}\| /,
];
const ENDINGS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S* std(?:out|err) [FP] /;
const COLOUR = /(?:\u001b|#033|\\u001b|\^\[)\[[\d;]*m/g;
/** The program of a line of syslog or of `journalctl`, behind its stamp and host. */
const PROGRAM =
  /^(?:<\d{1,3}>)?(?:\p{L}{3,9}\.? {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)) \S{1,255} ([^\s:[\]]{1,128})(?:\[\d+\])?: /u;
const EXPORTED = /^(?:SYSLOG_IDENTIFIER|_COMM)=(\S{1,128})$/;
const JSON_PROGRAM = /"(?:SYSLOG_IDENTIFIER|_COMM|programname|CONTAINER_NAME)" ?: ?"([^"]{1,128})"/;
const MAX_LINES = 400;

/** Kind of a log file by its first bytes; `undefined` when it is no log that migscope knows. */
export function kindOfContent(head: string): LogKind | undefined {
  const lines = head.split('\n', MAX_LINES).map(peel);
  const text = lines.join('\n');
  return BY_CONTENT.find((rule) => rule.pattern.test(text))?.kind ?? kindOfPrograms(lines);
}

function peel(line: string): string {
  let left = line.replace(COLOUR, '');
  for (const wrapper of WRAPPERS) left = left.replace(wrapper, '');
  return left.replace(ENDINGS, '');
}

/** A systemd unit by the service in it: distributions and deployment tools put their names around it. */
const UNIT =
  /^(?:(?:openstack|tripleo|kolla|edpm|snap\.[\w-]{1,64})[-_.])?(.{1,128}?)(?:[-_]container)?\.service$/;

/**
 * The kind of log that a program's lines belong to; web servers run any of them, and only their unit tells which.
 * `undefined` when it is no service that migscope knows.
 */
export function kindOfProgram(program: string, unit: string | undefined): LogKind | undefined {
  const names = [program, UNIT.exec(unit ?? '')?.[1] ?? ''];
  return BY_PROGRAM.find(({ pattern }) => names.some((name) => pattern.test(name)))?.kind;
}

/** Whether any of the first lines is one of syslog's or of the journal's, whoever wrote it. */
export function looksLikeJournal(head: string): boolean {
  return head.split('\n', MAX_LINES).some((line) => programOf(line) !== undefined);
}

function programOf(line: string): string | undefined {
  return (PROGRAM.exec(line) ?? EXPORTED.exec(line) ?? JSON_PROGRAM.exec(line))?.[1];
}

/** One service's lines make its log, those of several that of a system. */
function kindOfPrograms(lines: readonly string[]): LogKind | undefined {
  const kinds = new Set<LogKind>();
  let others = 0;
  for (const line of lines) {
    const program = programOf(line);
    if (program === undefined) continue;
    const kind = kindOfProgram(program, undefined);
    if (kind === undefined) others += 1;
    else kinds.add(kind);
  }
  const [only] = kinds;
  return only === undefined ? undefined : kinds.size === 1 && others === 0 ? only : 'system';
}
