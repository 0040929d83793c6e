import type { DriftRow, DriftView } from '../../present/drift-model.ts';
import type { CoverageView, DiagnosticView, HostView, InputView } from '../../present/input-model.ts';
import type { FindingView } from '../../present/report-model.ts';
import type { Overview } from '../../present/screen-model.ts';
import { EMPTY_WORDS, HEADING_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { emptyLines } from './empty-lines.ts';
import { BLANK, cell, type Line, line, span } from './line.ts';
import { hanging, PageBuilder, TONE_MARKS } from './page-sheet.ts';
import { placeParts } from './place-parts.ts';
import type { Sheet } from './sheet.ts';

/** What was read: hosts with their clocks and zones, what differs, logs, what is missing and what nobody knows. */
export function coverageSheet(overview: Overview, columns: number): Sheet {
  const { hosts, hostFindings, drift, coverage, inputs, diagnostics } = overview;
  const page = new PageBuilder(columns);
  const isEmpty = hosts.length + inputs.length + diagnostics.length + coverage.missing.length === 0;
  if (isEmpty) return page.sheet(emptyLines(EMPTY_WORDS.coverage, columns));
  section(page, HEADING_WORDS.hosts, hosts, (host) => addHost(page, host, coverage));
  section(page, HEADING_WORDS.diagnostics, diagnostics, (one) => addDiagnostic(page, one));
  addMissing(page, coverage);
  section(page, HEADING_WORDS.hostFindings, hostFindings, (finding) => addFinding(page, finding));
  section(page, HEADING_WORDS.drift, drift, (view) => addDrift(page, view));
  section(page, HEADING_WORDS.unmatched, coverage.unmatched, (shape) => addUnmatched(page, shape));
  section(page, HEADING_WORDS.inputs, inputs, (input) => addInput(page, input));
  return page.sheet();
}

/** A heading with what stands below it; no heading above nothing. */
function section<Item>(
  page: PageBuilder,
  title: string,
  items: readonly Item[],
  add: (item: Item) => void,
): void {
  if (items.length > 0) page.heading(title);
  items.forEach(add);
}

function addHost(page: PageBuilder, host: HostView, coverage: CoverageView): void {
  const { name, roles, zone, clock, isClockOff, releases, aliases, facts } = host;
  const { columns } = page;
  const logs = coverage.present.find((one) => one.host === name)?.logs ?? '';
  const labels = Math.max(0, ...facts.map(({ label }) => textWidth(label)));
  page.add(
    [
      [
        span(`  ${name}`, 'accent', { bold: true }),
        span(`  ${roles}${aliases === '' ? '' : ` (${aliases})`}`, 'quiet'),
      ],
      ...hanging([span(isClockOff ? '    ! ' : '    ✔ ', isClockOff ? 'warn' : 'good')], clock, columns),
      ...hanging([span('      ')], zone, columns),
      ...(releases === '' ? [] : hanging([span('      ')], releases, columns)),
      ...(logs === '' ? [] : hanging([span('      ')], logs, columns, 'quiet')),
    ],
    { isStop: true, host: name, tone: isClockOff ? 'warn' : 'plain', copies: `${name}: ${clock}; ${zone}` },
  );
  for (const { label, value } of facts) {
    page.paragraph([span('      '), cell(label, labels, 'quiet'), span('  ')], value, undefined, {
      isStop: true,
      host: name,
      copies: `${name}: ${label}: ${value}`,
    });
  }
  page.add([BLANK]);
}

function addMissing(page: PageBuilder, { missing }: CoverageView): void {
  const hostWidth = Math.max(0, ...missing.map(({ host }) => textWidth(host)));
  const logWidth = Math.max(0, ...missing.map(({ log }) => textWidth(log)));
  section(page, HEADING_WORDS.missing, missing, ({ host, log, state, tone, ask }) => {
    const lead: Line = [
      span(`  ${TONE_MARKS[tone]} `, tone, { bold: true }),
      cell(host, hostWidth, 'accent'),
      span('  '),
      cell(log, logWidth),
      span('  '),
    ];
    page.add(
      [
        ...hanging(lead, state, page.columns, tone === 'plain' ? 'quiet' : tone),
        ...(ask === '' ? [] : hanging([span('    ')], ask, page.columns, 'quiet')),
      ],
      { isStop: true, host, tone, copies: ask === '' ? `${host} ${log}: ${state}` : ask },
    );
  });
}

function addDiagnostic(page: PageBuilder, { tone, what, why, fix, place }: DiagnosticView): void {
  const { columns } = page;
  const whats = what.split('\n').flatMap((text, index) => {
    const mark = index === 0 ? `  ${TONE_MARKS[tone]} ` : '    ';
    return hanging([span(mark, tone, { bold: true })], text, columns);
  });
  const notes = [why, fix].filter((text) => text !== '');
  page.add(
    [
      ...whats,
      ...(place === '' ? [] : hanging([span('    ')], place, columns, 'place')),
      ...notes.flatMap((text) => hanging([span('    ')], text, columns, 'quiet')),
    ],
    { isStop: true, tone, copies: `${what} ${place}`.trim() },
  );
}

function addFinding(page: PageBuilder, { title, cause, tone, host = '' }: FindingView): void {
  const lead = [span(`  ${TONE_MARKS[tone]} `, tone), span(host === '' ? '' : `${host}  `, 'accent')];
  page.add(
    [...hanging(lead, title, page.columns), ...hanging([span('    ')], cause, page.columns, 'quiet')],
    {
      isStop: true,
      tone,
      copies: title,
    },
  );
}

function addDrift(page: PageBuilder, { route, source, destination, rows }: DriftView): void {
  page.add([line(`  ${route}`, 'accent', { bold: true })]);
  for (const row of rows) addDifference(page, row, source, destination);
}

function addDifference(page: PageBuilder, row: DriftRow, source: string, destination: string): void {
  const { columns } = page;
  const { subject, weight, tone, lacking, why, remedy, places } = row;
  const width = Math.max(textWidth(source), textWidth(destination));
  const [first] = places;
  const value = (host: string, text: string): readonly Line[] =>
    hanging([span('      '), cell(host, width, 'quiet'), span('  ')], text, columns);
  page.add(
    [
      [
        span(`    ${TONE_MARKS[tone]} `, tone, { bold: true }),
        span(subject, undefined, { bold: true }),
        span(`  ${weight}`, tone),
      ],
      ...value(source, row.source),
      ...value(destination, row.destination),
      ...[lacking, why, remedy]
        .filter((text) => text !== '')
        .flatMap((text) => hanging([span('      ')], text, columns, 'quiet')),
      ...places.flatMap((place) => hanging([span('      ')], place, columns, 'place')),
    ],
    {
      isStop: true,
      tone,
      copies: `${subject}: ${source} ${row.source}, ${destination} ${row.destination}`,
      ...(first === undefined ? {} : { opens: logAt(first) }),
    },
  );
}

function addUnmatched(page: PageBuilder, { count, shape, place }: CoverageView['unmatched'][number]): void {
  page.add(
    [
      ...hanging([cell(count, 7, 'quiet', 'right'), span('  ')], shape, page.columns),
      ...hanging([span('         ')], place, page.columns, 'place'),
    ],
    { isStop: true, copies: `${place}: ${shape}`, opens: logAt(place) },
  );
}

function addInput(page: PageBuilder, { path, read, skipped }: InputView): void {
  const lines = [
    ...hanging([span('  ')], path, page.columns, 'place'),
    ...hanging([span('    ')], read, page.columns, 'quiet'),
  ];
  page.add(lines, { isStop: true, copies: path });
  for (const { path: left, why } of skipped) {
    page.paragraph([span('    − ', 'quiet')], `${left}: ${why}`, 'quiet', { isStop: true, copies: left });
  }
}

function logAt(place: string) {
  const { file, line: number } = placeParts(place);
  return { screen: 'log', file, line: number } as const;
}
