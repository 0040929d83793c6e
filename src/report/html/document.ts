import type { MigrationDetail } from '../../present/detail-model.ts';
import type { ReportModel } from '../../present/report-model.ts';
import { hostsSection, logsSection } from './closing-sections.ts';
import { contentPolicy } from './content-policy.ts';
import { dataBlock, Markup, markup } from './markup.ts';
import type { DetailBlock, PageData } from './page-data.ts';
import { PAGE_STYLE } from './page-style.ts';
import { plainReport } from './plain-report.ts';

/** The whole page: what is the same for every reader as HTML, the migrations as data for its script. */
export function documentText(
  model: ReportModel,
  details: readonly MigrationDetail[],
  script: string,
  madeAt: string | undefined,
): string {
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
<p class="small">${model.inputs.map(({ path, read }) => `${path}: ${read}`).join('; ')}</p>
</div>
<div id="tools" class="tools" hidden></div>
</header>
<nav class="views" aria-label="Parts of the report">
<a href="#overview">Migrations</a>
<a href="#hosts">Hosts and clocks</a>
<a href="#logs">Logs</a>
</nav>
<main id="main" tabindex="-1">
<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title" tabindex="-1">Migrations</h2>
<div id="list"></div>
<noscript>${plainReport(model, details)}</noscript>
<div id="host-findings"></div>
</section>
<div id="migration" hidden></div>
<div id="printed"></div>
${hostsSection(model)}
${logsSection(model)}
</main>
<footer class="small">Made by ${model.tool} from logs alone${madeAt === undefined ? '' : `, ${madeAt}`}. Times are UTC on corrected clocks. This file loads nothing and sends nothing.</footer>
<div id="announcer" class="unseen" role="status" aria-live="polite"></div>
${dataBlock('data', pageData(model, details))}${details.map(detailBlock)}<script>${new Markup(script)}</script>
</body>
</html>
`;
  return page.text;
}

function pageData(model: ReportModel, details: readonly MigrationDetail[]): PageData {
  return { rows: details.map(({ row }) => row), hostFindings: model.hostFindings };
}

function detailBlock({ row: _listed, ...detail }: MigrationDetail, index: number): Markup {
  return dataBlock(`detail-${index}` satisfies DetailBlock, detail);
}
