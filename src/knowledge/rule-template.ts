import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailureClass } from './load-knowledge.ts';

/** A rule to start from, and its test: they load and pass, and say in comments what to write instead. */
export interface RuleTemplate {
  readonly rule: string;
  readonly test: string;
}

/** Fills in `rules/templates`; `schemas` is the way from the rule's folder to the JSON Schemas. */
export function ruleTemplate(
  folder: string,
  id: string,
  { id: failureClass, means }: FailureClass,
  schemas: string,
): RuleTemplate {
  const fill = (name: string): string =>
    readFileSync(join(folder, 'templates', name), 'utf8')
      .replaceAll('@ID@', id)
      .replaceAll('@CLASS@', failureClass)
      .replaceAll('@MEANS@', means)
      .replaceAll('@SCHEMAS@', schemas);
  return { rule: fill('rule.yaml'), test: fill('rule.test.yaml') };
}
