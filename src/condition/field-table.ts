/** What a field holds. A field with an `enum` holds one of these words and nothing else. */
export type FieldType =
  | 'string'
  | 'number'
  | 'duration'
  | 'size'
  | 'rate'
  | 'boolean'
  | 'time'
  | { readonly enum: readonly string[] };

export interface FieldSpec {
  readonly type: FieldType;
  /** For `--help` and completion; a clause without a full stop. */
  readonly describe: string;
  /** The unit of a number written without one; fields without it demand a unit. */
  readonly unit?: string;
}

/** The fields that a condition may compare. */
export type FieldTable = Readonly<Record<string, FieldSpec>>;

/**
 * What a field reads as: durations in ms, sizes in bytes, rates in bytes per second, times in ms since the epoch.
 * A list is a field with several values at once; a comparison with it holds when it holds for any of them.
 */
export type FieldReading = string | number | boolean | readonly string[];

/** A field's entry, safe for names such as `constructor`. */
export function fieldSpec(fields: FieldTable, name: string): FieldSpec | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
