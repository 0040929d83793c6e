/**
 * What a Python repr says, as far as it could be read.
 *
 * Sets, tuples and lists are all `list`: Nova's logs never make the difference matter. `unset` is the `<?>` of
 * oslo.versionedobjects, which is not the same as None: nobody has asked for the value yet.
 */
export type ReprValue =
  | ReprObject
  | { readonly type: 'list'; readonly items: readonly ReprValue[] }
  | { readonly type: 'dict'; readonly entries: ReadonlyMap<string, ReprValue> }
  | ReprScalar
  | { readonly type: 'none' }
  | { readonly type: 'unset' };

/** `Name(field=value, …)`; `args` holds values without a name, as in `dict_keys(['…'])`. */
export interface ReprObject {
  readonly type: 'object';
  readonly name: string;
  readonly args: readonly ReprValue[];
  readonly fields: ReadonlyMap<string, ReprValue>;
}

/** A `word` is anything unquoted that is not a number or a constant: an address, a time, `<Foo at 0x7f>`. */
export type ReprScalar =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'word'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean };
