import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import {
  CallName,
  CloseCurly,
  CloseRound,
  CloseSquare,
  Comma,
  NumberWord,
  OpenCurly,
  OpenRound,
  OpenSquare,
  OpenText,
  Stray,
  Text,
  Word,
} from './python-repr-tokens.ts';

const CLOSERS: ReadonlyMap<TokenType, TokenType> = new Map([
  [OpenRound, CloseRound],
  [OpenSquare, CloseSquare],
  [OpenCurly, CloseCurly],
]);
const CLOSING: ReadonlySet<TokenType> = new Set(CLOSERS.values());
/** Tokens that may be only the beginning of what was printed when nothing follows them. */
const CUTTABLE: ReadonlySet<TokenType> = new Set([Word, NumberWord, OpenText, CallName, Stray]);

export interface CutTokens {
  /** One value, all brackets closed. */
  readonly tokens: readonly IToken[];
  /** False when brackets had to be closed here, because the text ended or did not fit. */
  readonly complete: boolean;
}

/**
 * Takes the tokens of the first value and closes the brackets that its text leaves open.
 *
 * Doing it before parsing keeps the grammar free of recovery: it only ever sees balanced input of bounded depth.
 * A number or word at the cut is dropped, as `disk_available_mb=665` may have been 66560.
 */
export function cutToFirstValue(tokens: readonly IToken[], maxDepth: number): CutTokens {
  const kept: IToken[] = [];
  const open: TokenType[] = [];
  for (const token of tokens) {
    const closer = CLOSERS.get(token.tokenType);
    if (closer !== undefined) {
      if (open.length >= maxDepth) break;
      open.push(closer);
    } else if (CLOSING.has(token.tokenType)) {
      if (open.at(-1) !== token.tokenType) return closed(kept, open);
      open.pop();
    }
    kept.push(token);
    if (open.length === 0 && token.tokenType !== CallName) {
      return { tokens: kept, complete: token.tokenType !== OpenText };
    }
  }
  while (kept.length > 0 && CUTTABLE.has(kept.at(-1)?.tokenType ?? Comma)) kept.pop();
  // In braces a string may be a key whose value is missing.
  const before = kept.at(-2)?.tokenType;
  const mayBeKey = open.at(-1) === CloseCurly && (before === Comma || before === OpenCurly);
  if (mayBeKey && kept.at(-1)?.tokenType === Text) kept.pop();
  return closed(kept, open);
}

function closed(kept: readonly IToken[], open: readonly TokenType[]): CutTokens {
  const last = kept.at(-1);
  const end = last === undefined ? 0 : last.startOffset + last.image.length;
  const closers = open.map((closer) =>
    createTokenInstance(closer, '', end, end, Number.NaN, Number.NaN, Number.NaN, Number.NaN),
  );
  return { tokens: [...kept, ...closers.reverse()], complete: false };
}
