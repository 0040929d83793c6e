
import { existsSync, readFileSync } from 'node:fs';
import { nearestName } from '../../condition/index.ts';
import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import { knowledgeFor } from '../../knowledge/package-folder.ts';
import type { Diagnostic, GivenTimes } from '../../model/index.ts';
import { sentence } from '../../present/sentence.ts';
import { renderProblem } from '../../report/render-problem.ts';
import type { Layout } from '../../report/text/layout.ts';
import { CANNOT, CLEAN, type ExitCode } from '../exit-code.ts';
import { threeParts } from '../messages.ts';

/** What a command prints and how it went. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: ExitCode;
}

/** What every command about rules gets. */
export interface Session {
  readonly layout: Layout;
  /** Folders of the user's packs. */
  readonly packs: readonly string[];
  readonly folder: string;
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Zones and clocks, of commands that read logs. */
  readonly given: GivenTimes;
}

/** Something to print, and all is well. */
export function answer(stdout: string, code: ExitCode = CLEAN): Answer {
  return { stdout, stderr: '', code };
}

/** A command that cannot do its job, in three parts. */
export function refusal(what: string, why: string | undefined, fix: string): Answer {
  return { stdout: '', stderr: threeParts(sentence(what), why, sentence(fix)), code: CANNOT };
}

/** The known name that somebody most likely means. */
export function suggestion(name: string, known: readonly string[], otherwise: string): string {
  const near = nearestName(name, known);
  if (near !== undefined) return `did you mean ${near}?`;
  const similar = known.filter((one) => one.includes(name)).slice(0, 5);
  return similar.length > 0 ? `did you mean ${similar.join(' or ')}?` : otherwise;
}

/** The own knowledge with the session's packs. */
export function knowledgeOf({ packs }: Session): Knowledge {
  return knowledgeFor(packs);
}

/** Problems with the line each is on, a blank line between them. */
export function renderProblems(layout: Layout, problems: readonly Diagnostic[]): string {
  const sources = new Map<string, readonly string[]>();
  return problems
    .map((problem) => `${renderProblem(layout, problem, lineOf(problem, sources))}\n`)
    .join('\n');
}

function lineOf({ path, line }: Diagnostic, sources: Map<string, readonly string[]>): string | undefined {
  if (path === undefined || line === undefined) return undefined;
  let lines = sources.get(path);
  if (lines === undefined) {
    lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    sources.set(path, lines);
  }
  return lines[line - 1];
}
