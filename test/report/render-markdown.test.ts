import MarkdownIt from 'markdown-it';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { presentDetails } from '../../src/present/present-details.ts';
import { renderMarkdown } from '../../src/report/render-markdown.ts';
import { deadGuest, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { hostile } from './hostile.ts';

function render(from: Analysis, madeAt?: string): string {
  const model = presentAnalysis(from);
  return renderMarkdown(model, presentDetails(from, model), madeAt);
}

const markdownIt = new MarkdownIt({ html: true, linkify: true });
// Guesses that neither GitHub nor GitLab makes.
markdownIt.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** How readers of a post-mortem read it: GitHub's Markdown, and one that makes links of more. */
const PARSERS: Readonly<Record<string, (text: string) => string>> = {
  "GitHub's": (text) =>
    micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] }),
  'markdown-it': (text) => markdownIt.render(text),
};

/** What makes something of a text in one Markdown or the other. */
const PIECES: readonly string[] = [
  '| a | b |',
  '\\| \\',
  '`code` ``x',
  '```',
  '~~~ ~~gone~~ ~label',
  '**bold** __bold__ *it* _it_',
  '<script>alert(1)</script>',
  '<b onclick=x>b</b> <!-- hidden',
  '</details></table>',
  '&lt;b&gt; &#35; &copy;',
  '[text](https://example.org/ "title") [x][y] ![i](https://example.org/i.png)',
  '[x]: https://example.org/',
  '[^1] [^1]: note',
  '<https://example.org/> <javascript:alert(1)>',
  'see https://example.org/x and http://example.org',
  'www.example.org mailto:a@example.org ftp://example.org xmpp:a@example.org',
  'someone@example.org',
  '@everyone @org/team #123 GH-1 !45 %6 &7 $8 ~9 org/repo#1',
  '$x^2$ $`y`$ $$z$$',
  '# heading',
  '- [x] item',
  '+ item',
  '* * *',
  '1. item 2) item',
  '> quote',
  '---',
  '=== ',
  ':::note',
  '/close',
  '    indented',
  '[[_TOC_]] [[wiki]]',
  ':tada: :rotating_light:',
];

const SHAPE = /<(\/?\w+)[^>]*>/g;

/** The tags of a document, in order: what a text may not change. (A cell is no code where no code could hold it.) */
function shape(html: string): string {
  return [...html.matchAll(SHAPE)]
    .map(([, tag = '']) => tag)
    .filter((tag) => !tag.endsWith('code'))
    .join(' ');
}

/** The text outside code, where hosts look for mentions and references. */
function prose(html: string): string {
  return unescaped(html.replace(/<code[^]*?<\/code>/g, ' ').replace(SHAPE, ' '));
}

function words(html: string): string {
  return unescaped(html.replace(SHAPE, '')).replaceAll('\u200b', '').replace(/\s+/g, ' ');
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** One piece before or behind every text; what is no address stays none. */
function with_(from: Analysis, piece: string, where: 'before' | 'behind'): Analysis {
  const poisoned = hostile(from, [piece], where);
  return {
    ...poisoned,
    findings: poisoned.findings.map((finding) => ({ ...finding, references: [`see ${piece}`] })),
  };
}

describe('text from logs stays text in Markdown', () => {
  for (const [name, parse] of Object.entries(PARSERS)) {
    for (const where of ['before', 'behind'] as const) {
      it.each(PIECES)(`${name}, ${where} every text: %s`, (piece) => {
        for (const example of [portBlocked, threeMigrations]) {
          const html = parse(render(with_(example, piece, where)));
          expect(shape(html)).toBe(shape(parse(render(with_(example, 'harmless', where)))));
          expect(words(html)).toContain(piece.trim().replace(/\s+/g, ' '));
          expect(prose(html)).not.toMatch(/[@#!%~$&]\w|\bwww\.|:\/\/|(?<!\d):[a-z_]{3,}:/);
        }
      });
    }
  }
});

describe('a post-mortem', () => {
  function check(name: string, from: Analysis): void {
    it(`of ${name}`, async () => {
      await expect(render(from)).toMatchFileSnapshot(`golden/${name}.md`);
    });
    it(`of ${name} has every place, command and precondition whole`, () => {
      const text = words(markdownIt.render(render(from)));
      for (const { evidence, remediation } of from.findings) {
        for (const { file, line } of evidence) expect(text).toContain(`${file}:${line}`);
        for (const { command = '', precondition = '' } of remediation) {
          expect(text).toContain(command);
          expect(text).toContain(precondition);
        }
      }
    });
  }

  check('port-blocked', portBlocked);
  check('dead-guest', deadGuest);
  check('three-migrations', threeMigrations);
  check('healthy', healthy);

  it('names the time of its making only when it is told one', () => {
    const made = '2031-02-03T04:05:06.000Z';
    expect(render(healthy)).not.toContain(made);
    expect(render(healthy, made)).toContain(made);
  });
});
