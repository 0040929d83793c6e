import type { Catalogue } from '../../catalogue/catalogue.ts';
import { describeCondition, MIGRATION_FIELDS } from '../../condition/index.ts';
import type { FailureClass } from '../../knowledge/load-knowledge.ts';
import type { Block, ListItem, Page, PageSection, PageStep } from '../../present/page.ts';
import { describeCommand, describeText } from '../../rules/fill-text.ts';
import type { RemedyTemplate, Rule, Signal } from '../../rules/rule.ts';
import { shortPath } from './short-path.ts';

const CONFIDENCE: Readonly<Record<Rule['confidence'], string>> = {
  certain: 'The evidence proves it.',
  likely: 'The evidence points to it; look for what speaks against it.',
  possible: 'One explanation of several.',
};

const ROLE: Readonly<Record<Rule['role'], string>> = {
  'root-cause': 'It names the cause.',
  contributing: 'It adds to a cause that another rule names.',
  consequence: 'It names an effect; the cause is elsewhere.',
};

/** A rule as a page: what it means, when it fires, what it needs, what to do. */
export function rulePage(
  rule: Rule,
  catalogue: Catalogue,
  classes: readonly FailureClass[],
  folder: string,
): Page {
  const failureClass = classes.find(({ id }) => id === rule.class);
  const kind = ['rule', failureClass?.family ?? '', rule.severity, rule.status].filter((part) => part !== '');
  return {
    title: describeText(rule.title),
    kind: `${rule.id} · ${kind.join(' · ')}`,
    sections: [
      section('What it means', [
        { type: 'text', text: describeText(rule.cause) },
        { type: 'text', text: `${CONFIDENCE[rule.confidence]} ${ROLE[rule.role]}` },
        {
          type: 'text',
          text: `Class ${rule.class}: ${failureClass?.means ?? 'unknown'}.`,
        },
      ]),
      section('When it fires', whenBlocks(rule, catalogue)),
      section('Evidence it needs', [
        { type: 'list', items: rule.signals.flatMap((signal) => evidenceItems(rule, signal, catalogue)) },
      ]),
      section('What to do', [{ type: 'steps', steps: rule.remediation.map(toStep) }]),
      section('When it may be wrong', listOf(rule.falsepositives)),
      section('Deeper than', supersedesBlocks(rule)),
      section('References', [{ type: 'verbatim', lines: rule.references }]),
      section('File', [{ type: 'verbatim', lines: [shortPath(rule.path, folder)] }]),
    ].filter(({ blocks }) => blocks.some((block) => !isEmpty(block))),
  };
}

function section(heading: string, blocks: readonly Block[]): PageSection {
  return { heading, blocks };
}

function isEmpty(block: Block): boolean {
  switch (block.type) {
    case 'text':
      return block.text === '';
    case 'list':
      return block.items.length === 0;
    case 'steps':
      return block.steps.length === 0;
    case 'table':
      return block.rows.length === 0;
    case 'verbatim':
      return block.lines.length === 0;
  }
}

function whenBlocks(rule: Rule, catalogue: Catalogue): readonly Block[] {
  const byName = new Map(rule.signals.map((signal) => [signal.name, signal]));
  const terms = describeCondition(rule.condition, {
    fields: MIGRATION_FIELDS,
    signal: (name) => {
      const signal = byName.get(name);
      return signal === undefined ? name : `${name}, ${signalWords(signal, catalogue)}`;
    },
  });
  const fallback: readonly Block[] = rule.fallback
    ? [{ type: 'text', text: 'Only where no other rule knows the cause.' }]
    : [];
  return [
    { type: 'verbatim', lines: [`when: ${rule.when.replace(/\s+/g, ' ').trim()}`] },
    { type: 'list', items: terms },
    ...fallback,
  ];
}

/** What a signal stands for: the summaries of its events, without what each line fills in. */
function signalWords({ events, at, where }: Signal, catalogue: Catalogue): string {
  const summaries = events.map((event) => {
    const summary = catalogue.entryOf(event)?.summary ?? event;
    return `“${summary.replace(/\{[^{}]*\}/g, '…')}”`;
  });
  const shown = summaries.slice(0, 3).join(' or ');
  const rest = summaries.length > 3 ? ` or ${String(summaries.length - 3)} similar` : '';
  const place = at === undefined ? '' : ` at the ${at}`;
  const demands = where.map(
    ({ field, oneOf, pattern }) =>
      `${field} ${pattern === undefined ? `is ${oneOf.join(' or ')}` : `fits /${pattern.source}/`}`,
  );
  return `${shown}${rest}${place}${demands.length === 0 ? '' : `, where ${demands.join(' and ')}`}`;
}

function evidenceItems(rule: Rule, signal: Signal, catalogue: Catalogue): readonly ListItem[] {
  const helpful = rule.context.includes(signal.name) ? ' (shown when there)' : '';
  return [
    { level: 0, text: `${signal.name}${helpful}` },
    ...signal.events.map((event) => {
      const sample = catalogue.entryOf(event)?.templates[0]?.sample;
      return { level: 1, text: sample === undefined ? event : `${event}: ${sample}` };
    }),
  ];
}

function toStep({ on, effect, text, command, precondition }: RemedyTemplate): PageStep {
  const place = ['source', 'destination', 'controller'].includes(on) ? `on the ${on}` : `on ${on}`;
  const where = on === 'client' ? 'with the OpenStack client' : place;
  return {
    where: `${where}, ${effect}`,
    text: describeText(text),
    command: command === undefined ? undefined : describeCommand(command),
    precondition: precondition === undefined ? undefined : describeText(precondition),
    isDangerous: effect === 'destroys',
  };
}

function listOf(texts: readonly string[]): readonly Block[] {
  return [{ type: 'list', items: texts.map((text) => ({ text, level: 0 })) }];
}

function supersedesBlocks({ supersedes }: Rule): readonly Block[] {
  if (supersedes.length === 0) return [];
  const text = `When this rule fires, findings of these are its consequences: ${supersedes.join(', ')}.`;
  return [{ type: 'text', text }];
}
