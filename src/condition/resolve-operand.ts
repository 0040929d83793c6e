import type { Operand } from './condition.ts';
import { fieldSpec, type FieldSpec, type FieldTable } from './field-table.ts';
import { describeType } from './field-words.ts';
import { nearestName } from './nearest.ts';
import type { ProblemCode } from './problem.ts';
import { dimensionOf, inBaseUnit, splitQuantity, unitsOf, type Dimension } from './quantity.ts';
import { nearestUnit } from './unit-words.ts';

/** What the right side of a comparison means, once it is known what stands on the left. */
export type Resolved =
  | { readonly type: 'value'; readonly value: string | number | boolean }
  | { readonly type: 'field'; readonly name: string; readonly spec: FieldSpec }
  | {
      readonly type: 'mismatch';
      readonly code: Extract<ProblemCode, 'wrong-type' | 'unknown-value' | 'unknown-unit'>;
      readonly what: string;
      readonly why: string;
      readonly fix: string;
    };

/**
 * Reads an operand as the type of the field it is compared with.
 *
 * A bare word is first a value of an enum, then the name of a field, then text: so `outcome = failed` stays a
 * value whatever fields there are, and `destination != source` compares two fields. Quotes force text.
 */
export function resolveOperand(
  operand: Operand,
  field: string,
  spec: FieldSpec,
  fields: FieldTable,
): Resolved {
  const { type } = spec;
  if (typeof type === 'object' && type.enum.includes(operand.text))
    return { type: 'value', value: operand.text };
  const other = operand.type === 'word' ? fieldSpec(fields, operand.text) : undefined;
  if (other !== undefined) return resolveField(operand.text, other, field, spec);
  if (typeof type === 'object') return unknownValue(operand.text, field, type.enum);
  switch (type) {
    case 'string':
      return { type: 'value', value: operand.text };
    case 'boolean':
      return operand.type === 'boolean'
        ? { type: 'value', value: operand.value }
        : mismatch(operand.text, field, 'true or false', `${field} = true`);
    case 'time':
      return resolveTime(operand.text, field);
    case 'number':
      return operand.type === 'quantity' && operand.unit === undefined
        ? { type: 'value', value: operand.value }
        : mismatch(operand.text, field, 'a plain number', `${field} >= 3`);
    default:
      return resolveQuantity(operand, type, field, spec.unit);
  }
}

function resolveField(name: string, other: FieldSpec, field: string, spec: FieldSpec): Resolved {
  const isText = ({ type }: FieldSpec): boolean => type === 'string' || typeof type === 'object';
  if (other.type === spec.type || (isText(other) && isText(spec)))
    return { type: 'field', name, spec: other };
  return {
    type: 'mismatch',
    code: 'wrong-type',
    what: `"${field}" cannot be compared with "${name}"`,
    why: `"${field}" is ${describeType(spec)}, and "${name}" is ${describeType(other)}`,
    fix: isText(spec) ? `put "${name}" in quotes if you mean the text` : 'compare fields of the same type',
  };
}

function unknownValue(text: string, field: string, values: readonly string[]): Resolved {
  const near = nearestName(text, values);
  return {
    type: 'mismatch',
    code: 'unknown-value',
    what: `"${text}" is not a value of "${field}"`,
    why: `"${field}" is one of ${values.join(', ')}`,
    fix: near === undefined ? 'use one of these' : `did you mean "${near}"?`,
  };
}

function resolveTime(text: string, field: string): Resolved {
  const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const at =
    iso === null ? Number.NaN : Date.parse(text.length > 10 && iso[1] === undefined ? `${text}Z` : text);
  return Number.isNaN(at)
    ? mismatch(text, field, 'a time', `${field} > 2026-11-24T01:00:00Z`)
    : { type: 'value', value: at };
}

const EXAMPLES: Readonly<Record<Dimension, string>> = { duration: '300s', size: '4GiB', rate: '20MiB/s' };

function resolveQuantity(
  operand: Operand,
  dimension: Dimension,
  field: string,
  unit: string | undefined,
): Resolved {
  const example = `${field} > ${EXAMPLES[dimension]}`;
  if (operand.type !== 'quantity') {
    const written = splitQuantity(operand.text);
    if (written === undefined || written.unit === '')
      return mismatch(operand.text, field, `a ${dimension}`, example);
    const near = nearestUnit(written.unit, dimension);
    return {
      type: 'mismatch',
      code: 'unknown-unit',
      what: `"${written.unit}" is not a unit`,
      why: `"${field}" is a ${dimension}, with the units ${unitsOf(dimension).join(', ')}`,
      fix: near === undefined ? `write it as "${example}"` : `did you mean "${written.value}${near}"?`,
    };
  }
  const written = operand.unit ?? unit;
  if (written === undefined) {
    // Nought is nought in every unit.
    return operand.value === 0
      ? { type: 'value', value: 0 }
      : mismatch(operand.text, field, `a ${dimension} with its unit`, example);
  }
  return dimensionOf(written) === dimension
    ? { type: 'value', value: inBaseUnit(operand.value, written) }
    : mismatch(operand.text, field, `a ${dimension}`, example);
}

function mismatch(text: string, field: string, wanted: string, example: string): Resolved {
  return {
    type: 'mismatch',
    code: 'wrong-type',
    what: `"${field}" is compared with "${text}"`,
    why: `"${field}" is compared with ${wanted}, and ${describeText(text)}`,
    fix: `write it as "${example}"`,
  };
}

function describeText(text: string): string {
  const written = splitQuantity(text);
  if (written === undefined) return `"${text}" is none`;
  const dimension = dimensionOf(written.unit);
  if (dimension !== undefined) return `"${text}" is a ${dimension}`;
  return written.unit === '' ? `"${text}" is a plain number` : `"${text}" is none`;
}
