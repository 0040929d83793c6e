import { Lexer } from 'chevrotain';
import type { Condition } from './condition.ts';
import { ConditionParser } from './condition-parser.ts';
import { CONDITION_TOKENS } from './condition-tokens.ts';
import { ConditionMessages } from './messages.ts';
import { problemAt, type ConditionProblem } from './problem.ts';
import { tokenProblems } from './token-problems.ts';

/** Longer conditions are refused. */
export const MAX_CONDITION_LENGTH = 4000;

export interface ParsedCondition {
  /** Only when there are no problems. */
  readonly ast?: Condition;
  readonly problems: readonly ConditionProblem[];
}

interface Reader {
  readonly lexer: Lexer;
  readonly messages: ConditionMessages;
  readonly parser: ConditionParser;
}

let built: Reader | undefined;

function reader(): Reader {
  if (built === undefined) {
    const messages = new ConditionMessages();
    const lexer = new Lexer(CONDITION_TOKENS, { positionTracking: 'onlyOffset' });
    built = { lexer, messages, parser: new ConditionParser(messages) };
  }
  return built;
}

/** Reads a condition. Never throws: whatever is wrong is said in `problems`, first in the text first. */
export function parseCondition(text: string): ParsedCondition {
  const bad = boundsProblem(text);
  if (bad !== undefined) return { problems: [bad] };
  const { lexer, messages, parser } = reader();
  const { tokens } = lexer.tokenize(text);
  const signs = tokenProblems(tokens);
  if (signs.length > 0) return { problems: signs };
  messages.begin(tokens, text.trimEnd().length);
  const ast = parser.read(tokens);
  if (ast !== undefined) return { ast, problems: [] };
  const problems = [...messages.said.slice(0, 1), ...parser.problems];
  return { problems: problems.sort((one, other) => one.offset - other.offset) };
}

function boundsProblem(text: string): ConditionProblem | undefined {
  if (text.trim() === '') {
    return problemAt(
      { offset: 0, length: 1 },
      'condition-empty',
      'the condition is empty',
      'a condition has at least one term',
      'write a signal, or a comparison such as "outcome = failed"',
    );
  }
  if (text.length <= MAX_CONDITION_LENGTH) return undefined;
  return problemAt(
    { offset: MAX_CONDITION_LENGTH, length: 1 },
    'condition-too-long',
    'the condition is too long',
    `it has ${text.length} characters, and ${MAX_CONDITION_LENGTH} is the limit`,
    'split it into several rules',
  );
}
