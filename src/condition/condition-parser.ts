import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { Condition, Name, Operand, Span, Step } from './condition.ts';
import {
  And,
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
  Or,
  QuantityToken,
  Regex,
  Text,
  Then,
  Tilde,
  True,
  Within,
  Word,
} from './condition-tokens.ts';
import type { ConditionMessages } from './messages.ts';
import type { ConditionProblem } from './problem.ts';
import { readStep } from './sequence-step.ts';
import { readComparator, readCount, readLimit, readQuantity, readRegex, readText } from './token-values.ts';
import { spanOf } from './token-problems.ts';

interface SequencePart extends Span {
  readonly term: Condition;
  readonly within: Step['within'];
}

/**
 * The grammar of conditions: not binds tighter than then, then than and, and than or.
 *
 * What the grammar lets pass and the language does not (a negation inside a sequence, a unit that does not
 * exist) is said in `problems`, and parsing goes on, so that one run shows all of them.
 */
export class ConditionParser extends EmbeddedActionsParser {
  readonly problems: ConditionProblem[] = [];

  constructor(messages: ConditionMessages) {
    super(CONDITION_TOKENS, { recoveryEnabled: false, maxLookahead: 2, errorMessageProvider: messages });
    this.performSelfAnalysis();
  }

  read(tokens: readonly IToken[]): Condition | undefined {
    this.problems.length = 0;
    this.input = [...tokens];
    const condition = this.condition();
    return this.errors.length > 0 || this.problems.length > 0 ? undefined : condition;
  }

  private readonly condition = this.RULE('condition', (): Condition => this.SUBRULE(this.disjunction));

  private readonly disjunction = this.RULE('disjunction', (): Condition => {
    const start = this.LA(1);
    const terms = [this.SUBRULE(this.conjunction)];
    this.MANY(() => {
      this.CONSUME(Or);
      terms.push(this.SUBRULE2(this.conjunction));
    });
    return this.ACTION(() => this.joined('or', terms, start));
  });

  private readonly conjunction = this.RULE('conjunction', (): Condition => {
    const start = this.LA(1);
    const terms = [this.SUBRULE(this.sequence)];
    this.MANY(() => {
      this.CONSUME(And);
      terms.push(this.SUBRULE2(this.sequence));
    });
    return this.ACTION(() => this.joined('and', terms, start));
  });

  private readonly sequence = this.RULE('sequence', (): Condition => {
    const start = this.LA(1);
    const first = this.SUBRULE(this.negation);
    const firstSpan = this.ACTION(() => this.spanFrom(start));
    const parts: SequencePart[] = [{ term: first, within: undefined, ...firstSpan }];
    this.MANY(() => {
      this.CONSUME(Then);
      const from = this.LA(1);
      const term = this.SUBRULE2(this.negation);
      const span = this.ACTION(() => this.spanFrom(from));
      const within = this.OPTION(() => {
        this.CONSUME(Within);
        return this.SUBRULE(this.limit);
      });
      parts.push({ term, within, ...span });
    });
    return this.ACTION((): Condition => {
      if (parts.length === 1) return first;
      const steps = parts.flatMap(({ term, within, ...span }): Step[] => {
        const read = readStep(term, within, span);
        if ('step' in read) return [read.step];
        this.problems.push(read.problem);
        return [];
      });
      return { type: 'sequence', steps, ...this.spanFrom(start) };
    });
  });

  private readonly limit = this.RULE('limit', (): Step['within'] => {
    const token = this.OR([{ ALT: () => this.CONSUME(QuantityToken) }, { ALT: () => this.CONSUME(Word) }]);
    return this.ACTION(() => readLimit(token, this.problems));
  });

  private readonly negation = this.RULE('negation', (): Condition => {
    const nots: IToken[] = [];
    this.MANY(() => nots.push(this.CONSUME(Not)));
    const term = this.SUBRULE(this.primary);
    return this.ACTION(() =>
      nots.reduceRight<Condition>(
        (inner, not) => ({ type: 'not', term: inner, ...this.spanFrom(not) }),
        term,
      ),
    );
  });

  private readonly primary = this.RULE('primary', (): Condition =>
    this.OR([
      {
        ALT: (): Condition => {
          this.CONSUME(OpenRound);
          const inner = this.SUBRULE(this.disjunction);
          this.CONSUME(CloseRound);
          return inner;
        },
      },
      { ALT: (): Condition => this.SUBRULE(this.count) },
      { ALT: (): Condition => this.SUBRULE(this.exists) },
      { ALT: (): Condition => this.SUBRULE(this.named) },
    ]),
  );

  private readonly count = this.RULE('count', (): Condition => {
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

  private readonly exists = this.RULE('exists', (): Condition => {
    const start = this.CONSUME(Exists);
    this.CONSUME(OpenRound);
    const field = this.name(this.CONSUME(Word));
    this.CONSUME(CloseRound);
    return this.ACTION((): Condition => ({ type: 'exists', field, ...this.spanFrom(start) }));
  });

  /** A name alone is a signal; with anything compared to it, it is a field. */
  private readonly named = this.RULE('named', (): Condition => {
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

  private joined(type: 'and' | 'or', terms: readonly Condition[], start: IToken): Condition {
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { type, terms, ...this.spanFrom(start) };
  }

  private spanFrom(start: IToken): Span {
    const last = this.LA(0);
    return { offset: start.startOffset, length: last.startOffset + last.image.length - start.startOffset };
  }

  private spanBehind(name: Name): Span {
    const last = this.LA(0);
    return { offset: name.offset, length: last.startOffset + last.image.length - name.offset };
  }
}
