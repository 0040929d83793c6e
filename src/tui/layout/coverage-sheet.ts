import type { Overview } from '../../present/screen-model.ts';
import { EMPTY_WORDS, HEADING_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { emptyLines } from './empty-lines.ts';
import { BLANK, cell, line, span } from './line.ts';
import { hanging, PageBuilder, TONE_MARKS } from './page-sheet.ts';
import { placeParts } from './place-parts.ts';
import type { Sheet } from './sheet.ts';

/** What was read: hosts with their clocks and zones, logs, what is missing and what nobody knows. */
export function coverageSheet(overview: Overview, columns: number): Sheet {
  const { hosts, hostFindings, coverage, inputs, diagnostics } = overview;
  const page = new PageBuilder(columns);
  const isEmpty = hosts.length + inputs.length + diagnostics.length + coverage.missing.length === 0;
  if (isEmpty) return page.sheet(emptyLines(EMPTY_WORDS.coverage, columns));
  addHosts(page, overview);
  if (coverage.missing.length > 0) {
    page.heading(HEADING_WORDS.missing);
    const width = Math.max(0, ...coverage.missing.map(({ host }) => textWidth(host)));
    const logWidth = Math.max(0, ...coverage.missing.map(({ log }) => textWidth(log)));
    for (const { host, log, state, tone, ask } of coverage.missing) {
      page.add(
        [
          ...hanging(
            [
              span(`  ${TONE_MARKS[tone]} `, tone, { bold: true }),
              cell(host, width, 'accent'),
              span('  '),
              cell(log, logWidth),
              span('  '),
            ],
            state,
            columns,
            tone === 'plain' ? 'quiet' : tone,
          ),
          ...(ask === '' ? [] : hanging([span('    ')], ask, columns, 'quiet')),
        ],
        { isStop: true, host, tone, copies: ask === '' ? `${host} ${log}: ${state}` : ask },
      );
    }
  }
  for (const { tone, what, why, fix, place, code } of diagnostics) {
    if (code === diagnostics[0]?.code && what === diagnostics[0].what)
      page.heading(HEADING_WORDS.diagnostics);
    page.add(
      [
        ...what
          .split('\n')
          .flatMap((text, index) =>
            hanging(
              [span(index === 0 ? `  ${TONE_MARKS[tone]} ` : '    ', tone, { bold: true })],
              text,
              columns,
            ),
          ),
        ...(place === '' ? [] : [line(`    ${place}`, 'place')]),
        ...[why, fix]
          .filter((text) => text !== '')
          .flatMap((text) => hanging([span('    ')], text, columns, 'quiet')),
      ],
      { isStop: true, tone, copies: `${what} ${place}`.trim() },
    );
  }
  if (hostFindings.length > 0) page.heading(HEADING_WORDS.hostFindings);
  for (const { title, cause, tone, host = '' } of hostFindings) {
    page.add(
      [
        ...hanging(
          [span(`  ${TONE_MARKS[tone]} `, tone), span(host === '' ? '' : `${host}  `, 'accent')],
          title,
          columns,
        ),
        ...hanging([span('    ')], cause, columns, 'quiet'),
      ],
      { isStop: true, tone, copies: title },
    );
  }
  if (coverage.unmatched.length > 0) page.heading(HEADING_WORDS.unmatched);
  for (const { count, shape, place } of coverage.unmatched) {
    const { file, line: number } = placeParts(place);
    page.add(
      [
        ...hanging([cell(count, 7, 'quiet', 'right'), span('  ')], shape, columns),
        ...hanging([span('         ')], place, columns, 'place'),
      ],
      { isStop: true, copies: `${place}: ${shape}`, opens: { screen: 'log', file, line: number } },
    );
  }
  page.heading(HEADING_WORDS.inputs);
  for (const { path, read, skipped } of inputs) {
    page.add(
      [...hanging([span('  ')], path, columns, 'place'), ...hanging([span('    ')], read, columns, 'quiet')],
      {
        isStop: true,
        copies: path,
      },
    );
    for (const { path: left, why } of skipped)
      page.paragraph([span('    − ', 'quiet')], `${left}: ${why}`, 'quiet', { isStop: true, copies: left });
  }
  return page.sheet();
}

function addHosts(page: PageBuilder, { hosts, coverage }: Overview): void {
  if (hosts.length > 0) page.heading(HEADING_WORDS.hosts);
  for (const { name, roles, zone, clock, isClockOff, releases, aliases } of hosts) {
    const logs = coverage.present.find(({ host }) => host === name)?.logs ?? '';
    const also = aliases === '' ? '' : ` (${aliases})`;
    const { columns } = page;
    page.add(
      [
        [span(`  ${name}`, 'accent', { bold: true }), span(`  ${roles}${also}`, 'quiet')],
        ...hanging([span(isClockOff ? '    ! ' : '    ✔ ', isClockOff ? 'warn' : 'good')], clock, columns),
        ...hanging([span('      ')], zone, columns),
        ...(releases === '' ? [] : hanging([span('      ')], releases, columns)),
        ...(logs === '' ? [] : hanging([span('      ')], logs, columns, 'quiet')),
        BLANK,
      ],
      { isStop: true, host: name, tone: isClockOff ? 'warn' : 'plain', copies: `${name}: ${clock}; ${zone}` },
    );
  }
}
