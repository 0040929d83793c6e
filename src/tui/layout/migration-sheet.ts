import type { MigrationDetail } from '../../present/detail-model.ts';
import type { EvidenceRow, FindingView, RemedyView } from '../../present/report-model.ts';
import { HEADING_WORDS } from '../../present/screen-words.ts';
import { textWidth } from '../../present/text-width.ts';
import { ganttRows } from './gantt-lines.ts';
import { BLANK, cell, type Line, line, span } from './line.ts';
import { hanging, PageBuilder, TONE_MARKS } from './page-sheet.ts';
import { checkKey, nextStep, remedyKey } from './next-step.ts';
import { placeParts } from './place-parts.ts';
import type { Sheet } from './sheet.ts';

/** Everything about one migration on a page: what happened, where the guest is, phases, causes, what to do. */
export function migrationSheet(
  detail: MigrationDetail,
  isTicked: (key: string) => boolean,
  columns: number,
): Sheet {
  const page = new PageBuilder(columns);
  const next = nextStep(detail, isTicked);
  addVerdict(page, detail);
  if (next !== undefined && next.remedy !== detail.verdict.check) addNext(page, next.remedy);
  addPhases(page, detail);
  if (detail.findings.length > 0) page.heading(HEADING_WORDS.findings);
  for (const [index, finding] of detail.findings.entries()) {
    if (index > 0) page.blank();
    addFinding(page, finding, detail.id);
  }
  addIdentity(page, detail);
  const { command } = next?.remedy ?? {};
  return { ...page.sheet(), ...(command === undefined ? {} : { copies: command }) };
}

function addVerdict(page: PageBuilder, { verdict, headline, mark, tone, id }: MigrationDetail): void {
  page.add([
    [
      span(`${mark} ${headline.outcome}`, tone, { bold: true }),
      span(`  ${headline.name}  ${headline.route}`, undefined, { bold: true }),
      span(`  ${headline.detail}`, 'quiet'),
    ],
    line(`  ${headline.origin}`, 'quiet'),
    BLANK,
  ]);
  page.paragraph([span('  ')], verdict.happened, undefined, { isStop: true, key: 'happened', tone });
  page.paragraph(
    [span('● ', verdict.whereaboutsTone)],
    verdict.whereabouts,
    verdict.whereaboutsTone,
    { isStop: true, key: 'whereabouts', tone: verdict.whereaboutsTone },
    { bold: true },
  );
  if (verdict.later !== undefined) page.paragraph([span('  ')], verdict.later);
  if (verdict.check !== undefined) addRemedy(page, verdict.check, checkKey(id));
  if (verdict.fetch.length > 0) page.heading(HEADING_WORDS.fetch);
  for (const ask of verdict.fetch)
    page.paragraph([span('  ! ', 'warn')], ask, undefined, { isStop: true, copies: ask });
}

/** The command to go on with, so that nobody has to look for it further down. */
function addNext(page: PageBuilder, { where, command = '' }: RemedyView): void {
  const lead: Line = [
    span('  ▸ ', 'command'),
    span(`${HEADING_WORDS.next} `, undefined, { bold: true }),
    span(`${where}  `, 'quiet'),
  ];
  page.paragraph(lead, command, 'command', { isStop: true, key: 'next', copies: command });
}

function addPhases(page: PageBuilder, { gantt, phases }: MigrationDetail): void {
  if (gantt === undefined && phases.length === 0) return;
  page.heading(HEADING_WORDS.phases, gantt?.description ?? '');
  if (gantt === undefined) {
    for (const { name, duration, host } of phases) page.add([line(`  ${name}  ${host}  ${duration}`)]);
    return;
  }
  const { rows, axis } = ganttRows(gantt, page.columns);
  for (const { line: drawn, phase, host, failed } of rows) {
    page.add([drawn], { tone: failed ? 'bad' : 'plain', host, ...(phase === '' ? {} : { phase }) });
  }
  page.add(axis);
}

function addFinding(page: PageBuilder, finding: FindingView, id: string): void {
  const { role, severity, confidence, title, cause, tone } = finding;
  const label: Line = [
    span(`${TONE_MARKS[tone]} `, tone, { bold: true }),
    span(title, undefined, { bold: true }),
  ];
  page.add(
    [
      ...hanging([label[0] ?? span('')], title, page.columns, undefined, { bold: true }),
      line(`  ${role}, ${severity}, ${confidence}`, tone),
      ...hanging([span('  ')], cause, page.columns),
    ],
    { isStop: true, key: `${finding.id} finding`, tone },
  );
  for (const [index, row] of finding.evidence.entries()) {
    addEvidence(page, row, `${finding.id} evidence ${String(index)}`, id);
  }
  if (finding.remedies.length > 0)
    page.add([BLANK, line(`  ${HEADING_WORDS.remedies}`, undefined, { bold: true })]);
  for (const [index, remedy] of finding.remedies.entries()) {
    addRemedy(page, remedy, remedyKey(finding.id, index));
  }
  for (const reference of finding.references) {
    page.paragraph([span('  ↗ ', 'quiet')], reference, 'quiet', { isStop: true, copies: reference });
  }
}

function addEvidence(page: PageBuilder, row: EvidenceRow, key: string, id: string): void {
  const { file, line: number } = placeParts(row.place);
  page.add(
    [
      ...hanging([span('  ▸ ', 'quiet')], row.place, page.columns, 'place').map((one, index) =>
        index === 0 ? [...one, span(`  ${row.host}  ${row.time}`, 'quiet')] : one,
      ),
      ...hanging([span('    ')], row.excerpt, page.columns, 'quiet'),
    ],
    {
      isStop: true,
      key,
      host: row.host,
      copies: `${row.place}: ${row.excerpt}`,
      opens: { screen: 'log', file, line: number, id },
    },
  );
}

function addRemedy(page: PageBuilder, remedy: RemedyView, key: string): void {
  const { where, effect, text, tone, precondition, command, destroys } = remedy;
  const lines = (isTicked: boolean): readonly Line[] => [
    ...hanging(
      [span(isTicked ? '  [✔] ' : '  [ ] ', isTicked ? 'good' : 'quiet')],
      text,
      page.columns,
      isTicked ? 'quiet' : undefined,
    ),
    [
      span('      '),
      span(where, 'quiet'),
      span('  '),
      span(`${destroys ? '⚠ ' : ''}${effect}`, tone, destroys ? { bold: true } : {}),
    ],
    ...(precondition === undefined
      ? []
      : hanging(
          [span('      '), span('Only when: ', tone, { bold: true })],
          precondition,
          page.columns,
          tone,
        )),
    ...(command === undefined ? [] : hanging([span('      $ ', 'quiet')], command, page.columns, 'command')),
  ];
  page.draw(lines(false).length, ({ isTicked }) => lines(isTicked), `${text} ${where} ${command ?? ''}`, {
    isStop: true,
    key,
    canTick: true,
    copies: command ?? text,
    ...(destroys && precondition !== undefined ? { caution: precondition } : {}),
  });
}

function addIdentity(page: PageBuilder, { identity, links }: MigrationDetail): void {
  page.heading(HEADING_WORDS.identity);
  const width = Math.max(0, ...identity.map(({ label }) => textWidth(label)));
  for (const { label, value } of identity) {
    page.paragraph([span('  '), cell(label, width, 'quiet'), span('  ')], value, undefined, {
      isStop: true,
      copies: value,
    });
  }
  if (links.length === 0) return;
  page.heading(HEADING_WORDS.links);
  for (const { host, file, records, why } of links) {
    page.add(
      [
        ...hanging([span('  '), span(`${host}  `, 'accent')], file, page.columns, 'place'),
        ...hanging([span('    ')], `${records}. ${why}`, page.columns, 'quiet'),
      ],
      { isStop: true, host, copies: file, opens: { screen: 'log', file, line: 1 } },
    );
  }
}
