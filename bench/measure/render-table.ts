import type { Measured } from './measure-case.ts';

/** A case as rows of a Markdown table; the ratios are how many times what the first row cost. */
export function renderTable(name: string, rows: readonly Measured[]): string {
  const own = rows[0]?.cost;
  const lines = rows.map(({ name: contender, cost }) =>
    cost === undefined
      ? `| ${contender} | failed | | | | |`
      : `| ${contender} | ${cost.wall.toFixed(2)} | ${cost.cpu.toFixed(2)} | ${ratio(cost.wall, own?.wall)} | ${ratio(cost.cpu, own?.cpu)} | ${mib(cost.peakBytes)} |`,
  );
  return [
    `### ${name}`,
    '',
    '| command | wall s | CPU s | wall × | CPU × | peak MiB |',
    '|---|---:|---:|---:|---:|---:|',
    ...lines,
    '',
  ].join('\n');
}

function ratio(value: number, own: number | undefined): string {
  return own === undefined || own === 0 ? '' : (value / own).toFixed(2);
}

function mib(bytes: number | undefined): string {
  return bytes === undefined ? '' : String(Math.round(bytes / 2 ** 20));
}
