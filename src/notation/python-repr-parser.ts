import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { readNumber, readText, readWord } from './python-repr-scalar.ts';
import {
  Angle,
  CallName,
  CloseCurly,
  CloseRound,
  CloseSquare,
  Colon,
  Comma,
  Equals,
  NumberWord,
  OpenCurly,
  OpenRound,
  OpenSquare,
  OpenText,
  REPR_TOKENS,
  Stray,
  Text,
  Unset,
  Word,
} from './python-repr-tokens.ts';
import type { ReprObject, ReprValue } from './repr-value.ts';

/** Something between two commas: a value, `key=value` or `key: value`. */
interface Entry {
  readonly key: ReprValue | undefined;
  readonly value: ReprValue | undefined;
}

/**
 * The grammar of Python object reprs; accepts every balanced run of tokens, so that one odd field
 * does not cost the others. `sound` turns false when something had to be passed over.
 */
export class PythonReprParser extends EmbeddedActionsParser {
  sound = true;
  private source = '';

  constructor() {
    super(REPR_TOKENS, { recoveryEnabled: false, maxLookahead: 1 });
    this.performSelfAnalysis();
  }

  read(source: string, tokens: readonly IToken[]): ReprValue | undefined {
    this.source = source;
    this.sound = true;
    this.input = [...tokens];
    const value = this.value();
    return this.errors.length > 0 ? undefined : value;
  }

  private readonly value = this.RULE('value', (): ReprValue =>
    this.OR([
      { ALT: (): ReprValue => this.SUBRULE(this.object) },
      { ALT: () => this.SUBRULE(this.bracketed) },
      { ALT: () => this.SUBRULE(this.dict) },
      { ALT: () => this.SUBRULE(this.scalar) },
    ]),
  );

  private readonly scalar = this.RULE('scalar', (): ReprValue =>
    this.OR([
      { ALT: (): ReprValue => readText(this.CONSUME(Text).image) },
      { ALT: () => readText(this.CONSUME(OpenText).image) },
      { ALT: () => readNumber(this.CONSUME(NumberWord).image) },
      { ALT: () => readWord(this.CONSUME(Word).image) },
      { ALT: (): ReprValue => (this.CONSUME(Unset), { type: 'unset' }) },
      { ALT: (): ReprValue => ({ type: 'word', value: this.CONSUME(Angle).image }) },
      { ALT: (): ReprValue => ({ type: 'word', value: this.CONSUME(Stray).image }) },
    ]),
  );

  private readonly object = this.RULE('object', (): ReprValue => {
    const name = this.CONSUME(CallName).image;
    this.CONSUME(OpenRound);
    const entries = this.SUBRULE(this.entries);
    this.CONSUME(CloseRound);
    return this.ACTION((): ReprObject => {
      const args = entries.flatMap(({ key, value }) => (key === undefined && value ? [value] : []));
      return { type: 'object', name, args, fields: this.pairs(entries) };
    });
  });

  private readonly bracketed = this.RULE('bracketed', (): ReprValue => {
    const entries = this.OR([
      {
        ALT: () => {
          this.CONSUME(OpenSquare);
          const inside = this.SUBRULE(this.entries);
          this.CONSUME(CloseSquare);
          return inside;
        },
      },
      {
        ALT: () => {
          this.CONSUME(OpenRound);
          const inside = this.SUBRULE2(this.entries);
          this.CONSUME(CloseRound);
          return inside;
        },
      },
    ]);
    return this.ACTION(() => ({ type: 'list', items: entries.flatMap(({ value }) => value ?? []) }));
  });

  private readonly dict = this.RULE('dict', (): ReprValue => {
    this.CONSUME(OpenCurly);
    const entries = this.SUBRULE(this.entries);
    this.CONSUME(CloseCurly);
    return this.ACTION((): ReprValue => {
      const isSet = entries.length > 0 && entries.every(({ key }) => key === undefined);
      if (isSet) return { type: 'list', items: entries.flatMap(({ value }) => value ?? []) };
      if (entries.some(({ key }) => key === undefined)) this.sound = false;
      return { type: 'dict', entries: this.pairs(entries) };
    });
  });

  private readonly entries = this.RULE('entries', (): readonly Entry[] => {
    const entries = [this.SUBRULE(this.entry)];
    this.MANY(() => {
      this.CONSUME(Comma);
      entries.push(this.SUBRULE2(this.entry));
    });
    return this.ACTION(() => entries.filter(({ key, value }) => key !== undefined || value !== undefined));
  });

  private readonly entry = this.RULE('entry', (): Entry => {
    const first = this.OPTION(() => this.SUBRULE(this.chunk));
    let separators = 0;
    let last: ReprValue | undefined;
    this.MANY(() => {
      this.OR([{ ALT: () => this.CONSUME(Equals) }, { ALT: () => this.CONSUME(Colon) }]);
      separators += 1;
      last = this.OPTION2(() => this.SUBRULE2(this.chunk));
    });
    if (separators === 0) return { key: undefined, value: first };
    if (separators > 1 || first === undefined || last === undefined) this.sound = false;
    return { key: first, value: last };
  });

  /** Usually one value; several become one word (`2026-11-24 01:47:09+00:00`, a sentence without quotes). */
  private readonly chunk = this.RULE('chunk', (): ReprValue => {
    const from = this.LA(1).startOffset;
    const values: ReprValue[] = [];
    this.AT_LEAST_ONE(() => {
      values.push(this.SUBRULE(this.value));
    });
    return this.ACTION((): ReprValue => {
      const [only] = values;
      if (values.length === 1 && only !== undefined) return only;
      if (values.some(({ type }) => type !== 'word' && type !== 'number')) this.sound = false;
      const last = this.LA(0);
      return { type: 'word', value: this.source.slice(from, last.startOffset + last.image.length) };
    });
  });

  private pairs(entries: readonly Entry[]): Record<string, ReprValue> {
    return Object.fromEntries(
      entries.flatMap(({ key, value }) => (key && value ? [[keyText(key), value] as const] : [])),
    );
  }
}

function keyText(key: ReprValue): string {
  switch (key.type) {
    case 'string':
    case 'word':
    case 'number':
    case 'boolean':
      return String(key.value);
    case 'list':
      return key.items.map(keyText).join(',');
    case 'object':
      return key.name;
    case 'none':
      return 'None';
    default:
      return '?';
  }
}
