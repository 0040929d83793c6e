import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { nearestName } from '../condition/index.ts';
import type { Diagnostic } from '../model/index.ts';
import { sourceOffset } from './source-offset.ts';

/** Where a value stands in a document: keys and list positions from the root. */
export type YamlPath = readonly (string | number)[];

/** A YAML document that is read value by value; whatever is wrong becomes a diagnostic at its line and column. */
export class YamlReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();
  private readonly source: string;
  private readonly file: string;
  private readonly prefix: string;

  /** `prefix` begins the codes of the diagnostics: `rule` gives `rule-not-yaml`, `rule-invalid`. */
  constructor(text: string, file: string, prefix: string) {
    this.file = file;
    this.source = text;
    this.prefix = prefix;
    this.document = parseDocument(text, { lineCounter: this.lines, merge: true });
    for (const error of this.document.errors) {
      const what = `the file is not valid YAML: ${firstLine(error.message)}`;
      this.complainAt(error.pos[0], 'not-yaml', what, undefined, 'correct the YAML at this place');
    }
  }

  hasErrors(): boolean {
    return this.diagnostics.some((one) => one.severity === 'error');
  }

  /** The whole document as plain values. */
  root(): unknown {
    return this.document.toJS();
  }

  value(place: YamlPath): unknown {
    const found: unknown = place.length === 0 ? this.document.contents : this.document.getIn(place);
    const isNode = found !== null && typeof found === 'object' && 'toJSON' in found;
    return isNode ? (found as { toJSON: () => unknown }).toJSON() : found;
  }

  text(place: YamlPath): string {
    const value = this.value(place);
    return typeof value === 'string' ? value : '';
  }

  texts(place: YamlPath): string[] {
    const value = this.value(place);
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** One of a closed set of words; a missing one is `otherwise`, an unknown one is reported. */
  choice<T extends string>(place: YamlPath, known: readonly T[], otherwise: T): T {
    const value = this.value(place);
    if (value === undefined) return otherwise;
    const found = known.find((one) => one === value);
    if (found === undefined) this.unknownName(place, plain(value), known, String(place.at(-1) ?? 'value'));
    return found ?? otherwise;
  }

  /** The keys of a map, in the order of the file; none when there is no map. */
  keys(place: YamlPath): string[] {
    const value = this.value(place);
    return isRecord(value) ? Object.keys(value) : [];
  }

  unknownName(place: YamlPath, name: string, known: readonly string[], kind: string): void {
    this.complainAt(this.offsetOf(place), 'invalid', ...unknown(name, known, kind));
  }

  /** Like `unknownName`, for the key itself and not for what stands behind it. */
  unknownKey(place: YamlPath, name: string, known: readonly string[], kind: string): void {
    this.complainAt(this.offsetOfKey(place), 'invalid', ...unknown(name, known, kind));
  }

  complain(place: YamlPath, code: string, what: string, why: string | undefined, fix: string): Diagnostic {
    return this.complainAt(this.offsetOf(place), code, what, why, fix);
  }

  /** Where a value begins, or the nearest thing around it. */
  offsetOf(place: YamlPath): number {
    for (let depth = place.length; depth >= 0; depth -= 1) {
      const node = (
        depth === 0 ? this.document.contents : this.document.getIn(place.slice(0, depth), true)
      ) as Node | undefined;
      if (node?.range !== undefined && node.range !== null) return node.range[0];
    }
    return 0;
  }

  /** Where a key begins. */
  offsetOfKey(place: YamlPath): number {
    const parent =
      place.length === 1 ? this.document.contents : this.document.getIn(place.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(place.at(-1)))
      : undefined;
    return isScalar(pair?.key) && pair.key.range ? pair.key.range[0] : this.offsetOf(place);
  }

  /** Where a character of a text stands in the file, however the text is quoted or folded. */
  offsetInside(place: YamlPath, offset: number): number {
    return sourceOffset(this.source, this.offsetOf(place), this.text(place), offset);
  }

  complainAt(offset: number, code: string, what: string, why: string | undefined, fix: string): Diagnostic {
    const { line, col } = this.lines.linePos(offset);
    const diagnostic: Diagnostic = {
      code: `${this.prefix}-${code}`,
      severity: 'error',
      what,
      ...(why === undefined ? {} : { why }),
      fix,
      path: this.file,
      line,
      column: col,
    };
    this.diagnostics.push(diagnostic);
    return diagnostic;
  }
}

function unknown(
  name: string,
  known: readonly string[],
  kind: string,
): [what: string, why: undefined, fix: string] {
  const names = [...new Set(known)];
  const nearest = nearestName(name, names);
  const some = names.slice(0, MOST_NAMES).join(', ');
  const all = names.length > MOST_NAMES ? `, or one of ${String(names.length - MOST_NAMES)} more` : '';
  const fix = nearest === undefined ? `use one of ${some}${all}` : `did you mean "${nearest}"?`;
  return [`unknown ${kind} "${name}"`, undefined, fix];
}

const MOST_NAMES = 8;

function firstLine(message: string): string {
  return (message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

/** True for a map as YAML gives it. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in a message: words as they are, anything else as JSON. */
export function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
