import type { IParserErrorMessageProvider, IToken, TokenType } from 'chevrotain';
import {
  CloseRound,
  Comma,
  ComparatorToken,
  Count,
  Exists,
  In,
  QuantityToken,
  Regex,
  Text,
  Tilde,
  Within,
  Word,
} from './condition-tokens.ts';
import { problemAt, type ConditionProblem } from './problem.ts';
import { spanOf } from './token-problems.ts';
import { unitsOf } from './quantity.ts';
import { nearestUnit } from './unit-words.ts';

/** How each form is written, by the grammar rule that reads it. */
const FORMS: Readonly<Record<string, { readonly subject: string; readonly example: string }>> = {
  count: { subject: 'a count', example: 'count(signal) >= 3' },
  exists: { subject: 'a test for a field', example: 'exists(field)' },
  member: { subject: 'a list of values', example: 'outcome in (failed, cancelled)' },
  match: { subject: 'a match', example: 'source ~ /cmp-[0-9]+/' },
  compare: { subject: 'a comparison', example: 'outcome = failed' },
  operand: { subject: 'a comparison', example: 'outcome = failed' },
  limit: { subject: 'a limit', example: 'started then failed within 2m' },
};

const PARTS: Readonly<Record<string, string>> = {
  OpenRound: '"("',
  CloseRound: '")"',
  Word: 'a name',
  Comparator: 'a comparison sign',
  Quantity: 'a number',
  Regex: 'a regular expression between slashes',
};

const TERM_FIX = 'write a signal, a comparison such as "outcome = failed", or a condition in parentheses';

/**
 * Words for the parser's own errors; chevrotain asks for a text at the moment it meets one.
 *
 * It wants a single string, we have four parts and a place: the whole problem is kept in `said`, and the string
 * is only chevrotain's.
 */
export class ConditionMessages implements IParserErrorMessageProvider {
  readonly said: ConditionProblem[] = [];
  private tokens: readonly IToken[] = [];
  private end = 0;

  begin(tokens: readonly IToken[], end: number): void {
    this.said.length = 0;
    this.tokens = tokens;
    this.end = end;
  }

  buildMismatchTokenMessage(found: {
    readonly expected: TokenType;
    readonly actual: IToken;
    readonly previous: IToken;
    readonly ruleName: string;
  }): string {
    const part = PARTS[found.expected.name] ?? `"${found.expected.name}"`;
    return this.missing(part, found.actual, found.previous, found.ruleName);
  }

  buildNoViableAltMessage(found: {
    readonly actual: IToken[];
    readonly previous: IToken;
    readonly ruleName: string;
  }): string {
    const actual = found.actual[0] ?? found.previous;
    if (found.ruleName === 'operand') return this.missing('a value', actual, found.previous, found.ruleName);
    if (found.ruleName === 'limit') return this.missing('a duration', actual, found.previous, found.ruleName);
    const atStart = found.previous.image === '' || actual.startOffset === this.tokens[0]?.startOffset;
    const place = atStart ? 'at the start' : `behind "${found.previous.image}"`;
    return this.say(actual, 'missing-term', `a term is missing ${place}`, this.whatStands(actual), TERM_FIX);
  }

  buildEarlyExitMessage(found: { readonly actual: IToken[]; readonly previous: IToken }): string {
    const actual = found.actual[0] ?? found.previous;
    return this.say(actual, 'missing-term', 'a term is missing', this.whatStands(actual), TERM_FIX);
  }

  buildNotAllInputParsedMessage({ firstRedundant: token }: { readonly firstRedundant: IToken }): string {
    const before = this.tokens[this.tokens.indexOf(token) - 1];
    const quoted = `"${token.image}"`;
    switch (token.tokenType) {
      case Within:
        return this.say(
          token,
          'within-without-then',
          '"within" stands without a "then" before it',
          '"within" limits the time between two steps of a sequence',
          'write "first then second within 2m"',
        );
      case ComparatorToken:
      case Tilde:
      case In:
        return this.say(
          token,
          'unexpected-word',
          `${quoted} compares nothing here`,
          'a comparison has the name of a field on its left',
          'write it as "outcome = failed", and count events as "count(signal) >= 3"',
        );
      case Regex:
        return this.say(
          token,
          'missing-operator',
          'a regular expression stands without "~"',
          'a match is written as "source ~ /cmp-[0-9]+/"',
          'put "~" between the field and the expression',
        );
      case CloseRound:
      case Comma:
        return this.say(
          token,
          'unexpected-word',
          `${quoted} is not expected here`,
          'commas and lists belong behind "in"',
          'write it as "outcome in (failed, cancelled)"',
        );
      default:
        return this.notJoined(token, before);
    }
  }

  private notJoined(token: IToken, before: IToken | undefined): string {
    if (before?.tokenType === QuantityToken && token.tokenType === Word) {
      const near = nearestUnit(token.image);
      return this.say(
        token,
        'unknown-unit',
        `"${token.image}" is not a unit`,
        `durations use ${unitsOf('duration').join(', ')}; sizes B, KiB, MiB, GiB, TiB, KB, MB, GB, TB; rates a size with /s`,
        near === undefined ? 'write the unit as in 300s or 20MiB/s' : `did you mean "${near}"?`,
      );
    }
    const isText = [Text, QuantityToken].includes(token.tokenType);
    const isForm = [Count, Exists].includes(token.tokenType);
    return this.say(
      token,
      'missing-operator',
      `nothing joins "${before?.image ?? ''}" and "${token.image}"`,
      isText ? 'a value belongs behind a comparison sign' : 'two terms stand side by side',
      isText
        ? 'write it as "outcome = failed"'
        : `put "and", "or" or "then" between them${isForm ? '' : ', or quote a value of several words'}`,
    );
  }

  private missing(part: string, actual: IToken, previous: IToken, rule: string): string {
    const form = FORMS[rule] ?? { subject: 'a condition', example: 'failed and not copied' };
    return this.say(
      actual,
      'missing-part',
      `${part} is missing behind "${previous.image}"`,
      `${this.whatStands(actual)}, inside ${form.subject}`,
      `write it as "${form.example}"`,
    );
  }

  private whatStands(actual: IToken): string {
    return actual.image === '' ? 'the condition ends there' : `"${actual.image}" stands there`;
  }

  private say(token: IToken, code: ConditionProblem['code'], what: string, why: string, fix: string): string {
    const span = token.image === '' ? { offset: this.end, length: 1 } : spanOf(token);
    this.said.push(problemAt(span, code, what, why, fix));
    return what;
  }
}
