import type { IToken } from 'chevrotain';
import type { Span } from './condition.ts';
import { CloseRound, Foreign, Not, OpenRound, Unclosed, Unknown } from './condition-tokens.ts';
import { problemAt, type ConditionProblem } from './problem.ts';

/** Parentheses and negations nested deeper than this are refused. */
export const MAX_CONDITION_DEPTH = 50;

const OURS: Readonly<Record<string, string>> = {
  '&&': '"and"',
  '&': '"and"',
  '||': '"or"',
  '|': '"or"',
  '!': '"not"',
  '==': '"="',
  '===': '"="',
  '=~': '"~"',
  '!~': '"not (field ~ /…/)"',
  '<>': '"!="',
  '->': '"then"',
  '=>': '"then", or ">=" for at least',
};

/** Place of a token in the text. */
export function spanOf(token: IToken): Span {
  return { offset: token.startOffset, length: token.image.length };
}

/**
 * What is wrong with the tokens themselves: foreign signs, open quotes, unbalanced or too deep parentheses.
 *
 * Done before parsing, so that the grammar never sees them and its recursion stays bounded.
 */
export function tokenProblems(tokens: readonly IToken[]): ConditionProblem[] {
  const problems = tokens.flatMap((token) => signProblem(token) ?? []);
  return problems.length > 0 ? problems : nestingProblems(tokens);
}

function signProblem(token: IToken): ConditionProblem | undefined {
  switch (token.tokenType) {
    case Foreign:
      return problemAt(
        spanOf(token),
        'foreign-operator',
        `"${token.image}" is not an operator of conditions`,
        'conditions join terms with "and", "or", "not" and "then", and compare with = != < <= > >= ~ in',
        `write ${OURS[token.image] ?? '"="'}`,
      );
    case Unclosed: {
      const sign = token.image.charAt(0);
      const kind = sign === '/' ? 'regular expression' : 'text';
      return problemAt(
        { offset: token.startOffset, length: 1 },
        'unclosed-text',
        `the ${kind} that begins here is not closed`,
        `a ${kind} ends with the sign it begins with: ${sign}`,
        sign === '/' ? 'add "/", and write "\\/" for a slash inside; quote a path' : `add ${sign} behind it`,
      );
    }
    case Unknown:
      return problemAt(
        spanOf(token),
        'unexpected-character',
        `the character "${token.image}" means nothing in a condition`,
        'names and bare values consist of letters, digits and _ . : @ + -',
        'remove it, or put the value in quotes',
      );
    default:
      return undefined;
  }
}

function nestingProblems(tokens: readonly IToken[]): ConditionProblem[] {
  const open: { readonly token: IToken; readonly levels: number }[] = [];
  let depth = 0;
  let negations = 0;
  for (const token of tokens) {
    if (token.tokenType === Not) {
      negations += 1;
    } else if (token.tokenType === OpenRound) {
      open.push({ token, levels: negations + 1 });
      depth += negations + 1;
      negations = 0;
    } else if (token.tokenType === CloseRound) {
      const closed = open.pop();
      if (closed === undefined)
        return [unbalanced(token, 'no parenthesis is open here', 'remove it, or add "("')];
      depth -= closed.levels;
    } else {
      negations = 0;
    }
    if (depth + negations > MAX_CONDITION_DEPTH) return [tooDeep(token)];
  }
  const last = open.at(-1);
  return last === undefined
    ? []
    : [unbalanced(last.token, 'it is never closed', 'add ")" where the group ends')];
}

function unbalanced(token: IToken, why: string, fix: string): ConditionProblem {
  return problemAt(spanOf(token), 'unbalanced-parenthesis', `"${token.image}" has no partner`, why, fix);
}

function tooDeep(token: IToken): ConditionProblem {
  return problemAt(
    spanOf(token),
    'condition-too-deep',
    'the condition is nested too deeply',
    `parentheses and negations may nest ${MAX_CONDITION_DEPTH} levels`,
    'split it into several rules, or join terms without parentheses',
  );
}
