/** A parsed JSON object of unknown shape. */
export type JsonObject = Readonly<Record<string, unknown>>;

const BRACE = 0x7b;

/** A line as a JSON object; anything else, also broken or absurdly nested JSON, is `undefined`. */
export function readJsonObject(line: string): JsonObject | undefined {
  if (line.charCodeAt(0) !== BRACE || !/\}\s*$/.test(line.slice(-8))) return undefined;
  try {
    return asObject(JSON.parse(line));
  } catch {
    return undefined;
  }
}

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** The first of the keys that holds a text that is not empty. */
export function textOf(object: JsonObject | undefined, ...keys: readonly string[]): string | undefined {
  if (object === undefined) return undefined;
  for (const key of keys) {
    if (!Object.hasOwn(object, key)) continue;
    const value = object[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

/** Like `textOf` for numbers, also for those that were written as text. */
export function numberOf(object: JsonObject | undefined, ...keys: readonly string[]): number | undefined {
  if (object === undefined) return undefined;
  for (const key of keys) {
    if (!Object.hasOwn(object, key)) continue;
    const value = object[key];
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return undefined;
}

/** A number or a text, as a text: process ids come as both. */
export function wordOf(object: JsonObject | undefined, ...keys: readonly string[]): string | undefined {
  return textOf(object, ...keys) ?? numberOf(object, ...keys)?.toString();
}

/** A text with newlines, or a list of lines, as oslo.log's JSONFormatter writes tracebacks. */
export function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trimEnd().split('\n');
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => (typeof one === 'string' ? one.trimEnd().split('\n') : []));
}
