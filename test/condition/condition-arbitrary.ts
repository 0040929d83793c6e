import fc from 'fast-check';
import type { Condition, Name, Operand, Step } from '../../src/condition/condition.ts';
import { KEYWORDS } from '../../src/condition/condition-tokens.ts';
import { inBaseUnit } from '../../src/condition/quantity.ts';

const NOWHERE = { offset: 0, length: 0 } as const;

const word = fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/).filter((text) => !KEYWORDS.has(text.toLowerCase()));

const name = word.map((text): Name => ({ name: text, ...NOWHERE }));
const comparator = fc.constantFrom(
  '=' as const,
  '!=' as const,
  '<' as const,
  '<=' as const,
  '>' as const,
  '>=' as const,
);
const unit = fc.constantFrom(undefined, 'ms', 's', 'd', 'B', 'KiB', 'GB', 'MiB/s');

const operand: fc.Arbitrary<Operand> = fc.oneof(
  word.map((text): Operand => ({ type: 'word', text, ...NOWHERE })),
  fc.string({ unit: 'binary' }).map((text): Operand => ({ type: 'string', text, ...NOWHERE })),
  fc.boolean().map((value): Operand => ({ type: 'boolean', value, text: String(value), ...NOWHERE })),
  fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), unit).map(([value, of]): Operand => ({
    type: 'quantity',
    value,
    unit: of,
    text: `${value}${of ?? ''}`,
    ...NOWHERE,
  })),
);

const within = fc.option(
  fc
    .tuple(fc.nat(10_000), fc.constantFrom('ms', 's', 'm', 'h', 'd'))
    .map(([value, of]) => ({ ms: inBaseUnit(value, of), text: `${value}${of}` })),
  { nil: undefined },
);

const step = fc
  .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), within)
  .map(([signals, limit]): Step => ({ signals, within: limit, ...NOWHERE }));

const steps = fc
  .array(step, { minLength: 2, maxLength: 4 })
  .map((all) => all.map((one, index) => (index === 0 ? { ...one, within: undefined } : one)));

const atom: fc.Arbitrary<Condition> = fc.oneof(
  word.map((text): Condition => ({ type: 'signal', name: text, ...NOWHERE })),
  fc.tuple(name, comparator, fc.nat()).map(([signal, sign, value]): Condition => ({
    type: 'count',
    signal,
    comparator: sign,
    value,
    ...NOWHERE,
  })),
  fc.tuple(name, comparator, operand).map(([field, sign, value]): Condition => ({
    type: 'compare',
    field,
    comparator: sign,
    operand: value,
    ...NOWHERE,
  })),
  fc
    .tuple(name, fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([field, operands]): Condition => ({ type: 'member', field, operands, ...NOWHERE })),
  fc
    .tuple(name, fc.constantFrom('x', 'a\\/b', '^cmp-[0-9]+$', '(a|b)*'), fc.constantFrom('', 'i', 'ims'))
    .map(([field, pattern, flags]): Condition => ({ type: 'match', field, pattern, flags, ...NOWHERE })),
  name.map((field): Condition => ({ type: 'exists', field, ...NOWHERE })),
  steps.map((all): Condition => ({ type: 'sequence', steps: all, ...NOWHERE })),
);

/** Any condition that the grammar can produce, without places. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    tie('condition').map((term): Condition => ({ type: 'not', term, ...NOWHERE })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
      )
      .map(([type, terms]): Condition => ({ type, terms, ...NOWHERE })),
  ),
})).condition;
