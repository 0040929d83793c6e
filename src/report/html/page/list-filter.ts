import type { OverviewRow } from '../../../present/detail-model.ts';

/** What the search of the list understands, in one line below it. */
export const FILTER_HINT =
  'All of these words, in any column. Also: "a phrase", -without, outcome=failed, host=cmp-b, source=cmp-a, destination=cmp-b, duration>1m, downtime>500ms.';

type Test = (row: OverviewRow) => boolean;

/** Words and phrases that a row must hold or must not, and comparisons, as conditions write them. */
export function listFilter(search: string): Test {
  const tests = tokensOf(search).map(testOf);
  return (row) => tests.every((test) => test(row));
}

const TOKEN = /-?"[^"]*"?|\S+/g;
const SPACED_OPERATOR = /\s*(!=|>=|<=|=|>|<)\s*/g;

/** `duration > 1m and outcome = failed` is a condition, too: blanks and "and" are not looked for. */
function tokensOf(search: string): readonly string[] {
  const tokens = search.toLowerCase().replace(SPACED_OPERATOR, '$1').match(TOKEN) ?? [];
  return tokens.some((token) => COMPARISON.test(token)) ? tokens.filter((token) => token !== 'and') : tokens;
}

const COMPARISON = /^([a-z]+)(?:s|\.ms)?(!=|>=|<=|=|>|<)(.+)$/;

function testOf(token: string): Test {
  const compared = COMPARISON.exec(token);
  const comparison =
    compared === null
      ? undefined
      : comparisonOf(compared[1] ?? '', compared[2] ?? '', unquoted(compared[3] ?? ''));
  if (comparison !== undefined) return comparison;
  const isDenied = token.startsWith('-') && token.length > 1;
  const words = unquoted(isDenied ? token.slice(1) : token);
  return (row) => searchText(row).includes(words) !== isDenied;
}

function comparisonOf(name: string, operator: string, value: string): Test | undefined {
  const length = LENGTHS[name];
  const wanted = readLength(value);
  if (length !== undefined && wanted !== undefined) {
    return (row) => {
      const ms = length(row);
      return ms >= 0 && isIn(ms - wanted, operator);
    };
  }
  const text = TEXTS[name];
  if (text === undefined || (operator !== '=' && operator !== '!=')) return undefined;
  return (row) => text(row).some((one) => one.toLowerCase() === value) === (operator === '=');
}

const LENGTHS: Readonly<Record<string, (row: OverviewRow) => number>> = {
  duration: (row) => row.durationMs,
  downtime: (row) => row.downtimeMs,
};

const TEXTS: Readonly<Record<string, (row: OverviewRow) => readonly string[]>> = {
  outcome: (row) => [row.outcome],
  host: (row) => row.hosts,
  source: (row) => [row.route.split(' → ')[0] ?? ''],
  destination: (row) => [row.route.split(' → ')[1] ?? ''],
  domain: (row) => [row.name],
  guest: (row) => [row.name],
  instance: (row) => [row.name, ...row.ids],
};

function isIn(difference: number, operator: string): boolean {
  switch (operator) {
    case '=':
      return difference === 0;
    case '!=':
      return difference !== 0;
    case '>':
      return difference > 0;
    case '<':
      return difference < 0;
    case '>=':
      return difference >= 0;
    default:
      return difference <= 0;
  }
}

const LENGTH = /^(\d+(?:\.\d+)?)(ms|s|m|min|h)?$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

/** A bare number is in seconds, as in conditions. */
function readLength(text: string): number | undefined {
  const found = LENGTH.exec(text);
  return found === null ? undefined : Number(found[1]) * (UNITS[found[2] ?? 's'] ?? 1000);
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function searchText(row: OverviewRow): string {
  return [row.id, row.ending, row.name, row.route, row.started, row.cause, ...row.ids]
    .join('\n')
    .toLowerCase();
}
