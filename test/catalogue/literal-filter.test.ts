import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LiteralFilter, type Sought } from '../../src/catalogue/literal-filter.ts';
import { compileTemplate } from '../../src/catalogue/template.ts';

function templateOf(source: string): Sought {
  const template = compileTemplate(source);
  if ('what' in template) throw new Error(template.what);
  return { template };
}

/** Which lines of a text the filter lets through, when the text begins `shift` bytes into its memory. */
function linesThrough(sources: readonly string[], text: string, shift = 0, sample = ''): string[] {
  const filter = LiteralFilter.compile(sources.map(templateOf), Buffer.from(sample));
  const memory = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
  const bytes = memory.subarray(shift);
  const through: string[] = [];
  filter?.scan(bytes);
  for (let from = 0; from < bytes.length;) {
    const to = bytes.indexOf(0x0a, from);
    if (filter === undefined || filter.mayMatch(from, to)) through.push(bytes.toString('utf8', from, to));
    from = to + 1;
  }
  return through;
}

describe('the literal filter', () => {
  test('lets through the lines that hold all literals of a template in their order', () => {
    const text = [
      'x Took 3 seconds for the copy of x',
      'x for the copy Took 3 seconds',
      'x Took 3 seconds',
      'x Current 50 elapsed 1',
      '',
    ].join('\n');
    const sources = ['Took {n:int} seconds for the copy', 'Current {_} elapsed {n:int}'];
    expect(linesThrough(sources, text)).toEqual([
      'x Took 3 seconds for the copy of x',
      'x Current 50 elapsed 1',
    ]);
  });

  test('is not made where a template has too little fixed text to be found', () => {
    expect(LiteralFilter.compile([templateOf('nbd_{_}: {reason}')], new Uint8Array(0))).toBeUndefined();
  });

  test('finds every literal wherever it stands, whatever surrounds it and whatever the sample was', () => {
    const literal = fc
      .string({ unit: 'grapheme', minLength: 9, maxLength: 30 })
      .filter((one) => !/[{}\n\r]/.test(one));
    const filler = fc.string({ unit: 'binary', maxLength: 60 }).map((one) => one.replace(/[\n\r]/g, ' '));
    fc.assert(
      fc.property(
        fc.array(literal, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(filler, fc.nat(4), filler), { minLength: 1, maxLength: 8 }),
        fc.nat(15),
        filler,
        (literals, places, shift, sample) => {
          // A line holds a literal behind a header, of which the last byte is a blank.
          const lines = places.map(
            ([head, nth, tail]) => `${head} ${literals[nth % literals.length] ?? ''}${tail}`,
          );
          expect(linesThrough(literals, `${lines.join('\n')}\n`, shift, sample)).toEqual(
            lines.map((line) => Buffer.from(line).toString('utf8')),
          );
        },
      ),
    );
  });

  test('finds the literals behind a placeholder, too, whatever byte stands before them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.nat(15), fc.nat(9), (text, shift, pad) => {
        const name = text.replace(/[\n\r]/g, ' ');
        const line = `${'-'.repeat(pad)} ${name} elapsed ${name}`;
        expect(linesThrough(['{name} elapsed {_}'], `${line}\n`, shift)).toHaveLength(1);
      }),
    );
  });
});
