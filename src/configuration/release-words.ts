import { printRelease } from '../options/nova-release.ts';
import type { OptionTable } from '../options/option-table.ts';
import { releaseSpans } from '../options/release-spans.ts';

/** Some releases in words: `up to Rocky`, `from Stein to Zed and from 2024.1 (Caracal) on`. */
export function releaseWords(releases: readonly string[], table: OptionTable): string {
  const all = table.knowledge.releases;
  const word = (name: string): string => {
    const release = table.release(name);
    return release === undefined ? name : printRelease(release);
  };
  return releaseSpans(table, (release) => (releases.includes(release) ? true : undefined))
    .map(({ from, to }) => {
      const isFirst = from === all[0]?.name;
      const isLast = to === all.at(-1)?.name;
      if (isFirst && isLast) return 'all releases';
      if (isFirst) return `up to ${word(to)}`;
      if (isLast) return `from ${word(from)} on`;
      return from === to ? `in ${word(from)}` : `from ${word(from)} to ${word(to)}`;
    })
    .join(' and ');
}
