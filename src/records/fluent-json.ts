import { linesOf, textOf, wordOf } from './json-object.ts';
import { EMPTY_HEAD, readLevel, type LineFormat } from './line-format.ts';
import { readIso } from './stamp.ts';
import { readStructured } from './structured-record.ts';

/**
 * JSON lines of fluentd: oslo.log's FluentFormatter (`level`, `name`, `message`, `time`) and what Kolla's fluentd
 * makes of text logs (`log_level`, `python_module`, `Payload`, `Timestamp`).
 */
export const fluentJsonFormat: LineFormat = {
  id: 'fluent-json',
  fit: 'stamped',
  parse: (_line, { json }) => {
    const message = textOf(json, 'Payload', 'message');
    const level = readLevel(textOf(json, 'log_level', 'level', 'severity', 'severity_label') ?? '');
    const logger = textOf(json, 'python_module', 'name', 'Logger');
    if (json === undefined || message === undefined || level === undefined || logger === undefined)
      return undefined;
    const text = readStructured(json, message);
    const stamp = ['@timestamp', 'time', 'Timestamp', 'timestamp']
      .map((key) => readIso(textOf(json, key) ?? ''))
      .filter((one) => one !== undefined);
    const chosen = stamp.find((one) => one.clock === 'utc') ?? stamp[0];
    return {
      ...EMPTY_HEAD,
      writer: 'service',
      wallMs: chosen?.wallMs,
      clock: chosen?.clock ?? 'local',
      pid: wordOf(json, 'Pid', 'process', 'process_id', 'pid'),
      level,
      logger,
      ...text,
      body: [...text.body, ...linesOf(json.traceback)],
      host: textOf(json, 'Hostname', 'hostname'),
      program: textOf(json, 'programname'),
    };
  },
};
