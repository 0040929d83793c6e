import { numbersFirst } from './numbers-first.ts';
import { readNumber, readText, readWord } from './python-repr-scalar.ts';
import type { ReprToken, TokenKind } from './python-repr-tokens.ts';
import type { ReprValue } from './repr-value.ts';

/** Something between two commas: a value, `key=value` or `key: value`. */
interface Entry {
  readonly key: ReprValue | undefined;
  readonly value: ReprValue | undefined;
}

/**
 * Reads the tokens of one value, brackets balanced, as Python object reprs; accepts every run of them, so that one
 * odd field does not cost the others. `sound` turns false when something had to be passed over.
 */
export class PythonReprParser {
  sound = true;
  private readonly source: string;
  private readonly tokens: readonly ReprToken[];
  private at = 0;

  constructor(source: string, tokens: readonly ReprToken[]) {
    this.source = source;
    this.tokens = tokens;
  }

  /** `undefined`: no value begins here. */
  value(): ReprValue | undefined {
    const token = this.tokens[this.at];
    switch (token?.kind) {
      case 'text':
      case 'open-text':
        this.at += 1;
        return readText(token.image);
      case 'number':
        this.at += 1;
        return readNumber(token.image);
      case 'word':
        this.at += 1;
        return readWord(token.image);
      case 'unset':
        this.at += 1;
        return { type: 'unset' };
      case 'angle':
      case 'stray':
        this.at += 1;
        return { type: 'word', value: token.image };
      case 'call-name':
        this.at += 1;
        return this.object(token.image);
      case '[':
      case '(':
        return { type: 'list', items: valuesOf(this.entries()) };
      case '{':
        return this.dict();
      default:
        return undefined;
    }
  }

  private object(name: string): ReprValue {
    const entries = this.entries();
    const args = valuesOf(entries.filter(({ key }) => key === undefined));
    return { type: 'object', name, args, fields: pairs(entries) };
  }

  private dict(): ReprValue {
    const entries = this.entries();
    const isSet = entries.length > 0 && entries.every(({ key }) => key === undefined);
    if (isSet) return { type: 'list', items: valuesOf(entries) };
    if (entries.some(({ key }) => key === undefined)) this.sound = false;
    return { type: 'dict', entries: pairs(entries) };
  }

  /** What stands between two brackets, with them. */
  private entries(): readonly Entry[] {
    const entries: Entry[] = [];
    do {
      this.at += 1;
      const entry = this.entry();
      if (entry.key !== undefined || entry.value !== undefined) entries.push(entry);
    } while (this.kind === ',');
    this.at += 1;
    return entries;
  }

  private entry(): Entry {
    const first = this.chunk();
    let separators = 0;
    let last: ReprValue | undefined;
    while (this.kind === '=' || this.kind === ':') {
      this.at += 1;
      separators += 1;
      last = this.chunk();
    }
    if (separators === 0) return { key: undefined, value: first };
    if (separators > 1 || first === undefined || last === undefined) this.sound = false;
    return { key: first, value: last };
  }

  /** Usually one value; several become one word (`2026-11-24 01:47:09+00:00`, a sentence without quotes). */
  private chunk(): ReprValue | undefined {
    const from = this.tokens[this.at]?.start ?? 0;
    const first = this.value();
    let next = this.value();
    if (next === undefined) return first;
    const isWords = (value: ReprValue | undefined) => value?.type === 'word' || value?.type === 'number';
    if (!isWords(first)) this.sound = false;
    for (; next !== undefined; next = this.value()) if (!isWords(next)) this.sound = false;
    const last = this.tokens[this.at - 1];
    return { type: 'word', value: this.source.slice(from, last && last.start + last.image.length) };
  }

  private get kind(): TokenKind | undefined {
    return this.tokens[this.at]?.kind;
  }
}

function valuesOf(entries: readonly Entry[]): readonly ReprValue[] {
  const values: ReprValue[] = [];
  for (const { value } of entries) if (value !== undefined) values.push(value);
  return values;
}

function pairs(entries: readonly Entry[]): ReadonlyMap<string, ReprValue> {
  const found = new Map<string, ReprValue>();
  for (const { key, value } of entries)
    if (key !== undefined && value !== undefined) found.set(keyText(key), value);
  return numbersFirst(found);
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
