import { numbersFirst } from './numbers-first.ts';
import type { ReprScalar, ReprValue } from './repr-value.ts';

const MAX_FIELDS = 512;

type Flat = [path: string, value: string | number | boolean];

/**
 * The scalars inside a value by their dotted path: `migration.status`, `vifs.0.port_id`.
 *
 * Lists of scalars become one text joined by commas; unset, None and empty collections are left out, so that
 * `exists` on such a field tells whether Nova knew it. A value that is no object or dict stands under `value`.
 */
export function flattenRepr(value: ReprValue): ReadonlyMap<string, string | number | boolean> {
  const flat: Flat[] = [];
  collect('', value, flat);
  return numbersFirst(new Map(flat.slice(0, MAX_FIELDS)));
}

function collect(path: string, value: ReprValue, flat: Flat[]): void {
  if (flat.length > MAX_FIELDS) return;
  switch (value.type) {
    case 'none':
    case 'unset':
      return;
    case 'object':
      for (const [name, field] of value.fields) collect(join(path, name), field, flat);
      // dict_keys([...]), set([...]), UUID('...'): the name only wraps its argument.
      if (value.args.length === 1 && value.args[0] !== undefined) collect(path, value.args[0], flat);
      else if (value.args.length > 0) collectList(path, value.args, flat);
      return;
    case 'dict':
      for (const [name, field] of value.entries) collect(join(path, name), field, flat);
      return;
    case 'list':
      collectList(path, value.items, flat);
      return;
    default:
      flat.push([path || 'value', value.value]);
  }
}

function collectList(path: string, items: readonly ReprValue[], flat: Flat[]): void {
  if (items.length > 0 && items.every(isScalar)) {
    flat.push([path || 'value', items.map(({ value }) => value).join(',')]);
    return;
  }
  items.forEach((item, index) => collect(join(path, String(index)), item, flat));
}

function isScalar(value: ReprValue): value is ReprScalar {
  return (
    value.type === 'string' || value.type === 'word' || value.type === 'number' || value.type === 'boolean'
  );
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
