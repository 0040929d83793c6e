import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LiteralFilter } from '../../src/catalogue/literal-filter.ts';
import { compileTemplate } from '../../src/catalogue/template.ts';
import { isInert } from '../../src/records/inert-line.ts';
import { LibvirtHeaders, OsloHeaders } from '../../src/records/plain-header.ts';
import { WasmLineSkimmer } from '../../src/skim/line-skimmer.ts';

const LITERALS = [
  'Live migration monitoring',
  'größer als früher',
  'Took a lock',
  'VM Paused (Lifecycle Event)',
];
const HEADERS = { oslo: new OsloHeaders(), 'libvirt-daemon': new LibvirtHeaders() };

/** The group of the first literal. */
const MUTABLE = 4;

type Format = keyof typeof HEADERS;

function filterOf(): LiteralFilter {
  const templates = LITERALS.map((source, nth) => {
    const template = compileTemplate(source);
    if ('what' in template) throw new Error(template.what);
    return { template, group: nth === 0 ? MUTABLE : 0 };
  });
  const filter = LiteralFilter.compile(templates, new Uint8Array(0));
  if (filter === undefined) throw new Error('no filter');
  return filter;
}

/** What happens to each line of a text: passed over, or stopped at; and what was counted on the way. */
function skimmed(text: string, format: Format = 'oslo', muted = 0) {
  const bytes = Buffer.from(text);
  const skimmer = WasmLineSkimmer.make(format, filterOf().tables);
  expect(skimmer?.take(bytes, muted)).toBe(true);
  const verdicts: string[] = [];
  let records = 0;
  let debugRecords = 0;
  let isBehind = false;
  for (let at = 0; skimmer !== undefined && bytes.includes(0x0a, at);) {
    const run = skimmer.skim(at, isBehind, 1_000);
    for (let nth = 0; nth < run.lines; nth += 1) verdicts.push('passed');
    records += run.records;
    debugRecords += run.debugRecords;
    isBehind ||= run.records > 0;
    at = run.at;
    if (run.lines > 0 || !bytes.includes(0x0a, at)) continue;
    verdicts.push('stopped');
    isBehind = false;
    at = bytes.indexOf(0x0a, at) + 1;
  }
  return { verdicts, records, debugRecords };
}

/** The same, line by line, by the definitions. */
function defined(text: string, format: Format, muted: number) {
  const bytes = Buffer.from(text);
  const filter = filterOf();
  filter.scan(bytes, muted);
  const verdicts: string[] = [];
  let records = 0;
  let debugRecords = 0;
  let isBehind = false;
  for (let from = 0, to = bytes.indexOf(0x0a); to >= 0; from = to + 1, to = bytes.indexOf(0x0a, from)) {
    const start = HEADERS[format].read(bytes, from, to);
    const passes =
      start === 'unknown'
        ? isBehind && isInert(bytes, from, to)
        : !filter.mayMatch(HEADERS[format].messageAt, to);
    verdicts.push(passes && to - from <= 1_000 ? 'passed' : 'stopped');
    isBehind = verdicts.at(-1) === 'passed';
    if (!isBehind || start === 'unknown') continue;
    records += 1;
    if (start === 'debug') debugRecords += 1;
  }
  return { verdicts, records, debugRecords };
}

const pieces = [
  '2026-11-24 01:47:09.988',
  '2026-11-24T01:47:09,1',
  '2026-11-24 01:47:09',
  '2026-11-24 01:47:09.988+0000',
  '2026-1-24 01:47:09.988',
  ' 1475',
  ' 7',
  ' 007',
  ': 417',
  ' DEBUG',
  ' INFO',
  ' WARNING',
  ': debug',
  ': info',
  ' : qemuX:12 : ',
  ' nova.compute.manager ',
  ' nova/virt ',
  ' [-] ',
  ' [req-1 ',
  ' [greq-1 Took a lock x] ',
  ' [None req-2 - -] ',
  ' [instance: x] ',
  ' []',
  '] ',
  ...LITERALS,
  ' 12:30:45 ',
  '|',
  '#',
  '{',
  ' ',
  '\r',
  'x'.repeat(990),
];

const usual = fc
  .tuple(
    fc.constantFrom('DEBUG', 'INFO', 'ERROR'),
    fc.constantFrom('7', '8', '123456789'),
    fc.constantFrom(...pieces),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', ...LITERALS),
  )
  .map(
    ([level, pid, piece, some, literal]) =>
      `2026-11-24 01:47:09.988 ${pid} ${level} nova.x [-] ${piece}${some}${literal}`,
  );
const libvirt = fc
  .tuple(
    fc.constantFrom('debug', 'info', 'error'),
    fc.constantFrom('', ...LITERALS),
    fc.string({ unit: 'binary', maxLength: 40 }),
  )
  .map(([level, literal, some]) => `2026-11-24 01:47:09.988+0000: 417: ${level} : f:1 : ${some}${literal}`);
const any = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 12 })), {
  maxLength: 8,
});
const line = fc
  .oneof(
    usual,
    usual,
    libvirt,
    any.map((parts) => parts.join('')),
  )
  .map((text) => text.replaceAll('\n', ' '));

describe('skimming', () => {
  test('passes over plain lines and what continues them, and stops at a known message', () => {
    const text = [
      '2026-11-24 01:47:09.988 7 DEBUG nova.x [-] nothing known',
      '  its second line',
      '2026-11-24 01:47:09.989 8 INFO nova.x [-] nothing known of another process',
      '2026-11-24 01:47:09.990 7 INFO nova.x [-] VM Paused (Lifecycle Event)',
      '  its second line',
      '2026-11-24 01:47:10.001 7 ERROR nova.x [-] nothing known',
      '',
    ].join('\n');
    expect(skimmed(text)).toEqual({
      verdicts: ['passed', 'passed', 'passed', 'stopped', 'stopped', 'stopped'],
      records: 2,
      debugRecords: 1,
    });
  });

  test('passes over what is muted, and stops at it again when it is not', () => {
    const bytes = Buffer.from(`2026-11-24 01:47:09.988 7 DEBUG nova.x [-] ${LITERALS[0] ?? ''}\n`);
    const skimmer = WasmLineSkimmer.make('oslo', filterOf().tables);
    const linesPassed = [0, MUTABLE, 0, MUTABLE | 1].map((muted) => {
      skimmer?.take(bytes, muted);
      return skimmer?.skim(0, false, 1_000).lines;
    });
    expect(linesPassed).toEqual([0, 1, 0, 1]);
  });

  test('leaves a process with more digits than a number has to whoever looks closer', () => {
    expect(skimmed('2026-11-24 01:47:09.988 1234567890 DEBUG nova.x [-] nothing known\n').verdicts).toEqual([
      'stopped',
    ]);
  });

  test('leaves chunks that are too large for its memory alone', () => {
    expect(WasmLineSkimmer.make('oslo', filterOf().tables)?.take(Buffer.alloc(300_000))).toBe(false);
  });

  test('decides as the definitions do, whatever the lines hold and wherever they lie in memory', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom<Format>('oslo', 'oslo', 'libvirt-daemon'),
        fc.constantFrom(0, 0, MUTABLE),
        (lines, format, muted) => {
          const text = lines.map((one) => `${one}\n`).join('');
          expect(skimmed(text, format, muted)).toEqual(defined(text, format, muted));
        },
      ),
      { numRuns: 500 },
    );
  });
});
