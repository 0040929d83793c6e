/**
 * The part of OTLP's JSON encoding that traces need: names in lowerCamelCase, ids in hex, 64-bit numbers as texts,
 * enums as numbers (opentelemetry.io/docs/specs/otlp, JSON Protobuf Encoding).
 */
export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly OtlpEvent[];
  readonly links?: readonly OtlpLink[];
  readonly status: { readonly code: StatusCode; readonly message?: string };
}

export interface OtlpEvent {
  readonly timeUnixNano: string;
  readonly name: string;
  readonly attributes: readonly OtlpAttribute[];
}

export interface OtlpLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly OtlpAttribute[];
}

export interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

export type OtlpValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly OtlpValue[] } };

export const SpanKind = { INTERNAL: 1 } as const;
export type SpanKind = (typeof SpanKind)[keyof typeof SpanKind];

export const StatusCode = { UNSET: 0, OK: 1, ERROR: 2 } as const;
export type StatusCode = (typeof StatusCode)[keyof typeof StatusCode];

type Plain = string | number | boolean;

/** Attributes as OTLP writes them; what is not known is left out. */
export function otlpAttributes(
  values: Readonly<Record<string, Plain | readonly Plain[] | undefined>>,
): readonly OtlpAttribute[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value: otlpValue(value) }],
  );
}

function otlpValue(value: Plain | readonly Plain[]): OtlpValue {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value !== 'number') return { arrayValue: { values: value.map(otlpValue) } };
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

/** An ISO time in nanoseconds since 1970, as a text: it does not fit a JSON number. */
export function unixNano(iso: string): string {
  const ms = Date.parse(iso);
  return Number.isFinite(ms) && ms > 0 ? String(BigInt(ms) * 1_000_000n) : '0';
}
