import type { FieldValue } from '../model/index.ts';

/**
 * The shapes a placeholder can demand of the text it takes.
 *
 * `text` is any text up to the next literal (or the end); `word` has no blank; `embedded` is text that is a
 * message of another service and is matched again; `repr` is a Python object as oslo.versionedobjects prints it.
 */
export const FIELD_TYPES = ['text', 'word', 'int', 'float', 'uuid', 'repr', 'embedded'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

export interface TemplateField {
  readonly name: string;
  readonly type: FieldType;
}

/** A compiled message template: `literals[0] fields[0] literals[1] …`; always one literal more than fields. */
export interface Template {
  readonly source: string;
  readonly literals: readonly string[];
  readonly fields: readonly TemplateField[];
}

export type TemplateProblem = { readonly at: number; readonly what: string; readonly fix: string };

const NAME = /^[a-z][a-z0-9_]*$|^_$/;

/** Compiles `Took {secs:float} seconds …`; `{{` and `}}` stand for braces. Two fields in a row are refused. */
export function compileTemplate(source: string): Template | TemplateProblem {
  const literals: string[] = [];
  const fields: TemplateField[] = [];
  let literal = '';
  let at = 0;
  while (at < source.length) {
    const char = source.charAt(at);
    if ((char === '{' || char === '}') && source.charAt(at + 1) === char) {
      literal += char;
      at += 2;
    } else if (char === '{') {
      const close = source.indexOf('}', at);
      if (close < 0)
        return { at, what: 'a placeholder is not closed', fix: 'add "}" or write "{{" for a brace' };
      const field = readField(source.slice(at + 1, close));
      if (field === undefined) {
        return {
          at,
          what: `"{${source.slice(at + 1, close)}}" is not a placeholder`,
          fix: `write {name} or {name:type} with one of ${FIELD_TYPES.join(', ')}, or "{{" for a brace`,
        };
      }
      if (literal === '' && fields.length > 0) {
        return { at, what: 'two placeholders touch', fix: 'put the text between them, or make them one' };
      }
      literals.push(literal);
      fields.push(field);
      literal = '';
      at = close + 1;
    } else {
      literal += char;
      at += 1;
    }
  }
  literals.push(literal);
  if (literals.every((piece) => piece.trim().length < 3)) {
    return {
      at: 0,
      what: 'the template has too little fixed text',
      fix: 'keep at least three fixed characters',
    };
  }
  return { source, literals, fields };
}

function readField(text: string): TemplateField | undefined {
  const [name = '', type = 'text'] = text.split(':');
  if (!NAME.test(name)) return undefined;
  const known = FIELD_TYPES.find((one) => one === type);
  return known === undefined ? undefined : { name, type: known };
}

/**
 * Matches a template against the start of a text and returns its fields, or `undefined`.
 *
 * Every field but the last takes the shortest text that is followed by the next literal; nothing is tried twice,
 * so the cost is linear. Text after the last literal is allowed: oslo.log ≥ 3.27 appends the active exception to
 * WARNING and worse (`error_summary` in oslo_log/formatters.py).
 */
export function matchTemplate(template: Template, text: string): Record<string, FieldValue> | undefined {
  const { literals, fields } = template;
  const first = literals[0] ?? '';
  if (!text.startsWith(first)) return undefined;
  let at = first.length;
  const values: Record<string, FieldValue> = {};
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index];
    if (field === undefined) break;
    const next = literals[index + 1] ?? '';
    const last = index === fields.length - 1;
    let end: number;
    let isFound = false;
    if (last && next === '') {
      end = endOfLast(field.type, text, at);
    } else if (field.type === 'text' || field.type === 'embedded' || field.type === 'repr') {
      end = text.indexOf(next, at);
      isFound = true;
    } else {
      end = endOfToken(field.type, text, at, next);
      if (last && field.type === 'word' && end >= 0) end = endOfLastWord(text, at, end, next);
    }
    if (end < 0 || end > text.length) return undefined;
    if (!isFound && end < text.length && !text.startsWith(next, end)) return undefined;
    if (end === text.length && next !== '') return undefined;
    const value = readValue(field.type, text.slice(at, end));
    if (value === undefined) return undefined;
    if (field.name !== '_') values[field.name] = value;
    at = end + next.length;
  }
  return values;
}

function endOfLast(type: FieldType, text: string, at: number): number {
  if (type === 'text' || type === 'embedded' || type === 'repr') return text.length;
  const end = endOfToken(type, text, at, '');
  // "failed at cmp-b: nova.exception…": the colon starts what oslo.log appended.
  return type === 'word' && end > at + 1 && text.charAt(end - 1) === ':' && end < text.length ? end - 1 : end;
}

/** A word before the template's last literal may hold that literal itself: "on host cmp-b.example.org." */
function endOfLastWord(text: string, at: number, end: number, next: string): number {
  const word = text.slice(at, endOfMatch(TOKEN.word, text, at));
  const inside = word.lastIndexOf(next);
  return inside > 0 ? Math.max(end, at + inside) : end;
}

const TOKEN: Readonly<Record<'word' | 'int' | 'float' | 'uuid', RegExp>> = {
  word: /\S+/y,
  int: /-?\d+/y,
  float: /-?\d+(?:\.\d+)?/y,
  uuid: /[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}/y,
};

function endOfToken(
  type: 'word' | 'int' | 'float' | 'uuid' | FieldType,
  text: string,
  at: number,
  next: string,
): number {
  const end = endOfMatch(TOKEN[type as keyof typeof TOKEN], text, at);
  if (end < 0 || type !== 'word' || next === '') return end;
  const cut = text.indexOf(next, at);
  return cut < 0 || cut > end ? -1 : cut;
}

/** -1 where the pattern does not match; it is a sticky one. */
function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function readValue(type: FieldType, text: string): FieldValue | undefined {
  switch (type) {
    case 'int':
    case 'float': {
      const value = Number(text);
      return Number.isFinite(value) ? value : undefined;
    }
    case 'word':
      return text === '' ? undefined : text;
    case 'uuid':
      return text.toLowerCase();
    case 'text':
    case 'embedded':
    case 'repr':
      return text;
  }
}
