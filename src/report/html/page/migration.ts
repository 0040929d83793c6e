import type { PhaseRow, Verdict } from '../../../present/report-model.ts';
import type { PageDetail } from '../page-data.ts';
import { copyButton } from './copy-button.ts';
import { badge, button, dataTable, element, factList, titled } from './dom.ts';
import { findingCard } from './findings.ts';
import { gantt } from './gantt.ts';
import { plot } from './plot.ts';
import { remedyList } from './remedies.ts';
import { fragmentOf } from './route.ts';
import { timeline } from './timeline.ts';

/** Everything about one migration; `id` keeps apart the headings of several on one page. */
export function migrationArticle(view: PageDetail, id: string): HTMLElement {
  const { outcome, name, route, detail, origin } = view.headline;
  const parts = [
    titled('Phases', `${id}-phases`, ...phaseParts(view)),
    titled(
      'Findings',
      `${id}-findings`,
      ...view.findings.map((finding) => findingCard(finding, view.surroundings)),
    ),
    titled('Copy', `${id}-copy`, factList(view.copy), view.plot === undefined ? undefined : plot(view.plot)),
    titled('Timeline', `${id}-timeline`, view.events.rows.length === 0 ? undefined : timeline(view.events)),
    titled('Identity', `${id}-identity`, factList(view.identity)),
    titled('Why these lines belong to it', `${id}-links`, linkTable(view)),
  ].filter((part) => part !== undefined);
  const header = element(
    'header',
    { class: 'headline' },
    element(
      'h2',
      { id: `${id}-title`, tabindex: -1 },
      badge(`${view.mark} ${outcome}`, view.tone),
      element('span', {}, ` ${name} `),
      element('span', { class: 'route' }, route),
    ),
    element(
      'p',
      { class: 'small' },
      `${[detail, origin].filter((part) => part !== '').join(' · ')} `,
      copyButton(addressOf(view.id), 'to this migration', 'Copy the link'),
    ),
  );
  return element('article', { class: 'migration' }, header, verdictCard(view, id), jumpBar(parts), ...parts);
}

/** What leads here from a ticket, wherever this file lies. */
function addressOf(migration: string): string {
  return `${location.href.replace(/#.*/s, '')}${fragmentOf(migration)}`;
}

/** Links within a page would change its address, which names the migration. */
function jumpBar(parts: readonly HTMLElement[]): HTMLElement {
  const jumps = parts.map((part) => {
    const heading = part.querySelector('h3');
    return button(heading?.textContent ?? '', { class: 'jump' }, () => {
      part.scrollIntoView({ behavior: 'smooth', block: 'start' });
      heading?.focus({ preventScroll: true });
    });
  });
  return element('nav', { class: 'jumps', 'aria-label': 'Parts of the migration' }, ...jumps);
}

function phaseParts(view: PageDetail): readonly (HTMLElement | undefined)[] {
  if (view.phases.length === 0) return [];
  const table = phaseTable(view.phases);
  if (view.gantt === undefined) return [table];
  const folded = element('details', {}, element('summary', {}, 'The same as a table'), table);
  return [gantt(view.gantt), folded];
}

function verdictCard(view: PageDetail, id: string): HTMLElement {
  const { verdict } = view;
  const facts = [
    { label: 'What', value: element('strong', {}, verdict.happened) },
    ...(verdict.why === undefined ? [] : [{ label: 'Why', value: why(verdict) }]),
    {
      label: 'Guest',
      value: element('span', { class: `tone-${verdict.whereaboutsTone}` }, verdict.whereabouts),
    },
    ...(verdict.later === undefined ? [] : [{ label: 'Later', value: verdict.later }]),
    ...(verdict.fetch.length === 0 ? [] : [{ label: 'Fetch', value: list(verdict.fetch) }]),
  ];
  return element(
    'section',
    { class: `verdict tone-${view.tone}`, 'aria-labelledby': `${id}-verdict` },
    element('h3', { id: `${id}-verdict` }, 'Verdict'),
    factList(facts),
    verdict.check === undefined ? undefined : remedyList([verdict.check], `${id}/check`),
  );
}

function why(verdict: Verdict): HTMLElement {
  return element('span', {}, badge(verdict.sureness ?? '', 'quiet'), ` ${verdict.why ?? ''}`);
}

function list(items: readonly string[]): HTMLElement {
  return element('ul', {}, ...items.map((item) => element('li', {}, item)));
}

function phaseTable(phases: readonly PhaseRow[]): HTMLElement {
  const table = dataTable(
    'Phases with their lengths',
    ['Phase', 'Duration', 'Share', 'Host', ''],
    phases.map((phase) => [
      phase.name,
      phase.duration,
      phase.share,
      phase.host,
      [phase.failed ? '✘ stopped here' : '', phase.basis].filter((note) => note !== '').join(', '),
    ]),
  );
  table.classList.add('phases');
  phases.forEach((phase, index) => {
    if (phase.failed) table.querySelector(`[data-row="${index}"]`)?.classList.add('tone-bad');
  });
  return table;
}

function linkTable(view: PageDetail): HTMLElement | undefined {
  if (view.links.length === 0) return undefined;
  return dataTable(
    'Why these lines belong to it',
    ['File', 'Records', 'Why'],
    view.links.map((link) => [element('code', {}, link.file), link.records, link.why]),
  );
}
