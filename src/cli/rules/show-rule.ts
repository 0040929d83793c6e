import { readFileSync } from 'node:fs';
import { safeBlock } from '../../present/safe-text.ts';
import { findRule } from './find-rule.ts';
import { type Answer, answer, knowledgeOf, type Session } from './session.ts';
import { shortPath } from './short-path.ts';

/** `rules show`: a rule as it is written, below the path of its file. */
export function showRule(id: string, session: Session): Answer {
  const found = findRule(id, knowledgeOf(session));
  if ('refused' in found) return found.refused;
  const { path } = found.rule;
  const text = safeBlock(readFileSync(path, 'utf8')).trimEnd();
  return answer(`${session.layout.paint.quiet(`# ${shortPath(path, session.folder)}`)}\n${text}\n`);
}
