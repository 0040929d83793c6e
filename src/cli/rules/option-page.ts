import type { ConfigCheck } from '../../configuration/config-check.ts';
import { fillCheck } from '../../configuration/fill-check.ts';
import { namedFields } from '../../configuration/named-fields.ts';
import { printOptionValue } from '../../options/option-value.ts';
import { printRelease } from '../../options/nova-release.ts';
import type { InventedOption, KnownNames, KnownOption, OptionTable } from '../../options/option-table.ts';
import { releaseSpans } from '../../options/release-spans.ts';
import { TYPE_WORDS } from '../../options/type-words.ts';
import type { Block, Page, PageSection } from '../../present/page.ts';
import { sentence, withStop } from '../../present/sentence.ts';

/** The page about an option of Nova, or about a name that only looks like one; `undefined` when it is neither. */
export function optionPage(
  what: string,
  table: OptionTable,
  checks: readonly ConfigCheck[] = [],
): Page | undefined {
  const asked = readName(what);
  const options = table.findElsewhere(asked.name).filter(({ section }) => isAsked(section, asked));
  if (options.length > 0) return pageOf(options, table, checks);
  const former = table.findFormer(asked.section ?? 'DEFAULT', asked.name);
  if (former !== undefined) return pageOf([former], table, checks);
  const invented = table.findInvented(asked.name);
  if (invented !== undefined) return inventedPage(invented, table);
  const known = table.knowledge.known.find(
    ({ section, names }) => isAsked(section, asked) && names.includes(asked.name),
  );
  return known === undefined ? undefined : knownPage(asked.name, known, table);
}

/** Names that have a page, as `suggestion` wants them. */
export function optionNames({ knowledge }: OptionTable): readonly string[] {
  const names = [...knowledge.options, ...knowledge.invented].map(({ name }) => name);
  return [...new Set(names)];
}

interface Asked {
  readonly section: string | undefined;
  readonly name: string;
}

/** `libvirt.cpu_mode`, `[libvirt]cpu_mode`, `[libvirt]/cpu_mode` and `cpu_mode` are all understood. */
function readName(text: string): Asked {
  const found = /^(?:\[(\w+)\]\s*\/?\s*|(\w+)[./])?(\w+)$/.exec(text.trim());
  return { section: found?.[1] ?? found?.[2], name: found?.[3] ?? text };
}

function isAsked(section: string, asked: Asked): boolean {
  return asked.section === undefined || asked.section.toLowerCase() === section.toLowerCase();
}

function pageOf(
  options: readonly KnownOption[],
  table: OptionTable,
  checks: readonly ConfigCheck[],
): Page {
  const [first] = options;
  return {
    title: options.length === 1 ? withStop(first?.means ?? '') : `${first?.name ?? ''} of several sections`,
    kind: options.map(({ section, name }) => `[${section}] ${name}`).join(', ') + ' · option of Nova',
    sections: [
      ...options.flatMap((option) => sectionsOf(option, table, options.length > 1)),
      ...checksSection(options, checks),
    ],
  };
}

/** What `migscope config` looks for in it, beside what it looks for in every option. */
function checksSection(
  options: readonly KnownOption[],
  checks: readonly ConfigCheck[],
): readonly PageSection[] {
  const names = options.map(({ section, name }) => `${section}.${name}`);
  const rows = checks.flatMap(({ id, title, question }) => {
    if (question.type !== 'condition') return [];
    const isAbout = namedFields(question.condition, question.at).some((name) => names.includes(name));
    return isAbout ? [[id, fillCheck(title, () => undefined)]] : [];
  });
  return rows.length === 0
    ? []
    : [{ heading: 'What migscope config says about it', blocks: [{ type: 'table', rows }] }];
}

function sectionsOf(option: KnownOption, table: OptionTable, isOneOfSeveral: boolean): readonly PageSection[] {
  const { section, type, unit, formerly, source, means, notes } = option;
  const rows = [
    ['section', `[${section}]`],
    ['type', unit === undefined ? TYPE_WORDS[type] : `${TYPE_WORDS[type]}, in ${UNITS[unit]}`],
    ...(formerly.length === 0 ? [] : [['also read as', formerly.join(', ')]]),
    ['defined in', source],
  ];
  const suffix = isOneOfSeveral ? ` of [${section}]` : '';
  const detail = [...(isOneOfSeveral ? [means] : []), ...notes].map((text) => ({ level: 0, text: withStop(text) }));
  const instead = option.instead;
  return [
    { heading: `What it is${suffix}`, blocks: [{ type: 'table', rows }] },
    { heading: `By release${suffix}`, blocks: [{ type: 'table', rows: historyRows(option, table) }] },
    ...(instead === undefined
      ? []
      : [{ heading: `Instead${suffix}`, blocks: [{ type: 'text' as const, text: withStop(instead) }] }]),
    ...(detail.length === 0
      ? []
      : [{ heading: `Good to know${suffix}`, blocks: [{ type: 'list', items: detail }] satisfies Block[] }]),
  ];
}

const UNITS: Readonly<Record<NonNullable<KnownOption['unit']>, string>> = {
  s: 'seconds',
  ms: 'milliseconds',
  's/GiB': 'seconds for every GiB of memory and copied disk',
  'MiB/s': 'MiB/s',
  MiB: 'MiB',
};

function historyRows(option: KnownOption, table: OptionTable): readonly (readonly string[])[] {
  const spans = releaseSpans(table, (release) => stateOf(option, release, table));
  return spans.map(({ from, to, value }) => [spanText(from, to, table), value]);
}

function stateOf(option: KnownOption, release: string, table: OptionTable): string {
  const availability = table.availability(option, release);
  if (availability === 'not-yet') return 'not there yet';
  if (availability === 'removed') return 'removed: it is not read any more';
  const standard = table.defaultOf(option, release) ?? null;
  const shown = printOptionValue(standard);
  const min = table.at(option.min, release);
  const max = table.at(option.max, release);
  const choices = table.at(option.choices, release);
  return [
    shown === null ? 'not set by default' : `default ${shown === '' ? 'empty' : shown}`,
    ...(min === undefined ? [] : [`at least ${String(min)}`]),
    ...(max === undefined ? [] : [`at most ${String(max)}`]),
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(availability === 'deprecated' ? ['deprecated'] : []),
  ].join('; ');
}

function spanText(from: string, to: string, table: OptionTable): string {
  const { releases } = table.knowledge;
  const word = (name: string): string => {
    const release = table.release(name);
    return release === undefined ? name : printRelease(release);
  };
  if (from === releases[0]?.name) return to === releases.at(-1)?.name ? 'all releases' : `up to ${word(to)}`;
  if (to === releases.at(-1)?.name) return `from ${word(from)} on`;
  return from === to ? word(from) : `${word(from)} to ${word(to)}`;
}

function inventedPage({ name, real, why }: InventedOption, table: OptionTable): Page {
  const rows = real.map((one) => {
    const [section = '', option = ''] = one.split('.');
    return [`[${section}] ${option}`, table.find(section, option)?.means ?? ''];
  });
  return {
    title: `No release of Nova reads ${name}.`,
    kind: `${name} · a name that is no option`,
    sections: [
      { heading: 'Why', blocks: [{ type: 'text', text: withStop(sentence(why)) }] },
      ...(rows.length === 0
        ? []
        : [{ heading: 'What was probably meant', blocks: [{ type: 'table' as const, rows }] }]),
    ],
  };
}

function knownPage(name: string, known: KnownNames, table: OptionTable): Page {
  const { section, introduced, deprecated, removed } = known;
  const word = (release: string | undefined): string => {
    const found = release === undefined ? undefined : table.release(release);
    return found === undefined ? '' : printRelease(found);
  };
  const rows = [
    ['section', `[${section}]`],
    ['since', introduced === undefined ? 'Ocata or longer' : word(introduced)],
    ...(deprecated === undefined ? [] : [['deprecated since', word(deprecated)]]),
    ...(removed === undefined ? [] : [['not read any more from', word(removed)]]),
  ];
  return {
    title: 'An option of Nova that no live migration depends on.',
    kind: `[${section}] ${name} · option of Nova`,
    sections: [{ heading: 'What it is', blocks: [{ type: 'table', rows }] }],
  };
}
