import type { DriftRule } from '../drift/drift-rule.ts';
import type { OptionFact } from '../model/index.ts';
import { isMasked, printOptionValue, readOptionValue } from '../options/option-value.ts';
import type { OptionTable } from '../options/option-table.ts';
import { resolveText } from '../options/resolve-text.ts';
import { type ConfiguredHost, hasConfiguration, setOption } from './configured-host.ts';

/** An option that hosts between which guests move should have alike, and have not. */
export interface ConfigDifference {
  readonly rule: DriftRule;
  readonly sides: readonly Side[];
  readonly words: Readonly<Record<string, string>>;
}

interface Side {
  readonly host: ConfiguredHost;
  readonly value: string;
  /** Absent where the default counts. */
  readonly option: OptionFact | undefined;
}

/** What differs between hosts that are given, by the rows that compare the two hosts of a migration. */
export function findDifferences(
  hosts: readonly ConfiguredHost[],
  rules: readonly DriftRule[],
  table: OptionTable,
): readonly ConfigDifference[] {
  const computes = hosts.filter(({ roles }) => roles.length === 0 || roles.includes('compute'));
  return rules.flatMap((rule): readonly ConfigDifference[] => {
    if (rule.of.type !== 'option' || rule.compare !== 'different' || rule.weight === 'note') return [];
    const { owner, section, name } = rule.of;
    const sides = computes.flatMap((host) =>
      sideOf(rule.of as typeof rule.of & { type: 'option' }, host, table),
    );
    const byValue = Map.groupBy(sides, ({ value }) => value);
    if (byValue.size < 2 || sides.every(({ option }) => option === undefined)) return [];
    const option =
      section === ''
        ? `${name} of ${owner === 'qemu' ? 'qemu.conf' : 'libvirtd.conf'}`
        : `[${section}] ${name}`;
    return [
      {
        rule,
        sides,
        words: {
          subject: rule.subject,
          option,
          why: rule.why,
          remedy: rule.remedy,
          values: valueWords(byValue),
        },
      },
    ];
  });
}

function sideOf(
  { owner, section, name }: Extract<DriftRule['of'], { type: 'option' }>,
  host: ConfiguredHost,
  table: OptionTable,
): readonly Side[] {
  const option = setOption(host, owner, section, name);
  const known = owner === 'nova' ? table.find(section, name) : undefined;
  if (option !== undefined) {
    if (option.value !== null && isMasked(option.value)) return [];
    const typed =
      known === undefined ? option.value : printOptionValue(readOptionValue(known, option.value) ?? null);
    const value = resolveText(host.options, typed ?? '');
    return value.includes('$') ? [] : [{ host, value, option }];
  }
  if (known === undefined || !hasConfiguration(host, owner)) return [];
  const release = host.release ?? table.knowledge.releases.at(-1)?.name ?? '';
  const standard = table.defaultOf(known, release);
  if (standard === undefined) return [];
  const value = resolveText(host.options, printOptionValue(standard) ?? '');
  return value.includes('$') ? [] : [{ host, value, option: undefined }];
}

const MOST_NAMED = 3;

function valueWords(byValue: ReadonlyMap<string, readonly Side[]>): string {
  return [...byValue]
    .map(([value, sides]) => {
      const names = sides.map(({ host }) => host.name);
      const more = names.length - MOST_NAMED;
      const shown =
        more > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${String(more)} more` : names.join(', ');
      return `${value === '' ? 'not set' : value} on ${shown}`;
    })
    .join(', ');
}
