import { loadFailureClasses } from '../../knowledge/load-knowledge.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import { safeLine } from '../../present/safe-text.ts';
import { cutText, padText, textWidth } from '../../present/text-width.ts';
import type { Layout } from '../../report/text/layout.ts';
import { describeText } from '../../rules/fill-text.ts';
import type { Rule, RuleStatus } from '../../rules/rule.ts';
import { CANNOT, CLEAN } from '../exit-code.ts';
import { type Answer, knowledgeOf, refusal, renderProblems, type Session, suggestion } from './session.ts';
import { shortPath } from './short-path.ts';

interface Row {
  readonly id: string;
  readonly class: string;
  readonly family: string;
  readonly title: string;
  readonly status: RuleStatus;
  readonly severity: string;
  readonly confidence: string;
  readonly role: string;
  readonly path: string;
}

/** `rules list`: all rules by family, or those that fit. */
export function listRules(
  { class: wantedClass, family, status, format }: Readonly<Record<string, string | undefined>>,
  session: Session,
): Answer {
  const { layout } = session;
  const classes = loadFailureClasses(rulesFolder());
  const unknown =
    unknownName(
      'failure class', wantedClass, classes.map((one) => one.id)) ??
    unknownName('family', family, [...new Set(classes.map((one) => one.family))]);
  if (unknown !== undefined) return unknown;
  const familyOf = new Map(classes.map((one) => [one.id, one.family]));
  const knowledge = knowledgeOf(session);
  const rows = knowledge.rules
    .map((rule) => toRow(rule, familyOf.get(rule.class) ?? '', session.folder))
    .filter((row) => wantedClass === undefined || row.class === wantedClass)
    .filter((row) => family === undefined || row.family === family)
    .filter((row) => status === undefined || row.status === status);
  const stdout = format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : render(layout, rows);
  const bad = knowledge.diagnostics.length;
  return {
    stdout,
    stderr: bad === 0 ? '' : renderProblems(layout, knowledge.diagnostics),
    code: bad === 0 ? CLEAN : CANNOT,
  };
}

function toRow(rule: Rule, family: string, folder: string): Row {
  const { id, title, status, severity, confidence, role, path } = rule;
  return {
    id,
    class: rule.class,
    family,
    title: safeLine(describeText(title)),
    status,
    severity,
    confidence,
    role,
    path: shortPath(path, folder),
  };
}

const MARKS: Readonly<Record<RuleStatus, string>> = { stable: '●', test: '○', experimental: '?' };

function render(layout: Layout, rows: readonly Row[]): string {
  if (rows.length === 0) return 'No rule fits.\n';
  const { paint, columns } = layout;
  const idWidth = Math.max(...rows.map(({ id }) => textWidth(id)));
  const families = [...new Set(rows.map((row) => row.family))].sort();
  const lines = families.flatMap((family, index) => {
    const own = rows.filter((row) => row.family === family);
    const head = `${paint.heading(family)} ${paint.quiet(countOf(own.length))}`;
    return [
      ...(index > 0 ? [''] : []),
      head,
      ...own.map((row) => {
        const room = columns - idWidth - 6;
        const tail = room < 20 ? '' : `  ${cutText(row.title, room)}`;
        return `${paint.quiet(MARKS[row.status])} ${padText(row.id, idWidth)}${tail}`.trimEnd();
      }),
    ];
  });
  const legend = '● stable: a captured log shows it   ○ test   ? experimental';
  const more = `${countOf(rows.length)}; \`migscope explain <id>\` tells what one means`;
  return `${lines.join('\n')}\n\n${paint.quiet(legend)}\n${more}\n`;
}

function countOf(rules: number): string {
  return rules === 1 ? '1 rule' : `${String(rules)} rules`;
}

function unknownName(
  kind: string,
  name: string | undefined,
  known: readonly string[],
): Answer | undefined {
  if (name === undefined || known.includes(name)) return undefined;
  return refusal(`there is no ${kind} ${name}`, undefined, suggestion(name, known, `use one of ${known.join(', ')}`));
}

