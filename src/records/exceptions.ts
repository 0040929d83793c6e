import type { RaisedException } from '../model/index.ts';

/**
 * Dotted path with a capital in its last part, a CamelCase word, or Python 2's bare `libvirtError`; every repetition
 * is bounded, because a line is hostile and `\w*[A-Z]\w*` takes quadratic time over capitals.
 */
const CLASS = String.raw`(?:[A-Za-z_]\w{0,80}\.){1,12}\w{0,80}?[A-Z]\w{0,80}|[A-Z][a-z0-9]{1,80}[A-Z]\w{0,80}|libvirtError`;
const SUMMARY = new RegExp(`: (${CLASS}): `);
const TRACEBACK_END = new RegExp(`^(${CLASS}|[A-Z]\\w{0,80}(?:Error|Exception|Timeout)): ?(.*)$`);

export interface SummarySplit {
  readonly message: string;
  readonly exception: RaisedException | undefined;
}

/**
 * Splits off oslo.log's `error_summary`: since 3.27 `: Class: text` of the active exception is appended to
 * messages of level WARNING and above (oslo_log/formatters.py), often repeating the message itself.
 */
export function splitErrorSummary(message: string): SummarySplit {
  const found = SUMMARY.exec(message);
  if (found === null) return { message, exception: undefined };
  return {
    message: message.slice(0, found.index),
    exception: toException(found[1] ?? '', message.slice(found.index + found[0].length)),
  };
}

const MAX_EXCEPTIONS = 8;

/** The exceptions that the lines of a traceback name, the outermost last as Python prints them. */
export function readTraceback(lines: readonly string[]): RaisedException[] {
  const found: RaisedException[] = [];
  for (const line of lines) {
    const end = TRACEBACK_END.exec(line);
    if (end === null) continue;
    const exception = toException(end[1] ?? '', end[2] ?? '');
    if (!found.some((one) => one.type === exception.type && one.message === exception.message))
      found.push(exception);
    if (found.length >= MAX_EXCEPTIONS) break;
  }
  return found;
}

/** oslo.messaging renames a class that crossed the wire to `module_Remote.Class_Remote` (`_drivers/common.py`). */
function toException(name: string, message: string): RaisedException {
  return { type: name.replaceAll('_Remote', ''), message, remote: name.includes('_Remote') };
}
