import { asObject, textOf, type JsonObject } from './json-object.ts';
import { readTail, type OsloTail } from './oslo-context.ts';
import { withoutRepeatedHeader } from './oslo.ts';

/** What a JSON record's text and its context say, with the lines below the first. */
export interface StructuredText extends OsloTail {
  readonly body: readonly string[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Reads the text of a record that came as JSON, with request and instance from wherever the formatter put them. */
export function readStructured(json: JsonObject, text: string): StructuredText {
  const [first = '', ...rest] = text.split('\n');
  const tail = readTail(first, 0);
  const context = asObject(json.context);
  return {
    ...tail,
    bare: false,
    requestId: tail.requestId ?? requestOf(textOf(json, 'request_id') ?? textOf(context, 'request_id')),
    globalRequestId:
      tail.globalRequestId ??
      requestOf(textOf(json, 'global_request_id') ?? textOf(context, 'global_request_id')),
    instance: tail.instance ?? instanceOf(json),
    body: rest.map(withoutRepeatedHeader),
  };
}

function requestOf(value: string | undefined): string | undefined {
  return value?.startsWith('req-') === true ? value.toLowerCase() : undefined;
}

/** `LOG.…(instance=…)` reaches JSONFormatter as `extra`: a uuid, an object with one, or the repr of one. */
function instanceOf(json: JsonObject): string | undefined {
  const extra = asObject(json.extra);
  for (const holder of [extra, json]) {
    if (holder === undefined) continue;
    const nested = asObject(holder.instance);
    const text =
      textOf(holder, 'instance_uuid') ??
      textOf(nested, 'uuid') ??
      textOf(nested === undefined ? undefined : asObject(nested['nova_object.data']), 'uuid') ??
      textOf(holder, 'instance');
    const uuid = text === undefined ? undefined : uuidIn(text);
    if (uuid !== undefined) return uuid;
  }
  return undefined;
}

/** The dump of an Instance object names its own id as `uuid=…`, after many others. */
function uuidIn(text: string): string | undefined {
  const own = /\buuid=['"]?([0-9a-f-]{36})/i.exec(text)?.[1];
  return (own ?? UUID.exec(text)?.[0])?.toLowerCase();
}
