
import { existsSync, readFileSync } from 'node:fs';
import type { Knowledge } from '../../knowledge/load-knowledge.ts';
import { knowledgeFor } from '../../knowledge/package-folder.ts';
import type { Diagnostic } from '../../model/index.ts';
import { renderProblem } from '../../report/render-problem.ts';
import type { Layout } from '../../report/text/layout.ts';
import { CANNOT, CLEAN, type ExitCode } from '../exit-code.ts';

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
}

/** Something to print, and all is well. */
export function answer(stdout: string, code: ExitCode = CLEAN): Answer {
  return { stdout, stderr: '', code };
}

/** A command that cannot do its job, in three parts. */
export function refusal(layout: Layout, what: string, why: string | undefined, fix: string): Answer {
  const problem: Diagnostic = {
    code: 'cannot',
    severity: 'error',
    what,
    fix,
    ...(why === undefined ? {} : { why }),
  };
  const text = renderProblem(layout, problem, undefined).replace(/^(.*?)\[cannot\]/, '$1');
  return { stdout: '', stderr: `${text}\n`, code: CANNOT };
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

/** Problems with paths as they are seen from a folder. */
export function withPathsFrom<T extends { readonly path?: string }>(
  problems: readonly T[],
  shorten: (path: string) => string,
): T[] {
  return problems.map((one) => (one.path === undefined ? one : { ...one, path: shorten(one.path) }));
}

