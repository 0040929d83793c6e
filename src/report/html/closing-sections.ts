import type { DriftView } from '../../present/drift-model.ts';
import type { CoverageView, DiagnosticView, HostView, InputView } from '../../present/input-model.ts';
import type { ReportModel } from '../../present/report-model.ts';
import { type Markup, markup, NOTHING } from './markup.ts';
import { plainTable } from './plain-table.ts';

/** Hosts: what they are, their zones, how far their clocks were off, and what differs between them. */
export function hostsSection({ hosts, drift, configuration }: ReportModel): Markup {
  const columns = ['Host', 'Role', 'Clock', 'Time zone', 'Releases', 'Also called'];
  return markup`<section id="hosts" aria-labelledby="hosts-title">
<h2 id="hosts-title" tabindex="-1">Hosts and clocks</h2>
${plainTable('Hosts and clocks', columns, hosts.map(hostCells))}
${configuration === '' ? NOTHING : markup`<p>${configuration}</p>`}
${drift.map(driftPart)}
${hosts.map(factsPart)}
</section>`;
}

function driftPart({ source, destination, route, rows }: DriftView): Markup {
  return part(
    `What differs ${route}`,
    ['What', 'Weight', source, destination, 'Why it matters, what to do'],
    rows.map((row) => [
      markup`${row.subject}`,
      markup`<span class="badge tone-${row.tone}">${row.weight}</span>`,
      row.lacking === '' ? markup`${row.source}` : markup`also has ${row.lacking}`,
      row.lacking === '' ? markup`${row.destination}` : markup`lacks ${row.lacking}`,
      markup`${[row.why, row.remedy].filter((text) => text !== '').join(' ')}${row.places.map((place) => markup` <code>${place}</code>`)}`,
    ]),
  );
}

function factsPart({ name, facts }: HostView): Markup {
  if (facts.length === 0) return NOTHING;
  const rows = facts.map(({ label, value }) => markup`<dt>${label}</dt><dd>${value}</dd>\n`);
  return markup`<h3>What is known of ${name}</h3>
<dl class="facts">${rows}</dl>`;
}

function hostCells(host: HostView): readonly Markup[] {
  const clock = host.isClockOff
    ? markup`<span class="tone-warn">${host.clock}</span>`
    : markup`${host.clock}`;
  return [
    markup`${host.name}`,
    markup`${host.roles}`,
    clock,
    markup`${host.zone}`,
    markup`${host.releases}`,
    markup`${host.aliases}`,
  ];
}

/** Logs: what was read, what is missing, what nobody knows, and what is to be said about the input. */
export function logsSection(model: ReportModel): Markup {
  return markup`<section id="logs" aria-labelledby="logs-title">
<h2 id="logs-title" tabindex="-1">Logs</h2>
${missing(model.coverage)}
${present(model.coverage)}
${unmatched(model.coverage)}
${diagnostics(model.diagnostics)}
<h3>What was read</h3>
${model.inputs.map(input)}
</section>`;
}

function input(one: InputView): Markup {
  const skipped = one.skipped.map(({ path, why }) => markup`<li><code>${path}</code>: ${why}</li>\n`);
  const list =
    skipped.length === 0
      ? NOTHING
      : markup`<details><summary>${skipped.length} skipped</summary><ul>${skipped}</ul></details>`;
  return markup`<p>${one.path}: ${one.read}</p>${list}\n`;
}

function present({ present: rows }: CoverageView): Markup {
  return part(
    'Logs that are there',
    ['Host', 'Logs'],
    rows.map(({ host, logs }) => [markup`${host}`, markup`${logs}`]),
  );
}

function missing({ missing: rows }: CoverageView): Markup {
  return part(
    'Logs that are missing or not whole',
    ['Host', 'Log', 'State', 'What to fetch'],
    rows.map((gap) => [
      markup`${gap.host}`,
      markup`${gap.log}`,
      markup`<span class="badge tone-${gap.tone}">${gap.state}</span>`,
      markup`${gap.ask}`,
    ]),
  );
}

function unmatched({ unmatched: rows }: CoverageView): Markup {
  return part(
    'Warnings and errors that no message template knows',
    ['Times', 'Line', 'First in'],
    rows.map((one) => [
      markup`${one.count}`,
      markup`<code>${one.shape}</code>`,
      markup`<code>${one.place}</code>`,
    ]),
  );
}

function diagnostics(all: readonly DiagnosticView[]): Markup {
  return part(
    'About the input',
    ['Severity', 'What', 'Place'],
    all.map((one) => [
      markup`<span class="badge tone-${one.tone}">${one.severity}</span>`,
      markup`<span class="laid-out">${[one.what, one.why, one.fix].filter((text) => text !== '').join('\n')}</span> <code>${one.code}</code>`,
      markup`<code>${one.place}</code>`,
    ]),
  );
}

function part(title: string, columns: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return rows.length === 0 ? NOTHING : markup`<h3>${title}</h3>\n${plainTable(title, columns, rows)}`;
}
