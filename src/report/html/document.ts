import type { MigrationDetail } from '../../present/detail-model.ts';
import type { ReportModel } from '../../present/report-model.ts';
import { hostsSection, logsSection } from './closing-sections.ts';
import { contentPolicy } from './content-policy.ts';
import { detailBlocks, DETAILS_IN_BLOCK } from './detail-blocks.ts';
import { dataBlock, Markup, markup, NOTHING } from './markup.ts';
import type { PageData } from './page-data.ts';
import { PAGE_STYLE } from './page-style.ts';
import { plainReport } from './plain-report.ts';
import { statsSection } from './stats-section.ts';
import type { StatsModel } from '../../present/stats-model.ts';

/** What a page is made of besides what every report shows. */
export interface PageParts {
  readonly details: readonly MigrationDetail[];
  /** Numbers over all migrations; of one alone there are none. */
  readonly stats: StatsModel | undefined;
  /** ISO 8601; a page that is not told names no time. */
  readonly madeAt: string | undefined;
}

/** The whole page: what is the same for every reader as HTML, the migrations as data for its script. */
export function documentText(model: ReportModel, parts: PageParts, script: string): string {
  const { details, stats, madeAt } = parts;
  const overview = details.length === 0 ? 'Findings' : 'Migrations';
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(script, PAGE_STYLE)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${model.tool}">
<title>${model.title} – migscope</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div>
<p class="brand">migscope</p>
<h1>${model.title}</h1>
${inputs(model)}
</div>
<div id="tools" class="tools" hidden></div>
</header>
<nav class="views" aria-label="Parts of the report">
<a href="#overview">${overview}</a>
${
  stats === undefined
    ? NOTHING
    : markup`<a href="#statistics">Statistics</a>
`
}<a href="#hosts">Hosts and clocks</a>
<a href="#logs">Logs</a>
</nav>
<main id="main" tabindex="-1">
<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title" tabindex="-1">${overview}</h2>
<div id="list"></div>
<noscript>${plainReport(model, details)}</noscript>
</section>
<div id="migration" hidden></div>
<div id="host-findings"></div>
<div id="printed"></div>
${stats === undefined ? NOTHING : statsSection(stats)}
${hostsSection(model)}
${logsSection(model)}
</main>
<footer class="small">Made by ${model.tool} from logs alone${madeAt === undefined ? '' : `, ${madeAt}`}. Times are UTC on corrected clocks. This file loads nothing and sends nothing.</footer>
<div id="announcer" class="unseen" role="status" aria-live="polite"></div>
${dataBlock('data', pageData(model, details))}${detailBlocks(details)}<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** What was read; of many inputs the first, for the Logs list them all. */
function inputs({ inputs: [first, ...others] }: ReportModel): Markup {
  if (first === undefined) return NOTHING;
  const more = others.length === 0 ? '' : ` and ${others.length} more (see Logs)`;
  return markup`<p class="small">${first.path}: ${first.read}${more}</p>`;
}

function pageData(model: ReportModel, details: readonly MigrationDetail[]): PageData {
  const { findingsHeading, hostFindings } = model;
  const rows = details.map(({ row }) => row);
  return { rows, detailsInBlock: DETAILS_IN_BLOCK, findingsHeading, hostFindings };
}
