import { readPasted } from '../../analysis/pasted-text.ts';
import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import type { LogEvent } from '../../model/index.ts';
import type { Block, Page } from '../../present/page.ts';
import { sentence } from '../../present/sentence.ts';
import { matchExcerpt } from '../../rules/match-excerpt.ts';
import { SIGN_WORDS } from './event-page.ts';

const SOURCE = { path: 'message', hostKey: 'message', kind: 'excerpt' } as const;

/** What a message out of a log means, and what it may be a sign of; nothing when the catalogue does not have it. */
export async function messagePage(text: string, knowledge: Knowledge): Promise<Page | undefined> {
  const events = await readPasted(text, SOURCE, knowledge.catalogue);
  const kinds = [...new Map(events.map((event) => [event.kind, event])).values()];
  const innermost = kinds.at(-1);
  if (innermost === undefined) return undefined;
  return {
    title: sentence(innermost.summary),
    kind: 'message',
    sections: [
      { heading: 'What it may be a sign of', blocks: causes(events, knowledge) },
      ...kinds.toReversed().map((event) => ({ heading: event.kind, blocks: aboutEvent(event) })),
    ],
  };
}

function causes(events: readonly LogEvent[], { rules }: Knowledge): readonly Block[] {
  const found = matchExcerpt(
    rules.filter(({ fallback }) => !fallback),
    events,
    { timeless: new Set([SOURCE.path]), hostNames: new Map() },
  );
  if (found.length === 0) return [{ type: 'text', text: 'By itself it proves no failure that a rule knows.' }];
  return [
    {
      type: 'list',
      items: found.flatMap(({ title, cause, ruleId }) => [
        { level: 0, text: title },
        { level: 1, text: cause },
        { level: 1, text: `migscope explain ${ruleId}` },
      ]),
    },
  ];
}

function aboutEvent({ side, phase, sign, summary, fields }: LogEvent): readonly Block[] {
  const where = side === 'any' ? [] : [`written at the ${side}`];
  const during = phase === undefined ? [] : [`phase ${phase}`];
  const rows = Object.entries(fields).map(([name, value]) => [name, String(value)]);
  return [
    { type: 'text', text: `${sentence(summary)} (${[...where, ...during, SIGN_WORDS[sign]].join(', ')})` },
    ...(rows.length === 0 ? [] : [{ type: 'table' as const, rows }]),
  ];
}
