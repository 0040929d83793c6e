import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { loadFailureClasses } from '../../knowledge/load-knowledge.ts';
import { openPack } from '../../knowledge/pack.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import { ruleTemplate } from '../../knowledge/rule-template.ts';
import { type Answer, answer, refusal, type Session, suggestion } from './session.ts';
import { shortPath } from './short-path.ts';

const ID = /^(?:[a-z][a-z0-9-]*\/)?[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** `rules new`: writes a commented rule and its test, and never over something that is there. */
export function newRule(
  id: string,
  { class: failureClass = '', dir = '.' }: Readonly<Record<string, string | undefined>>,
  session: Session,
): Answer {
  const classes = loadFailureClasses(rulesFolder());
  const known = classes.find((one) => one.id === failureClass);
  if (known === undefined) {
    const ids = classes.map((one) => one.id);
    const fix = suggestion(failureClass, ids, `use one of ${ids.join(', ')}`);
    return refusal(`there is no failure class ${failureClass}`, undefined, fix);
  }
  if (!ID.test(id)) {
    const why = 'an id is two or more words in small letters, joined by hyphens';
    return refusal(`"${id}" is no rule id`, why, 'name it cause-at-place, as in acme/switch-drops-frames');
  }
  const folder = resolve(session.folder, dir);
  const own = resolve(rulesFolder());
  const isOwn = folder === own || folder.startsWith(own + sep);
  const wrong = isOwn ? undefined : wrongPrefix(id, folder);
  if (wrong !== undefined) return wrong;
  const target = isOwn ? join(own, known.family) : folder;
  const rule = join(target, `${basename(id)}.yaml`);
  const test = join(target, `${basename(id)}.test.yaml`);
  const taken = [rule, test].find((path) => existsSync(path));
  if (taken !== undefined)
    return refusal(`${taken} is there already`, 'nothing is written over', 'choose another id');
  const schemas = relative(target, own).split(sep).join('/');
  const template = ruleTemplate(own, id, known, schemas);
  mkdirSync(target, { recursive: true });
  writeFileSync(rule, template.rule);
  writeFileSync(test, template.test);
  const option = isOwn ? '' : ` --rules ${shortPath(folder, session.folder) === folder && dir === '.' ? '.' : dir}`;
  return answer(
    [
      `wrote ${shortPath(rule, session.folder)}`,
      `wrote ${shortPath(test, session.folder)}`,
      '',
      'Next: fill in both, then',
      `  migscope rules check ${shortPath(rule, session.folder)}`,
      `  migscope rules test ${shortPath(test, session.folder)}`,
      `  migscope rules trace ${id} <logs>${option}`,
      '',
    ].join('\n'),
  );
}

function wrongPrefix(id: string, folder: string): Answer | undefined {
  const name = existsSync(folder) ? openPack(folder).pack?.name : undefined;
  const prefix = id.includes('/') ? id.split('/')[0] : undefined;
  if (prefix !== undefined && (name === undefined || name === prefix)) return undefined;
  const why = "ids outside of migscope's own pack begin with the name of their pack";
  return refusal(`"${id}" has no pack in front`, why, `name it ${name ?? 'acme'}/${basename(id)}`);
}
