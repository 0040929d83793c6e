import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { Condition, Name, Operand, Span, Step } from './condition.ts';
import {
  CloseRound,
  Comma,
  ComparatorToken,
  CONDITION_TOKENS,
  Count,
  Exists,
  False,
  In,
  Not,
  OpenRound,
  QuantityToken,
  Regex,
  Text,
  Tilde,
  True,
  Word,
} from './condition-tokens.ts';
import type { ConditionMessages } from './messages.ts';
import type { ConditionProblem } from './problem.ts';
import { spanOf } from './token-problems.ts';
import { readComparator, readCount, readLimit, readQuantity, readRegex, readText } from './token-values.ts';

/** The single terms of a condition; `ConditionParser` adds what joins them. */
export class TermParser extends EmbeddedActionsParser {
  readonly problems: ConditionProblem[] = [];

  constructor(messages: ConditionMessages) {
    super(CONDITION_TOKENS, { recoveryEnabled: false, maxLookahead: 2, errorMessageProvider: messages });
  }

  protected readonly limit = this.RULE('limit', (): Step['within'] => {
    const token = this.OR([{ ALT: () => this.CONSUME(QuantityToken) }, { ALT: () => this.CONSUME(Word) }]);
    return this.ACTION(() => readLimit(token, this.problems));
  });

  protected readonly count = this.RULE('count', (): Condition => {
    const start = this.CONSUME(Count);
    this.CONSUME(OpenRound);
    const signal = this.name(this.CONSUME(Word));
    this.CONSUME(CloseRound);
    const comparator = readComparator(this.CONSUME(ComparatorToken));
    const number = this.CONSUME(QuantityToken);
    return this.ACTION((): Condition => {
      const value = readCount(number, this.problems);
      return { type: 'count', signal, comparator, value, ...this.spanFrom(start) };
    });
  });

  protected readonly exists = this.RULE('exists', (): Condition => {
    const start = this.CONSUME(Exists);
    this.CONSUME(OpenRound);
    const field = this.name(this.CONSUME(Word));
    this.CONSUME(CloseRound);
    return this.ACTION((): Condition => ({ type: 'exists', field, ...this.spanFrom(start) }));
  });

  /** A name alone is a signal; with anything compared to it, it is a field. */
  protected readonly named = this.RULE('named', (): Condition => {
    const token = this.CONSUME(Word);
    const name = this.name(token);
    const compared = this.OPTION({
      GATE: () => this.LA(1).tokenType !== Not || this.LA(2).tokenType === In,
      DEF: () =>
        this.OR([
          { ALT: (): Condition => this.SUBRULE(this.compare, { ARGS: [name] }) },
          { ALT: (): Condition => this.SUBRULE(this.member, { ARGS: [name] }) },
          {
            GATE: () => this.LA(2).tokenType === In,
            ALT: (): Condition => {
              this.CONSUME(Not);
              const term = this.SUBRULE2(this.member, { ARGS: [name] });
              return { type: 'not', term, ...this.ACTION(() => this.spanBehind(name)) };
            },
          },
          { ALT: (): Condition => this.SUBRULE(this.match, { ARGS: [name] }) },
        ]),
    });
    return this.ACTION((): Condition => compared ?? { type: 'signal', ...name });
  });

  private readonly compare = this.RULE('compare', (field: Name): Condition => {
    const comparator = readComparator(this.CONSUME(ComparatorToken));
    const operand = this.SUBRULE(this.operand);
    return this.ACTION((): Condition => ({
      type: 'compare',
      field,
      comparator,
      operand,
      ...this.spanBehind(field),
    }));
  });

  private readonly member = this.RULE('member', (field: Name): Condition => {
    this.CONSUME(In);
    this.CONSUME(OpenRound);
    const operands = [this.SUBRULE(this.operand)];
    this.MANY(() => {
      this.CONSUME(Comma);
      operands.push(this.SUBRULE2(this.operand));
    });
    this.CONSUME(CloseRound);
    return this.ACTION((): Condition => ({ type: 'member', field, operands, ...this.spanBehind(field) }));
  });

  private readonly match = this.RULE('match', (field: Name): Condition => {
    this.CONSUME(Tilde);
    const regex = this.CONSUME(Regex);
    return this.ACTION((): Condition => {
      const { pattern, flags } = readRegex(regex, this.problems);
      return { type: 'match', field, pattern, flags, ...this.spanBehind(field) };
    });
  });

  private readonly operand = this.RULE('operand', (): Operand => {
    const token = this.OR([
      { ALT: () => this.CONSUME(QuantityToken) },
      { ALT: () => this.CONSUME(Text) },
      { ALT: () => this.CONSUME(True) },
      { ALT: () => this.CONSUME(False) },
      { ALT: () => this.CONSUME(Word) },
    ]);
    return this.ACTION((): Operand => {
      const span = spanOf(token);
      switch (token.tokenType) {
        case QuantityToken:
          return { ...readQuantity(token.image), ...span };
        case Text:
          return { type: 'string', text: readText(token.image), ...span };
        case True:
        case False:
          return {
            type: 'boolean',
            text: token.image.toLowerCase(),
            value: token.tokenType === True,
            ...span,
          };
        default:
          return { type: 'word', text: token.image, ...span };
      }
    });
  });

  private name(token: IToken): Name {
    return { name: token.image, ...spanOf(token) };
  }

  protected spanFrom(start: IToken): Span {
    const last = this.LA(0);
    return { offset: start.startOffset, length: last.startOffset + last.image.length - start.startOffset };
  }

  private spanBehind(name: Name): Span {
    const last = this.LA(0);
    return { offset: name.offset, length: last.startOffset + last.image.length - name.offset };
  }
}
