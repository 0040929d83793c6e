import type { DiagnosticPage } from '../../knowledge/diagnostic-pages.ts';
import type { Block, Page } from '../../present/page.ts';

/** A code of a diagnostic: what it means and what to do. */
export function diagnosticPage({ code, title, means, fix, example }: DiagnosticPage): Page {
  const text = (words: string): readonly Block[] => [{ type: 'text', text: words }];
  return {
    title,
    kind: `${code} · diagnostic`,
    sections: [
      { heading: 'What it means', blocks: text(means) },
      { heading: 'What to do', blocks: text(fix) },
      ...(example === undefined
        ? []
        : [
            {
              heading: 'Example',
              blocks: [{ type: 'verbatim' as const, lines: example.trimEnd().split('\n') }],
            },
          ]),
    ],
  };
}
