import type { IToken } from 'chevrotain';
import type { Condition, Span, Step } from './condition.ts';
import { And, CloseRound, Not, OpenRound, Or, Then, Within } from './condition-tokens.ts';
import type { ConditionMessages } from './messages.ts';
import { readStep } from './sequence-step.ts';
import { TermParser } from './term-parser.ts';

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
export class ConditionParser extends TermParser {
  constructor(messages: ConditionMessages) {
    super(messages);
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

  private joined(type: 'and' | 'or', terms: readonly Condition[], start: IToken): Condition {
    const [only] = terms;
    return terms.length === 1 && only !== undefined ? only : { type, terms, ...this.spanFrom(start) };
  }
}
