import { coverMessages as measure, loadLeftOut, loadSourceTemplates } from '../../knowledge/message-coverage.ts';
import type { MessageCoverage, Share } from '../../knowledge/message-coverage.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import { coverRelated, type RelatedCoverage } from '../../knowledge/related-coverage.ts';
import { renderMessage } from '../../knowledge/render-message.ts';
import type { Page } from '../../present/page.ts';
import { renderPage } from '../../report/render-page.ts';
import { CLEAN, FOUND } from '../exit-code.ts';
import { type Answer, answer, knowledgeOf, type Session } from './session.ts';

/** `rules coverage`: how many messages of Nova's live-migration code are recognised. */
export function coverMessages({ format }: Readonly<Record<string, string | undefined>>, session: Session): Answer {
  const folder = rulesFolder();
  const coverage = measure(knowledgeOf(session).catalogue, loadSourceTemplates(folder), loadLeftOut(folder));
  const related = coverRelated(knowledgeOf(session).catalogue, folder);
  const code = coverage.missing.length + related.unexplained.length === 0 ? CLEAN : FOUND;
  if (format === 'json') return answer(`${JSON.stringify({ ...coverage, related }, null, 2)}\n`, code);
  return answer(renderPage(toPage(coverage, related), session.layout), code);
}

function toPage({ total, byRelease, byPhase, missing, leftOut }: MessageCoverage, related: RelatedCoverage): Page {
  return {
    title: `${percent(total)} of Nova's live-migration messages are recognised`,
    kind: `${String(total.known)} of ${String(total.all)} log and exception texts, Kilo to master`,
    sections: [
      { heading: 'By release', blocks: [{ type: 'table', rows: byRelease.map(row) }] },
      { heading: 'By part of the code', blocks: [{ type: 'table', rows: byPhase.map(row) }] },
      ...(missing.length === 0
        ? []
        : [
            {
              heading: 'Not recognised',
              blocks: [
                {
                  type: 'table' as const,
                  rows: missing.map(({ kind, releases, template }) => [kind, releases, renderMessage(template)]),
                },
              ],
            },
          ]),
      ...(leftOut.length === 0
        ? []
        : [
            {
              heading: 'Left out on purpose',
              blocks: [
                { type: 'table' as const, rows: leftOut.map(({ kind, template, why }) => [kind, template, why]) },
              ],
            },
          ]),
      {
        heading: `Around the live migration: ${percent(related.total)} of ${String(related.total.all)} messages`,
        blocks: [{ type: 'table' as const, rows: related.byRelease.map(row) }],
      },
      {
        heading: 'Left out of those, and why (--format json lists each)',
        blocks: [
          {
            type: 'table' as const,
            rows: related.leftOut.map(({ why, templates }) => [String(templates.length), why]),
          },
        ],
      },
    ],
  };
}

function row(share: Share): readonly string[] {
  return [share.name, percent(share), `${String(share.known)} of ${String(share.all)}`];
}

/** Rounded down: 100 % is all of them. */
function percent({ known, all }: Share): string {
  return `${String(all === 0 ? 100 : Math.floor((100 * known) / all))} %`;
}
