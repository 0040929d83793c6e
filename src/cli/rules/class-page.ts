import type { FailureClass } from '../../knowledge/load-knowledge.ts';
import type { Page } from '../../present/page.ts';
import { sentence } from '../../present/sentence.ts';
import { describeText } from '../../rules/fill-text.ts';
import type { Rule } from '../../rules/rule.ts';

/** A failure class with the rules that find it. */
export function classPage({ id, family, code, means }: FailureClass, rules: readonly Rule[]): Page {
  const own = rules.filter((rule) => rule.class === id);
  const rows = own.map((rule) => [rule.id, rule.status, describeText(rule.title)]);
  return {
    title: sentence(means),
    kind: [id, 'failure class', family, ...(code === undefined ? [] : [`known as ${String(code)}`])].join(' · '),
    sections: [
      {
        heading: own.length === 1 ? 'The rule that finds it' : 'Rules that find it',
        blocks: [rows.length > 0 ? { type: 'table', rows } : { type: 'text', text: 'None yet.' }],
      },
      ...(rows.length > 0
        ? [
            {
              heading: 'More',
              blocks: [{ type: 'verbatim' as const, lines: own.map((rule) => `migscope explain ${rule.id}`) }],
            },
          ]
        : []),
    ],
  };
}
