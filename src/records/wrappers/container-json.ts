import type { Envelope, LineWrapper } from '../envelope.ts';
import { asObject, textOf, type JsonObject } from '../json-object.ts';
import { readIso } from '../stamp.ts';

/**
 * A line inside a JSON object that says nothing about its level or logger: docker's json-file driver
 * (`{"log":"…\n","stream":"stderr","time":"…Z"}`, a missing newline marks a cut line) and the shippers that pass such
 * lines on (fluent-bit, Loki, Elasticsearch's `_source`).
 */
export const containerJsonWrapper: LineWrapper = {
  id: 'container-json',
  unwrap: (_line, json): Envelope | undefined => {
    const object = asObject(json?._source) ?? json;
    if (object === undefined || isStructured(object)) return undefined;
    const text = textOf(object, 'log', 'message', 'line', 'msg');
    if (text === undefined) return undefined;
    const stamp = textOf(object, 'time', '@timestamp', 'timestamp', 'ts');
    const stream = textOf(object, 'stream') ?? '';
    const kubernetes = asObject(object.kubernetes);
    const pod = textOf(kubernetes, 'pod_name') ?? '';
    const isDocker = Object.hasOwn(object, 'log') && Object.hasOwn(object, 'stream');
    return {
      wrapper: 'container-json',
      text: text.replace(/\r?\n$/, ''),
      ...(stamp === undefined ? {} : readIso(stamp)),
      host: textOf(kubernetes, 'host') ?? textOf(object, 'hostname', 'host'),
      stream: `${pod} ${stream}`,
      isPartial: isDocker && !text.endsWith('\n') && kubernetes === undefined,
    };
  },
};

function isStructured(object: JsonObject): boolean {
  if (STRUCTURED.some((key) => Object.hasOwn(object, key))) return true;
  return Object.hasOwn(object, 'level') && (Object.hasOwn(object, 'name') || Object.hasOwn(object, 'Logger'));
}

/** Keys of formats that give each property of a record its own key. */
const STRUCTURED = ['levelname', 'log_level', 'python_module', 'MESSAGE', 'Payload', 'funcname'];
