import { nearestName } from '../condition/index.ts';
import type { ConfigFile } from '../facts/config-files.ts';
import type { Availability, KnownNames, KnownOption, OptionTable } from '../options/option-table.ts';
import { isMasked, readOptionValue } from '../options/option-value.ts';
import type { ConfigEntry } from '../options/oslo-config.ts';
import { TYPE_WORDS } from '../options/type-words.ts';
import { isCommonName } from './common-names.ts';
import type { LineFault } from './config-check.ts';
import { daemonFaults } from './daemon-faults.ts';
import { type FoundFault, shownValue } from './found-fault.ts';
import { repeatedFaults } from './repeated-faults.ts';

/** Sections whose names the table knows completely: any other name in them is a mistake. */
const COMPLETE: ReadonlySet<string> = new Set(['libvirt', 'compute', 'workarounds', 'vnc', 'spice']);
/** What somebody writes who means live migration; other names of DEFAULT are those of libraries and drivers. */
const MIGRATION = /migrat|^live_|^libvirt_/;

/** Everything that is wrong with single lines of a host's files; `releases`: the one it runs, or all that it may run. */
export function findLineFaults(
  files: readonly ConfigFile[],
  releases: readonly string[],
  table: OptionTable,
): readonly FoundFault[] {
  return files.flatMap((file) => [
    ...file.faults.map(({ line, kind, text }): FoundFault => ({
      fault: 'not-parsable',
      file,
      line,
      column: 1,
      words: { fault: kind.replaceAll('-', ' '), text },
    })),
    ...file.entries.flatMap((entry) =>
      file.owner === 'nova' ? novaFaults(file, entry, releases, table) : daemonFaults(file, entry, table),
    ),
    ...repeatedFaults(file, files, table),
  ]);
}

function novaFaults(
  file: ConfigFile,
  entry: ConfigEntry,
  releases: readonly string[],
  table: OptionTable,
): readonly FoundFault[] {
  const { section, name, value } = entry;
  const at = (
    fault: LineFault,
    words: Readonly<Record<string, string>>,
    some?: readonly string[],
  ): FoundFault => ({
    fault,
    file,
    line: entry.line,
    column:
      fault === 'no-value-of-type' || fault === 'out-of-range' || fault === 'not-a-choice'
        ? entry.valueColumn
        : entry.column,
    words: { option: name, section, value: shownValue(name, value), ...words },
    ...(some === undefined || some.length === releases.length ? {} : { releases: some }),
  });
  const option = table.find(section, name);
  const former = table.findFormer(section, name);
  const isGone =
    option === undefined || releases.every((one) => table.availability(option, one) === 'removed');
  // An option that was renamed was removed under its first name, and is read under it all the same.
  if (former !== undefined && isGone)
    return [at('former-spelling', { instead: `[${former.section}] ${former.name}` })];
  if (option !== undefined) {
    const states = availabilityFaults((release) => table.availability(option, release), releases, option, at);
    return [...states, ...valueFaults(option, value, releases, table, at)];
  }
  const known = table.findKnown(section, name);
  if (known !== undefined) return leftoverFaults(known, releases, table, at);
  const invented = table.findInvented(name);
  if (invented !== undefined) {
    const real = invented.real.map((one) => `[${one.replace('.', '] ')}`).join(' or ');
    return [
      at('invented', { meant: real === '' ? '' : ` What was probably meant: ${real}.`, why: invented.why }),
    ];
  }
  return misplacedFaults(entry, releases, table, at);
}

type At = (fault: LineFault, words: Readonly<Record<string, string>>, some?: readonly string[]) => FoundFault;

/** A statement about newer releases only is not made while the release is not known: it may come with an upgrade. */
function availabilityFaults(
  stateOf: (release: string) => Availability,
  releases: readonly string[],
  { instead }: Pick<KnownOption, 'instead'>,
  at: At,
): readonly FoundFault[] {
  const words = { instead: instead ?? 'nothing' };
  const inState = (state: Availability): readonly string[] =>
    releases.filter((one) => stateOf(one) === state);
  const gone = inState('removed');
  const deprecated = inState('deprecated');
  const early = inState('not-yet');
  if (early.length === releases.length) return [at('not-read-yet', words)];
  if (gone.length > 0) return [at('not-read-anymore', words, gone)];
  return deprecated.length > 0 ? [at('deprecated', words, deprecated)] : [];
}

/** Of a name that no migration depends on only that it has no effect is worth a word. */
function leftoverFaults(
  known: KnownNames,
  releases: readonly string[],
  table: OptionTable,
  at: At,
): readonly FoundFault[] {
  const gone = releases.filter((one) => table.availability(known, one) === 'removed');
  return gone.length === 0 ? [] : [at('leftover', {}, gone)];
}

function valueFaults(
  option: KnownOption,
  value: string,
  releases: readonly string[],
  table: OptionTable,
  at: At,
): readonly FoundFault[] {
  if (isMasked(value) || value.includes('$') || (value === '' && option.type !== 'bool')) return [];
  const read = readOptionValue(option, value);
  if (read === undefined || read === null) return [at('no-value-of-type', { type: TYPE_WORDS[option.type] })];
  const has = releases.filter((one) => ['available', 'deprecated'].includes(table.availability(option, one)));
  if (typeof read === 'number') {
    const low = has.filter((one) => read < (table.at(option.min, one) ?? Number.NEGATIVE_INFINITY));
    const high = has.filter((one) => read > (table.at(option.max, one) ?? Number.POSITIVE_INFINITY));
    const [first] = [...low, ...high];
    if (first !== undefined) {
      const limit =
        low.length > 0
          ? `at least ${String(table.at(option.min, first))}`
          : `at most ${String(table.at(option.max, first))}`;
      return [at('out-of-range', { limit }, [...low, ...high])];
    }
  }
  if (typeof read === 'object') return [];
  const wrong = has.filter((one) => {
    const choices = table.at(option.choices, one);
    return choices !== undefined && !choices.some((choice) => choice === read);
  });
  const [first] = wrong;
  if (first === undefined) return [];
  const choices = (table.at(option.choices, first) ?? []).map(String);
  const near = nearestName(value, choices);
  return [
    at(
      'not-a-choice',
      { choices: choices.join(', '), nearest: near === undefined ? '' : ` Did you mean ${near}?` },
      wrong,
    ),
  ];
}

function misplacedFaults(
  { section, name }: ConfigEntry,
  releases: readonly string[],
  table: OptionTable,
  at: At,
): readonly FoundFault[] {
  const isJudged = COMPLETE.has(section) || MIGRATION.test(name);
  const elsewhere = isCommonName(name) ? [] : table.findElsewhere(name);
  const isLookedFor = section === 'DEFAULT' || isJudged || nearestName(section, [...COMPLETE]) !== undefined;
  if (elsewhere.length > 0 && isLookedFor) return [misplaced(elsewhere, releases, table, at)];
  if (
    table.findDaemonOption('qemu', name) !== undefined ||
    table.findDaemonOption('libvirtd', name) !== undefined
  ) {
    const owner = table.findDaemonOption('qemu', name) === undefined ? 'libvirtd.conf' : 'qemu.conf';
    return isJudged ? [at('in-other-file', { instead: owner })] : [];
  }
  if (!isJudged) return [];
  const near = nearestOption(section, name, table);
  return [at('unknown', { nearest: near === undefined ? '' : ` Did you mean ${near}?` })];
}

/** To move an option that the release has no more would not help. */
function misplaced(
  elsewhere: readonly KnownOption[],
  releases: readonly string[],
  table: OptionTable,
  at: At,
): FoundFault {
  const alive = elsewhere.filter((one) =>
    releases.some((release) => table.availability(one, release) !== 'removed'),
  );
  const [gone] = elsewhere;
  if (alive.length === 0) return at('not-read-anymore', { instead: gone?.instead ?? 'nothing' });
  return at('misplaced', { instead: alive.map((one) => `[${one.section}]`).join(' or ') });
}

/** The nearest name of the same section, else of any. */
function nearestOption(section: string, name: string, table: OptionTable): string | undefined {
  const own = table.namesIn(section);
  const near = nearestName(name, own) ?? own.find((one) => one.endsWith(`_${name}`));
  if (near !== undefined) return near;
  const other = nearestName(
    name,
    table.knowledge.options.map((option) => option.name),
  );
  const [found] = other === undefined ? [] : table.findElsewhere(other);
  return found === undefined ? undefined : `[${found.section}] ${found.name}`;
}
