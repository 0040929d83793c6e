import {
  conditionHolds,
  evaluateCondition,
  mayHoldInSilence,
  readMigrationField,
  type TraceNode,
} from '../condition/index.ts';
import type { Evidence, Finding, Migration, RemediationStep } from '../model/index.ts';
import type { RoledEvent, TracedMigration } from '../timeline/build-timeline.ts';
import { fingerprintOf } from './fingerprint.ts';
import { fillCommand, fillText, type TextScope } from './fill-text.ts';
import { EventsByKind } from './match-signal.ts';
import { orderFindings, type CauseBasis, type FoundCause } from './order-findings.ts';
import { lessSure } from './less-sure.ts';
import type { RemedyTemplate, Rule } from './rule.ts';
import { tellingLines } from './telling-lines.ts';

const MAX_EVIDENCE_PER_SIGNAL = 3;

/** Holds rules against migrations; most are passed over, as none of the events that they ask for has happened. */
export class RuleMatcher {
  private readonly rules: readonly Rule[];
  /** Rules that may hold where none of their signals has any event. */
  private readonly always: readonly Rule[];
  private readonly byKind = new Map<string, Set<Rule>>();

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    this.always = rules.filter(({ condition }) => mayHoldInSilence(condition));
    for (const rule of rules) {
      for (const kind of rule.signals.flatMap(({ events }) => events))
        this.byKind.set(kind, (this.byKind.get(kind) ?? new Set()).add(rule));
    }
  }

  /** All findings about one migration, root cause first. */
  match(traced: TracedMigration): Finding[] {
    const found: FoundCause[] = [];
    const byKind = new EventsByKind(traced.events);
    for (const rule of this.rulesFor(byKind)) {
      if (rule.fallback || !ruleHolds(rule, traced, byKind)) continue;
      const { evidence } = matchRule(rule, traced, byKind);
      const basis = basisOf(evidence);
      found.push({ rule, basis, finding: toFinding(rule, traced.migration, evidence, basis) });
    }
    if (!found.some(({ finding }) => finding.role === 'root-cause') && wantsReason(traced.migration)) {
      const fallback = this.rules.find((rule) => rule.fallback);
      if (fallback !== undefined)
        found.push({ rule: fallback, basis: 'own', finding: fallbackFinding(fallback, traced) });
    }
    return orderFindings(found);
  }

  private rulesFor(events: EventsByKind): readonly Rule[] {
    const possible = new Set(this.always);
    for (const kind of events.kinds()) for (const rule of this.byKind.get(kind) ?? []) possible.add(rule);
    return this.rules.filter((rule) => possible.has(rule));
  }
}

/** The same for one migration alone. */
export function matchRules(rules: readonly Rule[], traced: TracedMigration): Finding[] {
  return new RuleMatcher(rules).match(traced);
}

export interface RuleMatch {
  readonly holds: boolean;
  readonly evidence: ReadonlyMap<string, readonly RoledEvent[]>;
  readonly trace: TraceNode;
}

/** Evaluates one rule against one migration; the trace says term by term why. */
export function matchRule(
  rule: Rule,
  { migration, events }: TracedMigration,
  byKind: EventsByKind = new EventsByKind(events),
): RuleMatch {
  const bySignal = new Map(rule.signals.map((signal) => [signal.name, byKind.matching(signal)]));
  const verdict = evaluateCondition(rule.condition, {
    signal: (name) => bySignal.get(name) ?? [],
    field: (name) => readMigrationField(migration, [], name),
  });
  const evidence = new Map<string, readonly RoledEvent[]>();
  for (const { name } of rule.signals) {
    const shown = verdict.evidence.get(name) ?? (verdict.holds && rule.context.includes(name) ? bySignal.get(name) : undefined);
    if (shown !== undefined && shown.length > 0) evidence.set(name, shown);
  }
  return { holds: verdict.holds, evidence, trace: verdict.trace };
}

/** Most rules hold for no migration: their signals are collected no further than it takes to tell. */
function ruleHolds(rule: Rule, { migration }: TracedMigration, byKind: EventsByKind): boolean {
  return conditionHolds(rule.condition, {
    signal: (name) => {
      const signal = rule.signals.find((one) => one.name === name);
      return signal === undefined ? [] : byKind.matching(signal);
    },
    field: (name) => readMigrationField(migration, [], name),
  });
}

function wantsReason({ outcome }: Migration): boolean {
  return outcome === 'failed' || outcome === 'refused' || outcome === 'cancelled';
}

/** Whose lines show the cause: a rule's signals name it first. */
function basisOf(evidence: RuleMatch['evidence']): CauseBasis {
  const [cause = []] = evidence.values();
  if (cause.length === 0 || cause.some(({ ambient }) => !ambient)) return 'own';
  return cause.every(({ logKind }) => logKind === 'libvirtd') ? 'libvirtd' : 'host';
}

function toFinding(
  rule: Rule,
  migration: Migration,
  evidence: RuleMatch['evidence'],
  basis: CauseBasis = 'own',
): Finding {
  const scope: TextScope = { migration, evidence };
  const title = fillText(rule.title, scope);
  return {
    id: `${migration.id}/${rule.id}`,
    fingerprint: fingerprintOf(rule.id, migration, { title }),
    ruleId: rule.id,
    class: rule.class,
    migration: migration.id,
    severity: rule.severity,
    role: rule.role,
    title,
    cause: fillText(rule.cause, scope),
    // It serves all guests of the host: a line that names none may be about any of them.
    confidence: basis === 'libvirtd' ? lessSure(rule.confidence) : rule.confidence,
    evidence: toEvidence(evidence),
    remediation: rule.remediation.map((step) => toStep(step, scope)),
    references: rule.references,
  };
}

function fallbackFinding(rule: Rule, traced: TracedMigration): Finding {
  const evidence = new Map([['telling', tellingLines(traced.events)]]);
  const finding = toFinding(rule, traced.migration, evidence);
  return { ...finding, evidence: toEvidence(evidence, Number.POSITIVE_INFINITY) };
}

/** Rows in the order of the rule's signals, which name the cause first; each line once. */
function toEvidence(evidence: RuleMatch['evidence'], most: number = MAX_EVIDENCE_PER_SIGNAL): Evidence[] {
  const rows: Evidence[] = [];
  for (const [signal, events] of evidence) {
    let taken = 0;
    for (const event of events) {
      const isKnown = rows.some((row) => row.file === event.path && row.line === event.line);
      if (isKnown || taken >= most) continue;
      taken += 1;
      const at = new Date(event.at).toISOString();
      rows.push({ signal, file: event.path, line: event.line, host: event.host, at, excerpt: event.excerpt });
    }
  }
  return rows;
}

function toStep(step: RemedyTemplate, scope: TextScope): RemediationStep {
  return {
    on: hostFor(step.on, scope.migration),
    text: fillText(step.text, scope),
    ...(step.command === undefined ? {} : { command: fillCommand(step.command, scope) }),
    effect: step.effect,
    ...(step.precondition === undefined ? {} : { precondition: fillText(step.precondition, scope) }),
  };
}

function hostFor(on: string, migration: Migration): string {
  if (on === 'source') return migration.source ?? 'the source';
  if (on === 'destination') return migration.destination ?? 'the destination';
  if (on === 'controller') return 'a controller';
  if (on === 'client') return 'a machine with the OpenStack client';
  return on;
}
