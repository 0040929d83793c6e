import type { StatsModel, StatsTable } from '../../present/stats-model.ts';
import { type Markup, markup, NOTHING } from './markup.ts';

const BAR = 200;

/** Numbers over all migrations: facts first, then tables with bars. */
export function statsSection(stats: StatsModel): Markup {
  const facts = stats.facts.map(({ label, value }) => markup`<dt>${label}</dt><dd>${value}</dd>\n`);
  return markup`<section id="statistics" aria-labelledby="statistics-title">
<h2 id="statistics-title" tabindex="-1">Statistics</h2>
<dl class="facts">${facts}</dl>
${stats.tables.filter(({ rows }) => rows.length > 0).map(statsTable)}
</section>`;
}

function statsTable(table: StatsTable): Markup {
  const hasBars = table.rows.some(({ fraction }) => fraction !== undefined);
  const head = table.columns.map(
    ({ label, align }) => markup`<th scope="col" class="${align}">${label}</th>`,
  );
  const body = table.rows.map(({ cells: [first = '', ...rest], tone, fraction, migration }) => {
    const others = rest.map(
      (cell, index) =>
        markup`<td class="${table.columns[index + 1]?.align ?? 'left'}">${cell !== '' && cell === migration ? markup`<a href="#m/${migration}">${cell}</a>` : cell}</td>`,
    );
    const last = hasBars ? markup`<td class="bars">${bar(fraction ?? 0)}</td>` : NOTHING;
    return markup`<tr class="tone-${tone}"><th scope="row">${first}</th>${others}${last}</tr>\n`;
  });
  return markup`<h3 id="statistics-${table.id}">${table.title}</h3>
<div class="scroll" tabindex="0" role="region" aria-labelledby="statistics-${table.id}"><table class="numbers">
<thead><tr>${head}${hasBars ? markup`<td class="bars"></td>` : NOTHING}</tr></thead>
<tbody>
${body}</tbody></table></div>
${table.note === '' ? NOTHING : markup`<p class="small">${table.note}</p>`}`;
}

function bar(fraction: number): Markup {
  const width = Math.round(fraction * BAR);
  return markup`<svg class="share" viewBox="0 0 ${BAR} 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="8"></rect></svg>`;
}
