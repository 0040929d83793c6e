import type { Comparator, ConditionOf, Name, Operand } from './condition.ts';
import { fieldSpec, type FieldReading, type FieldSpec, type FieldTable } from './field-table.ts';
import { compileRegex } from './linear-regex.ts';
import { printQuantity } from './quantity.ts';
import { resolveOperand } from './resolve-operand.ts';

/** Where field values come from. */
export interface FieldSource {
  readonly fields: FieldTable;
  readonly field: (name: string) => FieldReading | undefined;
}

/** Result of a term about fields; the reason is put into words only for who asks. */
export interface FieldVerdict {
  readonly holds: boolean;
  readonly why: () => string;
}

/**
 * Compares a field. What the logs do not tell compares with nothing: such a term is false, `!=` included, so that
 * a rule does not fire on what is merely unknown; `not (a = b)` and `exists` are there for those who want it.
 */
export function compareField(
  { field, comparator, operand }: ConditionOf<'compare'>,
  source: FieldSource,
): FieldVerdict {
  return compareOne(field, comparator, operand, source);
}

/** True when the field equals any of the operands. */
export function fieldIsMember({ field, operands }: ConditionOf<'member'>, source: FieldSource): FieldVerdict {
  const verdicts = operands.map((operand) => compareOne(field, '=', operand, source));
  return (
    verdicts.find(({ holds }) => holds) ?? verdicts[0] ?? { holds: false, why: () => 'the list is empty' }
  );
}

/** Searches a field's text with a regular expression, anywhere in it unless `^` and `$` say otherwise. */
export function matchField(
  { field, pattern, flags }: ConditionOf<'match'>,
  source: FieldSource,
): FieldVerdict {
  const reading = source.field(field.name);
  if (isMissing(reading)) return unknownField(field);
  const regex = compileRegex(pattern, flags);
  const holds = regex.ok && valuesOf(reading).some((value) => regex.test(String(value)));
  return { holds, why: () => describeReading(field.name, reading, fieldSpec(source.fields, field.name)) };
}

/** True when the logs tell the field's value. */
export function fieldExists({ field }: ConditionOf<'exists'>, source: FieldSource): FieldVerdict {
  const reading = source.field(field.name);
  if (isMissing(reading)) return unknownField(field);
  return {
    holds: true,
    why: () => describeReading(field.name, reading, fieldSpec(source.fields, field.name)),
  };
}

function compareOne(
  field: Name,
  comparator: Comparator,
  operand: Operand,
  source: FieldSource,
): FieldVerdict {
  const spec = fieldSpec(source.fields, field.name);
  const left = source.field(field.name);
  if (spec === undefined || isMissing(left)) return unknownField(field);
  const why = () => describeReading(field.name, left, spec);
  const resolved = resolveOperand(operand, field.name, spec, source.fields);
  if (resolved.type === 'mismatch') return { holds: false, why: () => resolved.what };
  if (resolved.type === 'value') return { holds: compareValues(left, comparator, [resolved.value]), why };
  const right = source.field(resolved.name);
  if (isMissing(right)) return { holds: false, why: () => `${why()}, and "${resolved.name}" is not known` };
  return {
    holds: compareValues(left, comparator, valuesOf(right)),
    why: () => `${why()}, ${describeReading(resolved.name, right, resolved.spec)}`,
  };
}

type Value = string | number | boolean;

/** Several values: `=` wants any pair equal, `!=` none; the others want any pair that fits. */
function compareValues(left: FieldReading, comparator: Comparator, right: readonly Value[]): boolean {
  const any = (fits: (one: Value, other: Value) => boolean): boolean =>
    valuesOf(left).some((one) => right.some((other) => fits(one, other)));
  switch (comparator) {
    case '=':
      return any((one, other) => one === other);
    case '!=':
      return !any((one, other) => one === other);
    case '<':
      return any((one, other) => one < other);
    case '<=':
      return any((one, other) => one <= other);
    case '>':
      return any((one, other) => one > other);
    case '>=':
      return any((one, other) => one >= other);
  }
}

function valuesOf(reading: FieldReading): readonly Value[] {
  return typeof reading === 'object' ? reading : [reading];
}

function isMissing(reading: FieldReading | undefined): reading is undefined {
  return reading === undefined || (typeof reading === 'object' && reading.length === 0);
}

function unknownField({ name }: Name): FieldVerdict {
  return { holds: false, why: () => `"${name}" is not known` };
}

function describeReading(name: string, reading: FieldReading, spec: FieldSpec | undefined): string {
  return `"${name}" is ${valuesOf(reading)
    .map((value) => describeValue(value, spec))
    .join(', ')}`;
}

function describeValue(value: Value, spec: FieldSpec | undefined): string {
  if (typeof value !== 'number') return String(value);
  switch (spec?.type) {
    case 'duration':
    case 'size':
    case 'rate':
      return printQuantity(spec.type, value);
    case 'time':
      return new Date(value).toISOString();
    default:
      return String(value);
  }
}
