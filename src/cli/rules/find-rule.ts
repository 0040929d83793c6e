import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Answer, refusal, suggestion } from './session.ts';

/** The rule with an id, or what to say when there is none. */
export function findRule(
  id: string,
  knowledge: Knowledge,
): { readonly rule: Rule } | { readonly refused: Answer } {
  const rule = knowledge.rules.find((one) => one.id === id);
  if (rule !== undefined) return { rule };
  const bad = knowledge.diagnostics.find((one) => one.path?.endsWith(`/${id.split('/').at(-1) ?? ''}.yaml`));
  if (bad?.path !== undefined) {
    const fix = `see what is wrong: migscope rules check ${bad.path}`;
    return { refused: refusal(`the rule ${id} cannot be used`, bad.what, fix) };
  }
  const ids = knowledge.rules.map((one) => one.id);
  const fix = suggestion(id, ids, '`migscope rules list` shows all of them');
  const why = knowledge.packs.length > 1 ? undefined : 'rules of your own packs need --rules or a migscope.yaml';
  return { refused: refusal(`there is no rule ${id}`, id.includes('/') ? why : undefined, fix) };
}
