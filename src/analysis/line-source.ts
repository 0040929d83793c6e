import { kindOfProgram } from '../bundle/content-kind.ts';
import type { LogRecord, LogSource } from '../model/index.ts';

/** A log names few programs; what a broken one makes up is looked at each time. */
const MAX_WRITERS = 500;

/**
 * The log that a line counts to: where syslog and the journal mix the lines of all services, that of the service which
 * wrote it, as if it had one of its own in that file.
 */
export function lineSources(source: LogSource): (record: LogRecord) => LogSource {
  if (source.kind !== 'system') return () => source;
  const byWriter = new Map<string, LogSource>();
  return ({ program, unit }) => {
    if (program === undefined) return source;
    const writer = `${program}\n${unit ?? ''}`;
    const known = byWriter.get(writer);
    if (known !== undefined) return known;
    const kind = kindOfProgram(program, unit) ?? source.kind;
    const own = kind === source.kind ? source : { ...source, kind };
    if (byWriter.size < MAX_WRITERS) byWriter.set(writer, own);
    return own;
  };
}
