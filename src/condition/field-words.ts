import type { FieldSpec } from './field-table.ts';

/** A type in words. */
export function describeType({ type }: FieldSpec): string {
  return typeof type === 'object' ? `one of ${type.enum.join(', ')}` : `a ${type}`;
}

/** True for fields that know less and more. */
export function isOrdered({ type }: FieldSpec): boolean {
  return typeof type === 'string' && type !== 'string' && type !== 'boolean';
}

/** A comparison that fits the field, without its name. */
export function exampleComparison({ type }: FieldSpec): string {
  if (typeof type === 'object') return `= ${type.enum[0] ?? '…'}`;
  return {
    string: '= …',
    number: '>= 3',
    duration: '> 300s',
    size: '> 4GiB',
    rate: '< 20MiB/s',
    boolean: '= true',
    time: '> 2026-11-24T01:00:00Z',
  }[type];
}
