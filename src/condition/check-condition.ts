import type { Comparator, Condition, Name, Operand } from './condition.ts';
import { exampleComparison, isOrdered } from './field-words.ts';
import { fieldSpec, type FieldSpec, type FieldTable } from './field-table.ts';
import { nearestName } from './nearest.ts';
import { problemAt, type ConditionProblem } from './problem.ts';
import { resolveOperand } from './resolve-operand.ts';

/** The names that a condition may use. */
export interface ConditionScope {
  /** Signals that the rule declares; none for filters. */
  readonly signals: readonly string[];
  readonly fields: FieldTable;
}

const MAX_LISTED = 8;

/**
 * Checks names and types: unknown signals and fields, values that the field cannot have, comparisons that its type
 * does not know, and signals that are declared but never used.
 */
export function checkCondition(ast: Condition, scope: ConditionScope): readonly ConditionProblem[] {
  const checker = new Checker(scope);
  checker.visit(ast);
  return [...checker.problems, ...unusedSignals(scope.signals, checker.used, ast)];
}

class Checker {
  readonly problems: ConditionProblem[] = [];
  readonly used = new Set<string>();
  private readonly scope: ConditionScope;

  constructor(scope: ConditionScope) {
    this.scope = scope;
  }

  visit(node: Condition): void {
    switch (node.type) {
      case 'and':
      case 'or':
        node.terms.forEach((term) => this.visit(term));
        break;
      case 'not':
        this.visit(node.term);
        break;
      case 'signal':
        this.signal(node);
        break;
      case 'sequence':
        node.steps.forEach((step) => step.signals.forEach((name) => this.signal(name)));
        break;
      case 'count':
        this.signal(node.signal);
        break;
      case 'compare':
        this.compare(node.field, node.comparator, node.operand);
        break;
      case 'member':
        node.operands.forEach((operand) => this.compare(node.field, '=', operand));
        break;
      case 'match':
        this.match(node.field);
        break;
      case 'exists':
        this.field(node.field);
        break;
    }
  }

  private signal(name: Name): void {
    const { signals, fields } = this.scope;
    this.used.add(name.name);
    if (signals.includes(name.name)) return;
    const spec = fieldSpec(fields, name.name);
    if (spec !== undefined) {
      this.problems.push(
        problemAt(
          name,
          'field-without-comparison',
          `"${name.name}" is a field, and nothing is compared with it`,
          `a name alone is a signal; this field is ${spec.describe}`,
          `write "${name.name} ${exampleComparison(spec)}" or "exists(${name.name})"`,
        ),
      );
      return;
    }
    const near = nearestName(name.name, signals) ?? nearestName(name.name, Object.keys(fields));
    this.problems.push(
      problemAt(
        name,
        'unknown-signal',
        `no signal is called "${name.name}"`,
        signals.length === 0
          ? 'a name alone is a signal, and there are none here'
          : `declared are ${list(signals)}`,
        near !== undefined
          ? `did you mean "${near}"?`
          : signals.length === 0
            ? 'compare a field, as in "outcome = failed"'
            : 'use one of these, or declare it under "signals"',
      ),
    );
  }

  private field(name: Name): FieldSpec | undefined {
    const { signals, fields } = this.scope;
    const spec = fieldSpec(fields, name.name);
    if (spec !== undefined) return spec;
    // Counted as used: one mistake is enough to report.
    this.used.add(name.name);
    if (signals.includes(name.name)) {
      this.problems.push(
        problemAt(
          name,
          'signal-compared',
          `"${name.name}" is a signal, and only fields are compared`,
          'a signal has events, not a value',
          `write "${name.name}" alone, or "count(${name.name}) >= 3"`,
        ),
      );
      return undefined;
    }
    const near = nearestName(name.name, Object.keys(fields));
    this.problems.push(
      problemAt(
        name,
        'unknown-field',
        `no field is called "${name.name}"`,
        `fields are ${list(Object.keys(fields))}`,
        near === undefined ? 'use one of the known fields' : `did you mean "${near}"?`,
      ),
    );
    return undefined;
  }

  private compare(name: Name, comparator: Comparator, operand: Operand): void {
    const spec = this.field(name);
    if (spec === undefined) return;
    if (!isOrdered(spec) && comparator !== '=' && comparator !== '!=') {
      this.problems.push(
        problemAt(
          name,
          'wrong-comparator',
          `"${comparator}" does not apply to "${name.name}"`,
          'it holds a word, and words have no order',
          `use = or !=, or "${name.name} in (…)"`,
        ),
      );
      return;
    }
    const resolved = resolveOperand(operand, name.name, spec, this.scope.fields);
    if (resolved.type !== 'mismatch') return;
    this.problems.push(problemAt(operand, resolved.code, resolved.what, resolved.why, resolved.fix));
  }

  private match(name: Name): void {
    const spec = this.field(name);
    if (spec === undefined || spec.type === 'string' || typeof spec.type === 'object') return;
    this.problems.push(
      problemAt(
        name,
        'wrong-comparator',
        `"~" does not apply to "${name.name}"`,
        `a regular expression needs text, and this field is a ${spec.type}`,
        `write "${name.name} ${exampleComparison(spec)}"`,
      ),
    );
  }
}

function unusedSignals(
  signals: readonly string[],
  used: ReadonlySet<string>,
  whole: Condition,
): ConditionProblem[] {
  return signals
    .filter((name) => !used.has(name))
    .map((name) =>
      problemAt(
        whole,
        'unused-signal',
        `the signal "${name}" is never used`,
        'a rule gathers evidence only through its condition',
        `add "${name}" to the condition, or remove it from "signals"`,
      ),
    );
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).join(', ');
  return names.length > MAX_LISTED ? `${shown} and ${names.length - MAX_LISTED} more` : shown;
}
