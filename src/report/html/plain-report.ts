import type { EventRow, MigrationDetail } from '../../present/detail-model.ts';
import type { EvidenceRow, FindingView, RemedyView, ReportModel } from '../../present/report-model.ts';
import { type Markup, markup, NOTHING } from './markup.ts';
import { plainTable } from './plain-table.ts';

/** Each of them again makes the page longer, for the few who read it without scripts. */
const MOST_WHOLE = 50;

/** What a reader without scripts gets: everything but drawings, filters and lesser events. */
export function plainReport(model: ReportModel, details: readonly MigrationDetail[]): Markup {
  const columns = ['Guest', 'Outcome', 'Route', 'Started', 'Duration', 'Cause'];
  const rows = details.map(({ row }, index) => [
    index < MOST_WHOLE ? markup`<a href="#plain-${index}">${row.name}</a>` : markup`${row.name}`,
    markup`<span class="badge tone-${row.tone}">${row.mark} ${row.ending}</span>`,
    markup`${row.route}`,
    markup`${row.started}`,
    markup`${row.duration}`,
    markup`${row.cause}`,
  ]);
  return markup`<p>This browser runs no scripts: drawings, filters and lesser events are not shown.</p>
${plainTable('Migrations', columns, rows)}
${details.slice(0, MOST_WHOLE).map(migration)}
${details.length > MOST_WHOLE ? markup`<p>Of ${details.length} migrations only the first ${MOST_WHOLE} are shown in whole.</p>` : NOTHING}
${model.hostFindings.map(finding)}`;
}

function migration(view: MigrationDetail, index: number): Markup {
  const { happened, why, sureness, whereabouts, later } = view.verdict;
  return markup`<article id="plain-${index}">
<h3>${view.headline.text}</h3>
<div class="verdict tone-${view.tone}"><p><strong>${happened}</strong></p>
${why === undefined ? NOTHING : markup`<p>${why} (${sureness ?? ''})</p>`}<p>${whereabouts} ${later ?? ''}</p></div>
${view.findings.map(finding)}
${plainTable(
  'Phases',
  ['Phase', 'Duration', 'Host', ''],
  view.phases.map((phase) => [
    markup`${phase.name}`,
    markup`${phase.duration}`,
    markup`${phase.host}`,
    markup`${phase.failed ? '✘ stopped here' : phase.basis}`,
  ]),
)}
${plainTable(
  `Timeline of ${view.events.date}`,
  ['Time', 'Host', 'Event', 'Logged in'],
  view.events.rows.filter(({ isLesser }) => !isLesser).map(eventCells),
)}
</article>
`;
}

function eventCells(row: EventRow): readonly Markup[] {
  const summary = row.repeated === '' ? row.summary : `${row.summary} (${row.repeated})`;
  return [
    markup`${row.time}`,
    markup`${row.host}`,
    markup`<span class="tone-${row.tone}">${summary}</span>`,
    markup`<code>${row.place}</code>`,
  ];
}

function finding(view: FindingView): Markup {
  return markup`<section class="finding tone-${view.tone}">
<h4>${view.title}</h4>
<p>${view.role}, ${view.confidence}. ${view.cause}</p>
${view.evidence.length === 0 ? NOTHING : markup`<ul class="evidence">${view.evidence.map(evidence)}</ul>`}
${view.remedies.length === 0 ? NOTHING : markup`<ol>${view.remedies.map(step)}</ol>`}
</section>
`;
}

function evidence(row: EvidenceRow): Markup {
  return markup`<li>${row.host} ${row.time} <code>${row.place}</code><pre class="excerpt"><code>${row.excerpt}</code></pre></li>`;
}

function step(remedy: RemedyView): Markup {
  const { precondition, command } = remedy;
  return markup`<li><strong>${remedy.where}</strong> (${remedy.effect}): ${remedy.text}
${precondition === undefined ? NOTHING : markup`<p><strong>Only when:</strong> ${precondition}</p>`}${command === undefined ? NOTHING : markup`<pre><code>${command}</code></pre>`}</li>
`;
}
