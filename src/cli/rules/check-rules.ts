import { existsSync } from 'node:fs';
import { checkPaths } from '../../knowledge/check-paths.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import { CLEAN, FOUND } from '../exit-code.ts';
import { type Answer, refusal, renderProblems, type Session } from './session.ts';
import { shortPath } from './short-path.ts';

/** `rules check`: every problem of packs, rules, tests and catalogue files. */
export function checkRules(paths: readonly string[], session: Session): Answer {
  const { layout, folder } = session;
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    return refusal(`there is no ${missing}`, undefined, 'name a pack, a rule, a test or a catalogue file');
  const chosen = paths.length > 0 ? paths : [rulesFolder(), ...session.packs];
  const { problems, counts } = checkPaths(chosen, session.packs);
  const { rules, tests, catalogues } = counts;
  const seen = `${count(rules, 'rule')}, ${count(tests, 'test')}, ${count(catalogues, 'catalogue file')}`;
  if (rules + tests + catalogues === 0) {
    const fix = 'a pack holds rules as *.yaml, directly or in folders below it';
    return refusal(`there is nothing to check in ${chosen.join(' ')}`, undefined, fix);
  }
  if (problems.length === 0) return { stdout: `${seen}: no problem\n`, stderr: '', code: CLEAN };
  const shown = problems.map((one) =>
    one.path === undefined ? one : { ...one, path: shortPath(one.path, folder) },
  );
  const summary = `${seen}: ${layout.paint.tone('bad', count(problems.length, 'problem'))}`;
  return { stdout: `${renderProblems(layout, shown)}\n${summary}\n`, stderr: '', code: FOUND };
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}
