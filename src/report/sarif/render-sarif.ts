import { posix } from 'node:path';
import type { Analysis, Diagnostic, Finding, Judgement, Migration } from '../../model/index.ts';
import { guestName, route } from '../../present/migration-words.ts';
import type { Page } from '../../present/page.ts';
import { mapStrings, safeBlock, safeJson, safeLine } from '../../present/safe-text.ts';
import { withStop } from '../../present/sentence.ts';
import { Artifacts, evidenceLocation } from './log-location.ts';
import { SARIF_LEVELS } from './sarif-levels.ts';
import { sarifCodeRule, sarifRule } from './sarif-rules.ts';
import { sarifText } from './sarif-text.ts';

export interface SarifContext {
  readonly judgement: Judgement;
  /** Problems of a file of expectations: results at their lines. */
  readonly problems: readonly Diagnostic[];
  /** Pages of rules and codes by id. */
  readonly pages: ReadonlyMap<string, Page>;
  /** False when the job could not be done as asked. */
  readonly isDone: boolean;
  readonly madeAt: string | undefined;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** Of `fingerprintOf`: a new number when what goes into it changes. */
const FINGERPRINT = 'migscope/v1';

/** An analysis as SARIF 2.1.0: a result for each finding, at its first evidence, the other evidence beside it. */
export function renderSarif(from: Analysis, context: SarifContext): string {
  const { diagnostics: raw, ...rest } = from;
  const analysis = mapStrings(rest, safeLine);
  const diagnostics = mapStrings(raw, safeBlock);
  const artifacts = new Artifacts(analysis.inputs);
  const rules = rulesOf(analysis.findings, context);
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const results = [
    ...analysis.findings.map((finding) =>
      resultOf(finding, analysis, artifacts, ruleIndex, context.judgement),
    ),
    ...context.problems.map((problem) => problemResult(problem, artifacts, ruleIndex)),
  ];
  const notifications = diagnostics.map((diagnostic) => notification(diagnostic, artifacts));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: analysis.tool.name,
            version: analysis.tool.version,
            semanticVersion: analysis.tool.version,
            rules,
            notifications: [...new Set(diagnostics.map(({ code }) => code))].map((id) => ({ id })),
          },
        },
        automationDetails: {
          id: `migscope/${analysis.inputs.map(({ path }) => posix.basename(path)).join('+')}/`,
        },
        invocations: [
          {
            executionSuccessful: context.isDone,
            ...(context.madeAt === undefined ? {} : { endTimeUtc: context.madeAt }),
            toolExecutionNotifications: notifications,
          },
        ],
        ...(artifacts.baseIds === undefined ? {} : { originalUriBaseIds: artifacts.baseIds }),
        artifacts: artifacts.list,
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
  return `${safeJson(JSON.stringify(log, null, 2))}\n`;
}

function rulesOf(findings: readonly Finding[], { pages, problems }: SarifContext) {
  const byRule = new Map(findings.map((finding) => [finding.ruleId, finding]));
  const codes = [...new Set(problems.map(({ code }) => code))];
  return [
    ...[...byRule.values()].map((finding) => sarifRule(finding, pages.get(finding.ruleId))),
    ...codes.map((code) => sarifCodeRule(code, pages.get(code))),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

function resultOf(
  finding: Finding,
  { migrations }: Pick<Analysis, 'migrations'>,
  artifacts: Artifacts,
  ruleIndex: ReadonlyMap<string, number>,
  judgement: Judgement,
) {
  const [first, ...others] = finding.evidence;
  const migration = migrations.find(({ id }) => id === finding.migration);
  return {
    ruleId: finding.ruleId,
    ruleIndex: ruleIndex.get(finding.ruleId),
    level: SARIF_LEVELS[finding.severity],
    message: { text: sarifText(messageOf(finding, migration)) },
    locations: first === undefined ? [] : [evidenceLocation(first, artifacts)],
    relatedLocations: others.map((evidence, index) => evidenceLocation(evidence, artifacts, index + 1)),
    partialFingerprints: { [FINGERPRINT]: finding.fingerprint },
    ...acceptance(finding, judgement),
    properties: {
      class: finding.class,
      role: finding.role,
      confidence: finding.confidence,
      ...(finding.host === undefined ? {} : { host: finding.host }),
      ...(migration === undefined ? {} : migrationProperties(migration)),
    },
  };
}

function messageOf(finding: Finding, migration: Migration | undefined): string {
  const whose =
    migration === undefined ? (finding.host ?? '') : `${guestName(migration)} ${route(migration)}`;
  const head = whose === '' ? finding.title : `${whose}: ${finding.title}`;
  return `${withStop(head)} ${finding.cause}`.trim();
}

function migrationProperties({ id, instance, outcome, instanceIsOn, startedAt }: Migration) {
  return { migration: id, instance, outcome, instanceIsOn, startedAt };
}

/** A baseline makes accepted findings unchanged and suppressed, and all others new. */
function acceptance(finding: Finding, { accepted, hasBaseline }: Judgement) {
  if (!hasBaseline) return {};
  const entry = accepted.find((one) => one.finding.fingerprint === finding.fingerprint);
  if (entry === undefined) return { baselineState: 'new' };
  const { reason } = entry.by;
  return {
    baselineState: 'unchanged',
    suppressions: [
      {
        kind: 'external',
        status: 'accepted',
        ...(reason === undefined || reason === '' ? {} : { justification: safeLine(reason) }),
      },
    ],
  };
}

function problemResult(problem: Diagnostic, artifacts: Artifacts, ruleIndex: ReadonlyMap<string, number>) {
  const { path = '', line = 1, column = 1, what, why } = mapStrings(problem, safeLine);
  return {
    ruleId: problem.code,
    ruleIndex: ruleIndex.get(problem.code),
    level: 'error',
    message: { text: sarifText([withStop(what), why].filter((part) => part !== undefined).join(' ')) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifacts.locationOfFile(path),
          region: { startLine: line, startColumn: column },
        },
      },
    ],
  };
}

function notification({ code, severity, what, why, fix, path, line }: Diagnostic, artifacts: Artifacts) {
  const text = [withStop(what), why, fix].filter((part) => part !== undefined).join('\n');
  return {
    descriptor: { id: code },
    level: SARIF_LEVELS[severity],
    message: { text: sarifText(text) },
    ...(path === undefined
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifacts.locationOf(path),
                ...(line === undefined ? {} : { region: { startLine: Math.max(1, line) } }),
              },
            },
          ],
        }),
  };
}
