import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/report/csv.ts';

describe('CSV', () => {
  function check(name: string, cell: string | number | undefined, expected: string): void {
    it(name, () => expect(csvText(['head'], [[cell]])).toBe(`head\n${expected}\n`));
  }

  check('leaves plain text alone', 'cmp-a', 'cmp-a');
  check('quotes commas', 'a, b', '"a, b"');
  check('doubles quotes', 'say "no"', '"say ""no"""');
  check('keeps line breaks in a cell', 'a\nb', '"a\nb"');
  check('leaves a missing value empty', undefined, '');
  check('leaves negative numbers alone', -5, '-5');
  check('disarms formulas', '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`);
  check('disarms them behind blanks', ' +1', `"' +1"`);
  check('disarms a minus', '-2+3', `"'-2+3"`);
  check('disarms an at sign', '@SUM(1)', `"'@SUM(1)"`);
  check('disarms full-width signs', '\uff1d1+1', `"'\uff1d1+1"`);
  check('disarms a tab', '\t=1', `"'\t=1"`);

  it('gives back every cell and leaves none a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), (cells) => {
        const [read = []] = parse(csvText([], [cells])).slice(1);
        expect(read.map((cell) => cell.replace(/^'/, ''))).toEqual(
          cells.map((cell) => cell.replace(/^'/, '')),
        );
        expect(read.filter((cell) => /^\s*[=+@-]/.test(cell))).toEqual([]);
      }),
    );
  });
});

/** RFC 4180 as a spreadsheet reads it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      row.push(cell);
      cell = '';
      if (character === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += character;
  }
  return rows;
}
