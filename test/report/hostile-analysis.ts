import type { Analysis } from '../../src/model/index.ts';
import { portBlocked } from '../present/example-analysis.ts';

/** What somebody may write into a log to break what reads the report of it. */
export const HOSTILE = '=cmd|x\u001b[31m\u0000<script>alert(1)</script>]]>&\u202e"\n\u0085\ufffe`';

/** Fields that no log can fill: migscope's own words, ids and times. */
const OWN = new Set([
  ...['id', 'migration', 'findings', 'ruleId', 'class', 'severity', 'role', 'confidence', 'effect'],
  ...['outcome', 'failedPhase', 'phase', 'basis', 'kind', 'mode', 'level', 'by', 'state', 'roles', 'name'],
  ...['startedAt', 'endedAt', 'from', 'to', 'at', 'until'],
]);

/** The example with hostile text in every field that a log fills. */
export const hostileAnalysis = spoil(portBlocked) as Analysis;

function spoil(value: unknown): unknown {
  if (typeof value === 'string') return `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map(spoil);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, OWN.has(key) && isPlain(inner) ? inner : spoil(inner)]),
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
}
