import type { TraceNode } from './verdict.ts';

/** A trace as an indented tree, one line a term: whether it holds, the term, and why. */
export function formatTrace(trace: TraceNode): string {
  return lines(trace, '').join('\n');
}

function lines({ holds, text, why, children }: TraceNode, indent: string): string[] {
  const mark = holds ? 'yes' : 'no ';
  return [`${indent}${mark} ${text} — ${why}`, ...children.flatMap((child) => lines(child, `${indent}    `))];
}
