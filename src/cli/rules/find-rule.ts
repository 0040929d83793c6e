import { nearestName } from '../../condition/index.ts';
import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Layout } from '../../report/text/layout.ts';
import { type Answer, refusal } from './session.ts';

/** The rule with an id, or what to say when there is none. */
export function findRule(
  id: string,
  knowledge: Knowledge,
  layout: Layout,
): { readonly rule: Rule } | { readonly refused: Answer } {
  const rule = knowledge.rules.find((one) => one.id === id);
  if (rule !== undefined) return { rule };
  const bad = knowledge.diagnostics.find((one) => one.path?.endsWith(`/${id.split('/').at(-1) ?? ''}.yaml`));
  if (bad?.path !== undefined) {
    const fix = `see what is wrong: migscope rules check ${bad.path}`;
    return { refused: refusal(layout, `the rule ${id} cannot be used`, bad.what, fix) };
  }
  const near = nearestName(
    id,
    knowledge.rules.map((one) => one.id),
  );
  const fix = near === undefined ? '`migscope rules list` shows all of them' : `did you mean ${near}?`;
  const why = knowledge.packs.length > 1 ? undefined : 'rules of your own packs need --rules or a migscope.yaml';
  return { refused: refusal(layout, `there is no rule ${id}`, id.includes('/') ? why : undefined, fix) };
}
