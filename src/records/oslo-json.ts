import { linesOf, numberOf, textOf, wordOf } from './json-object.ts';
import { EMPTY_HEAD, readLevel, type LineFormat } from './line-format.ts';
import { readIso } from './stamp.ts';
import { readStructured } from './structured-record.ts';

/**
 * oslo.log's JSONFormatter (`use_json`): one object a line. `created` is seconds since 1970, so unlike the text
 * formats the time is UTC; `asctime` has no fraction, that is `msecs`.
 */
export const osloJsonFormat: LineFormat = {
  id: 'oslo-json',
  fit: 'stamped',
  parse: (_line, { json }) => {
    const message = textOf(json, 'message', 'msg');
    const level = textOf(json, 'levelname');
    if (json === undefined || message === undefined || level === undefined) return undefined;
    const created = numberOf(json, 'created');
    const printed = readIso(textOf(json, 'asctime') ?? '');
    const whole = printed?.wallMs === undefined ? undefined : Math.floor(printed.wallMs / 1000) * 1000;
    const wallMs =
      created !== undefined
        ? Math.round(created * 1e6) / 1000
        : whole === undefined
          ? undefined
          : whole + (numberOf(json, 'msecs') ?? (printed?.wallMs ?? whole) - whole);
    const text = readStructured(json, message);
    return {
      ...EMPTY_HEAD,
      writer: 'service',
      wallMs,
      clock: created === undefined ? (printed?.clock ?? 'local') : 'utc',
      pid: wordOf(json, 'process'),
      level: readLevel(level),
      logger: textOf(json, 'name'),
      ...text,
      body: [...text.body, ...linesOf(json.traceback)],
      host: textOf(json, 'hostname'),
    };
  },
};
