import { LineCounter, parseDocument, type Document, type Node } from 'yaml';
import {
  checkCondition,
  compileRegex,
  MIGRATION_FIELDS,
  nearestName,
  parseCondition,
} from '../condition/index.ts';
import type { Diagnostic, Role } from '../model/index.ts';
import { hasStrayBrace, isKnownPlaceholder, placeholdersOf } from '../rules/fill-text.ts';
import { STATUSES, type FieldDemand, type RemedyTemplate, type Rule, type Signal } from '../rules/rule.ts';
import type { Vocabulary } from './load-rules.ts';

export interface ReadRule {
  readonly rule: Rule | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one rule file and checks every name in it; `path` is only used in diagnostics. */
export function readRule(text: string, path: string, vocabulary: Vocabulary): ReadRule {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reader = new RuleReader(document, lines, path, vocabulary);
  const rule = document.errors.length > 0 ? reader.complainAboutYaml() : reader.read();
  return { rule: reader.hasErrors() ? undefined : rule, diagnostics: reader.diagnostics };
}

const KEYS = [
  'id',
  'class',
  'title',
  'status',
  'severity',
  'confidence',
  'role',
  'supersedes',
  'fallback',
  'signals',
  'context',
  'when',
  'cause',
  'remediation',
  'falsepositives',
  'references',
] as const;
const ROLES = ['source', 'destination', 'controller', 'other'] as const satisfies readonly Role[];
const SEVERITIES = ['error', 'warning', 'info'] as const;
const CONFIDENCES = ['certain', 'likely', 'possible'] as const;
const FINDING_ROLES = ['root-cause', 'contributing', 'consequence'] as const;
const EFFECTS = ['inspects', 'changes', 'destroys'] as const;
const RULE_ID = /^(?:[a-z][a-z0-9]*\/)?[a-z0-9]+(?:-[a-z0-9]+)+$/;

type Path = readonly (string | number)[];

class RuleReader {
  readonly diagnostics: Diagnostic[] = [];
  private readonly document: Document.Parsed;
  private readonly lines: LineCounter;
  private readonly path: string;
  private readonly vocabulary: Vocabulary;

  constructor(document: Document.Parsed, lines: LineCounter, path: string, vocabulary: Vocabulary) {
    this.document = document;
    this.lines = lines;
    this.path = path;
    this.vocabulary = vocabulary;
  }

  hasErrors(): boolean {
    return this.diagnostics.some((one) => one.severity === 'error');
  }

  complainAboutYaml(): undefined {
    for (const error of this.document.errors) {
      const what = `the rule is not valid YAML: ${error.message.split('\n')[0] ?? ''}`;
      this.complainAt(error.pos[0], 'rule-not-yaml', what, undefined, 'correct the YAML at this place');
    }
    return undefined;
  }

  read(): Rule | undefined {
    this.checkKeys();
    const id = this.text(['id']);
    if (!RULE_ID.test(id))
      this.complain(['id'], 'rule-invalid', `"${id}" is no rule id`, undefined, 'name it cause-at-place');
    const failureClass = this.text(['class']);
    this.checkName(['class'], failureClass, [...this.vocabulary.classes], 'failure class');
    const signals = this.readSignals();
    const names = signals.map((signal) => signal.name);
    const when = this.text(['when']);
    const context = this.texts(['context']);
    for (const name of context) if (!names.includes(name)) this.checkName(['context'], name, names, 'signal');
    const condition = this.readCondition(
      when,
      names.filter((name) => !context.includes(name)),
    );
    if (condition === undefined) return undefined;
    const remediation = this.readRemediation();
    const texts: [Path, string][] = [
      [['title'], this.text(['title'])],
      [['cause'], this.text(['cause'])],
    ];
    for (const [index, step] of remediation.entries()) {
      for (const key of ['text', 'command', 'precondition'] as const)
        texts.push([['remediation', index, key], step[key] ?? '']);
    }
    for (const [place, value] of texts) this.checkPlaceholders(place, value, names);
    return {
      id,
      class: failureClass,
      title: this.text(['title']),
      status: this.choice(['status'], STATUSES, 'test'),
      severity: this.choice(['severity'], SEVERITIES, 'error'),
      confidence: this.choice(['confidence'], CONFIDENCES, 'likely'),
      role: this.choice(['role'], FINDING_ROLES, 'root-cause'),
      signals,
      context,
      when,
      condition,
      cause: this.text(['cause']),
      remediation,
      falsepositives: this.texts(['falsepositives']),
      references: this.texts(['references']),
      supersedes: this.texts(['supersedes']),
      fallback: this.document.getIn(['fallback']) === true,
      path: this.path,
    };
  }

  private checkKeys(): void {
    const root: unknown = this.document.toJS();
    if (typeof root !== 'object' || root === null) {
      this.complain([], 'rule-invalid', 'the file holds no rule', undefined, 'start it with "id: …"');
      return;
    }
    for (const key of Object.keys(root)) {
      if (!KEYS.some((one) => one === key)) this.checkName([key], key, KEYS, 'key');
    }
    for (const key of ['id', 'class', 'title', 'when', 'cause'] as const) {
      if (!(key in root))
        this.complain([], 'rule-invalid', `the rule has no "${key}"`, undefined, `add "${key}: …"`);
    }
  }

  private readCondition(when: string, names: readonly string[]): Rule['condition'] | undefined {
    const parsed = parseCondition(when);
    const problems = [...parsed.problems];
    if (parsed.ast !== undefined)
      problems.push(...checkCondition(parsed.ast, { signals: names, fields: MIGRATION_FIELDS }));
    const node = this.document.getIn(['when'], true) as Node | undefined;
    const offset = node?.range?.[0] ?? 0;
    for (const problem of problems) {
      this.complainAt(offset + problem.offset, problem.code, problem.what, problem.why, problem.fix);
    }
    return problems.length > 0 ? undefined : parsed.ast;
  }

  private readSignals(): Signal[] {
    const raw: unknown = this.document.toJS();
    const signals = (raw as { signals?: unknown } | null)?.signals;
    if (signals === undefined || signals === null) return [];
    if (typeof signals !== 'object') {
      this.complain(
        ['signals'],
        'rule-invalid',
        '"signals" is no map',
        undefined,
        'write "name: { event: … }" below it',
      );
      return [];
    }
    return Object.entries(signals as Record<string, unknown>).flatMap(([name, value]) =>
      this.readSignal(name, value),
    );
  }

  private readSignal(name: string, value: unknown): Signal[] {
    if (typeof value !== 'object' || value === null) {
      this.complain(
        ['signals', name],
        'rule-invalid',
        `the signal ${name} is no map`,
        undefined,
        'write { event: service.thing }',
      );
      return [];
    }
    const { event, at, where, ...rest } = value as Record<string, unknown>;
    for (const key of Object.keys(rest))
      this.checkName(['signals', name, key], key, ['event', 'at', 'where'], 'key of a signal');
    const events = (Array.isArray(event) ? event : [event]).map(String);
    const known = this.vocabulary.catalogue.entries.map((entry) => entry.event);
    for (const one of events) {
      if (this.vocabulary.catalogue.entryOf(one) === undefined)
        this.checkName(['signals', name, 'event'], one, known, 'event');
    }
    const role = ROLES.find((one) => one === at);
    if (at !== undefined && role === undefined)
      this.checkName(['signals', name, 'at'], String(at), ROLES, 'place');
    return [{ name, events, at: role, where: this.readWhere(name, where, events) }];
  }

  private readWhere(name: string, where: unknown, events: readonly string[]): FieldDemand[] {
    if (where === undefined) return [];
    const fields = this.fieldsOf(events);
    return Object.entries(where as Record<string, unknown>).map(([field, demand]) => {
      const place: Path = ['signals', name, 'where', field];
      const isDotted = field.includes('.') || fields.includes(`${field}`);
      if (!isDotted) this.checkName(place, field, fields, 'field of these events');
      if (typeof demand === 'string' && demand.startsWith('~')) {
        const pattern = compileRegex(demand.slice(1).trim(), '');
        if (pattern.ok) return { field, oneOf: [], pattern };
        const what = `the regular expression cannot be used: ${pattern.reason}`;
        this.complain(
          place,
          'rule-invalid',
          what,
          undefined,
          'correct it; RE2 has no look-around and no back references',
        );
        return { field, oneOf: [], pattern: undefined };
      }
      const oneOf = (Array.isArray(demand) ? demand : [demand]) as FieldDemand['oneOf'];
      return { field, oneOf, pattern: undefined };
    });
  }

  /** Fields that the templates of these events fill, and those of a command line. */
  private fieldsOf(events: readonly string[]): string[] {
    const names = new Set<string>();
    for (const entry of this.vocabulary.catalogue.entries) {
      if (!events.includes(entry.event)) continue;
      if (entry.body !== undefined) for (const one of COMMAND_LINE_FIELDS) names.add(one);
      for (const { template } of entry.templates) for (const field of template.fields) names.add(field.name);
    }
    return [...names];
  }

  private readRemediation(): RemedyTemplate[] {
    const raw = (this.document.toJS() as { remediation?: unknown } | null)?.remediation;
    if (raw === undefined) return [];
    return (Array.isArray(raw) ? (raw as unknown[]) : []).flatMap((step, index) => {
      const place: Path = ['remediation', index];
      const { on, effect, text, command, precondition } = (step ?? {}) as Record<string, unknown>;
      const known = EFFECTS.find((one) => one === effect);
      if (known === undefined) this.checkName([...place, 'effect'], String(effect), EFFECTS, 'effect');
      if (typeof text !== 'string' || typeof on !== 'string') {
        this.complain(
          place,
          'rule-invalid',
          'a remedy needs "on" and "text"',
          undefined,
          'say where to do what',
        );
        return [];
      }
      if (known === 'destroys' && typeof precondition !== 'string') {
        const why = 'the engineer must be able to check that nothing of value is lost';
        this.complain(
          place,
          'rule-unsafe',
          'a step that destroys has no precondition',
          why,
          'add "precondition: …"',
        );
      }
      return [
        {
          on,
          effect: known ?? 'destroys',
          text,
          command: typeof command === 'string' ? command : undefined,
          precondition: typeof precondition === 'string' ? precondition : undefined,
        },
      ];
    });
  }

  private checkPlaceholders(place: Path, value: string, signals: readonly string[]): void {
    for (const name of placeholdersOf(value)) {
      if (isKnownPlaceholder(name, signals) || value.includes(`{${name}|`)) continue;
      const why = 'texts can name properties of the migration and signal.field';
      this.complain(
        place,
        'rule-invalid',
        `nothing fills {${name}}`,
        why,
        `use a known name, or give a default: {${name}|…}`,
      );
    }
    if (place.at(-1) !== 'command' && hasStrayBrace(value)) {
      const why = 'placeholders are {name} or {name|default} and cannot be nested';
      this.complain(
        place,
        'rule-invalid',
        'a brace is left over in the text',
        why,
        'write one placeholder after the other',
      );
    }
  }

  private text(place: Path): string {
    const value = this.document.getIn(place);
    return typeof value === 'string' ? value : '';
  }

  private texts(place: Path): string[] {
    const raw = this.document.getIn(place, false);
    const value: unknown =
      raw !== null && typeof raw === 'object' && 'toJSON' in raw
        ? (raw as { toJSON: () => unknown }).toJSON()
        : raw;
    return Array.isArray(value) ? value.map(String) : [];
  }

  private choice<T extends string>(place: Path, known: readonly T[], otherwise: T): T {
    const value = this.document.getIn(place);
    if (value === undefined) return otherwise;
    const found = known.find((one) => one === value);
    if (found === undefined)
      this.checkName(
        place,
        String(value),
        known,
        place.at(-1) === undefined ? 'value' : String(place.at(-1)),
      );
    return found ?? otherwise;
  }

  private checkName(place: Path, name: string, known: readonly string[], kind: string): void {
    if (known.includes(name) && kind !== 'key of a signal') return;
    const nearest = nearestName(name, known);
    const fix =
      nearest === undefined ? `use one of ${known.slice(0, 12).join(', ')}` : `did you mean "${nearest}"?`;
    this.complain(place, 'rule-invalid', `unknown ${kind} "${name}"`, undefined, fix);
  }

  private complain(place: Path, code: string, what: string, why: string | undefined, fix: string): void {
    let node: Node | undefined;
    for (let depth = place.length; depth >= 0 && node?.range === undefined; depth -= 1) {
      node = (depth === 0 ? this.document.contents : this.document.getIn(place.slice(0, depth), true)) as
        Node | undefined;
    }
    this.complainAt(node?.range?.[0] ?? 0, code, what, why, fix);
  }

  private complainAt(offset: number, code: string, what: string, why: string | undefined, fix: string): void {
    const { line, col } = this.lines.linePos(offset);
    this.diagnostics.push({
      code,
      severity: 'error',
      what,
      ...(why === undefined ? {} : { why }),
      fix,
      path: this.path,
      line,
      column: col,
    });
  }
}

const COMMAND_LINE_FIELDS = [
  'instance',
  'domain',
  'machine',
  'accel',
  'cpu',
  'memory_mb',
  'smp',
  'incoming',
  'rbd',
  'hostdevs',
  'vhost_user',
  'tpm',
  'hugepages',
];
