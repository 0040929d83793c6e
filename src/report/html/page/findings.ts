import type { Neighbour } from '../../../present/detail-model.ts';
import type { EvidenceRow, FindingView } from '../../../present/report-model.ts';
import { copyButton } from './copy-button.ts';
import { badge, element } from './dom.ts';
import { remedyList } from './remedies.ts';

type Surroundings = Readonly<Record<string, readonly Neighbour[]>>;

/** A finding with its evidence and what to do. */
export function findingCard(finding: FindingView, around: Surroundings): HTMLElement {
  const key = finding.id;
  const steps = remedyList(finding.remedies, key);
  return element(
    'article',
    { class: `finding tone-${finding.tone}${finding.isRootCause ? ' root' : ''}` },
    element(
      'p',
      { class: 'labels' },
      badge(finding.role, finding.tone),
      element(
        'span',
        {},
        [finding.severity, finding.confidence, finding.host ?? ''].filter(Boolean).join(' · '),
      ),
    ),
    element('h4', {}, finding.title),
    element('p', {}, finding.cause),
    ...(finding.evidence.length === 0
      ? []
      : [element('h5', {}, 'Evidence'), evidenceList(finding.evidence, around)]),
    ...(steps === undefined ? [] : [element('h5', {}, 'What to do'), steps]),
    element('p', { class: 'small' }, ...references(finding)),
  );
}

function references(finding: FindingView): readonly Node[] {
  const links = finding.references.flatMap((reference) => [element('br'), outside(reference)]);
  return [element('span', {}, `Rule ${finding.ruleId} · class ${finding.class}`), ...links];
}

/** A link to the web: opened when it is clicked and at no other time. */
function outside(address: string): Node {
  if (!/^https?:\/\//.test(address)) return document.createTextNode(address);
  return element('a', { href: address, rel: 'noopener noreferrer external' }, address);
}

function evidenceList(evidence: readonly EvidenceRow[], around: Surroundings): HTMLElement {
  return element(
    'ul',
    { class: 'evidence' },
    ...evidence.map((row) => evidenceItem(row, around[row.place] ?? [])),
  );
}

function evidenceItem(row: EvidenceRow, near: readonly Neighbour[]): HTMLElement {
  return element(
    'li',
    {},
    element(
      'p',
      { class: 'where' },
      element('strong', {}, row.host),
      row.time === '' ? undefined : element('span', { class: 'time' }, row.time),
      element('code', { class: 'place' }, row.place),
      copyButton(row.place, 'the place'),
    ),
    element('pre', { class: 'excerpt' }, element('code', {}, row.excerpt)),
    near.length === 0 ? undefined : surrounding(near),
  );
}

function surrounding(near: readonly Neighbour[]): HTMLElement {
  const isRaw = near.every(({ time }) => time === '');
  const rows = near.map((one) =>
    element(
      'tr',
      { class: one.isEvidence ? 'is-evidence' : undefined },
      element('th', { scope: 'row' }, one.line),
      isRaw ? undefined : element('td', { class: 'time' }, one.time),
      element('td', { class: `tone-${one.tone}` }, isRaw ? element('code', {}, one.text) : one.text),
    ),
  );
  const columns = isRaw ? ['Line', 'Text'] : ['Line', 'Time', 'Event'];
  const head = columns.map((name) => element('th', { scope: 'col' }, name));
  const table = element(
    'table',
    { class: 'near' },
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
  return element('details', {}, element('summary', {}, 'Before and after it in this file'), table);
}
