import { stringify } from 'yaml';
import type { AcceptedFinding, Baseline, Diagnostic, FilePlace } from '../model/index.ts';
import { isRecord, plain, YamlReader } from './yaml-reader.ts';

const KEYS = ['fingerprint', 'rule', 'title', 'where', 'reason'] as const;

export interface ReadBaseline {
  readonly baseline: Baseline;
  readonly diagnostics: readonly Diagnostic[];
  /** A warning about an entry that fits no finding any more. */
  readonly stale: (entry: AcceptedFinding) => Diagnostic;
}

/** Reads a file of accepted findings. */
export function readBaseline(text: string, path: string): ReadBaseline {
  const yaml = new YamlReader(text, path, 'baseline');
  const accepted = yaml.hasErrors() ? [] : readEntries(yaml);
  return {
    baseline: { accepted },
    diagnostics: [...yaml.diagnostics],
    stale: ({ place, rule, fingerprint }) => {
      const what = `${rule ?? 'this finding'} is accepted, but not found any more`;
      const why = `no finding has the fingerprint ${fingerprint}`;
      const fix = 'remove the entry, or write the file anew with --write-baseline';
      return { ...yaml.complain(place, 'out-of-date', what, why, fix), severity: 'warning' };
    },
  };
}

function readEntries(yaml: YamlReader): readonly AcceptedFinding[] {
  for (const key of yaml.keys([])) {
    if (key !== 'accepted') yaml.unknownKey([key], key, ['accepted'], 'key');
  }
  const value = yaml.value(['accepted']);
  if (!Array.isArray(value)) {
    const fix = 'write the file with --write-baseline';
    yaml.complain(['accepted'], 'invalid', 'there is no list "accepted"', undefined, fix);
    return [];
  }
  return value.flatMap((entry, index) => readEntry(yaml, entry, ['accepted', index]));
}

function readEntry(yaml: YamlReader, entry: unknown, place: FilePlace): readonly AcceptedFinding[] {
  if (!isRecord(entry) || typeof entry.fingerprint !== 'string') {
    const fix = 'take it from "fingerprint" of --format json, in quotes';
    yaml.complain(place, 'invalid', 'this entry has no fingerprint', undefined, fix);
    return [];
  }
  for (const key of yaml.keys(place)) {
    if (!KEYS.some((known) => known === key)) yaml.unknownKey([...place, key], key, KEYS, 'key');
  }
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : plain(value));
  return [{ fingerprint: entry.fingerprint, rule: text(entry.rule), reason: text(entry.reason), place }];
}

/** An entry of a baseline that is to be written. */
export type BaselineEntry = Readonly<Record<(typeof KEYS)[number], string>>;

/** Accepted findings as a file; a reason is for people to fill in. */
export function writeBaseline(accepted: readonly BaselineEntry[]): string {
  return `${HEADER}${stringify({ accepted }, { lineWidth: 0, singleQuote: true })}`;
}

const HEADER = `# Findings that were looked at and accepted: migscope check <logs> --baseline <this file>
# Only the fingerprint counts; please say in "reason" why a finding may stay.
`;
