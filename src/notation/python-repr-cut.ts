import type { ReprToken, ReprTokens, TokenKind } from './python-repr-tokens.ts';

function closerOf(kind: TokenKind): TokenKind | undefined {
  if (kind === '(') return ')';
  if (kind === '[') return ']';
  return kind === '{' ? '}' : undefined;
}

/** Tokens that may be only the beginning of what was printed when nothing follows them. */
const CUTTABLE: ReadonlySet<TokenKind> = new Set(['word', 'number', 'open-text', 'call-name', 'stray']);

export interface CutTokens {
  /** One value, all brackets closed. */
  readonly tokens: readonly ReprToken[];
  /** False when brackets had to be closed here, because the text ended or did not fit. */
  readonly complete: boolean;
}

/**
 * Takes the tokens of the first value and closes the brackets that its text leaves open.
 *
 * Doing it before parsing keeps the grammar free of recovery: it only ever sees balanced input of bounded depth.
 * A number or word at the cut is dropped, as `disk_available_mb=665` may have been 66560.
 */
export function cutToFirstValue(tokens: ReprTokens, maxDepth: number): CutTokens {
  const kept: ReprToken[] = [];
  const open: TokenKind[] = [];
  for (let token = tokens.next(); token !== undefined; token = tokens.next()) {
    const { kind } = token;
    const closer = closerOf(kind);
    if (closer !== undefined) {
      if (open.length >= maxDepth) break;
      open.push(closer);
    } else if (kind === ')' || kind === ']' || kind === '}') {
      if (open.at(-1) !== kind) return closed(kept, open);
      open.pop();
    }
    kept.push(token);
    if (open.length === 0 && token.kind !== 'call-name') {
      return { tokens: kept, complete: token.kind !== 'open-text' };
    }
  }
  while (kept.length > 0 && CUTTABLE.has(kept.at(-1)?.kind ?? ',')) kept.pop();
  // In braces a string may be a key whose value is missing.
  const before = kept.at(-2)?.kind;
  const mayBeKey = open.at(-1) === '}' && (before === ',' || before === '{');
  if (mayBeKey && kept.at(-1)?.kind === 'text') kept.pop();
  return closed(kept, open);
}

function closed(kept: readonly ReprToken[], open: readonly TokenKind[]): CutTokens {
  const last = kept.at(-1);
  const start = last === undefined ? 0 : last.start + last.image.length;
  const closers = open.map((kind): ReprToken => ({ kind, image: '', start }));
  return { tokens: [...kept, ...closers.reverse()], complete: false };
}
