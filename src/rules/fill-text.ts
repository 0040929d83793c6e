import type { FieldValue, Migration, TimedEvent } from '../model/index.ts';

/** What the placeholders of a rule's texts can name. */
export interface TextScope {
  readonly migration: Migration;
  /** The events that made each signal true. */
  readonly evidence: ReadonlyMap<string, readonly TimedEvent[]>;
}

const PLACEHOLDER = /\{([A-Za-z_][\w.-]*)(?:\|([^{}]*))?\}/g;

/** Migration properties that texts may name. */
const PROPERTIES = [
  'instance',
  'domain',
  'source',
  'destination',
  'requestId',
  'migrationUuid',
  'outcome',
  'failedPhase',
  'instanceIsOn',
  'startedAt',
  'endedAt',
  'kind',
  'mode',
] as const;

/** Fills `{destination}` and `{signal.field}` into a sentence; what is not known becomes its default or `unknown`. */
export function fillText(template: string, scope: TextScope): string {
  const text = template.replace(
    PLACEHOLDER,
    (_, name: string, fallback?: string) => lookUp(name, scope) ?? fallback ?? wordFor(name),
  );
  return collapse(text).replace(GENERAL_START, (_, before: string, words: string) => `${before}The ${words}`);
}

/** A text for a page about the rule itself: defaults and general words where a migration would fill in names. */
export function describeText(template: string): string {
  const text = collapse(
    template.replace(PLACEHOLDER, (_, name: string, fallback?: string) => fallback ?? WORDS[name] ?? '…'),
  );
  return text.replace(/^(?:the|an?) /, (article) => article.charAt(0).toUpperCase() + article.slice(1));
}

/** A command for a page about the rule itself. */
export function describeCommand(template: string): string {
  return template.trim().replace(PLACEHOLDER, (_, name: string, fallback?: string) => fallback ?? `<${name}>`);
}

/** A value that a shell takes as one plain word, no option among them; anything else stays a placeholder. */
const PLAIN_WORD = /^[A-Za-z0-9_/][A-Za-z0-9_.:@%+,/=-]*$/;

/**
 * Fills a command line. Log text is hostile: a value that is not one plain word for a shell is not filled in,
 * so that copying the command can never run something else.
 */
export function fillCommand(template: string, scope: TextScope): string {
  return template.trim().replace(PLACEHOLDER, (_, name: string, fallback?: string) => {
    const value = lookUp(name, scope);
    if (value !== undefined && TIMES.has(name)) return value.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
    if (value !== undefined && PLAIN_WORD.test(value)) return value;
    return fallback ?? `<${name}>`;
  });
}

/** Our own times, in the form that every journalctl takes; rules put them between quotes. */
const TIMES: ReadonlySet<string> = new Set(['startedAt', 'endedAt']);

/** Names of the placeholders of a text. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** Whether a text has braces that belong to no placeholder. */
export function hasStrayBrace(template: string): boolean {
  return /[{}]/.test(template.replace(PLACEHOLDER, ''));
}

/** Whether a placeholder can ever be filled for a rule with these signals. */
export function isKnownPlaceholder(name: string, signals: readonly string[]): boolean {
  if (PROPERTIES.some((one) => one === name) || name === 'migrationId') return true;
  const dot = name.indexOf('.');
  return dot > 0 && signals.includes(name.slice(0, dot));
}

function lookUp(name: string, scope: TextScope): string | undefined {
  const property = PROPERTIES.find((one) => one === name);
  if (property !== undefined) return scope.migration[property] || undefined;
  if (name === 'migrationId') return toText(findField('migration_id', scope.migration));
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const events = scope.evidence.get(name.slice(0, dot)) ?? [];
  const field = name.slice(dot + 1);
  for (const event of events) {
    const value = event.fields[field] ?? (field === 'host' ? event.host : undefined);
    if (value !== undefined && value !== '') return toText(value);
  }
  return undefined;
}

function findField(field: string, migration: Migration): FieldValue | undefined {
  return migration.events.find((event) => event.fields[field] !== undefined)?.fields[field];
}

function toText(value: FieldValue | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

const WORDS: Readonly<Record<string, string>> = {
  source: 'the source',
  destination: 'the destination',
  instance: 'the instance',
  domain: 'the domain',
  instanceIsOn: 'an unknown host',
};

/** A general word where a sentence begins with the name of a host that is not known. */
const GENERAL_START = /(^|\. )the (source|destination|instance|domain)\b/g;

function wordFor(name: string): string {
  return WORDS[name] ?? (name.endsWith('.host') ? 'one of the hosts' : 'unknown');
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
