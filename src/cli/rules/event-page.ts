import type { CatalogueEntry, Dialect, TemplateEntry } from '../../catalogue/entry.ts';
import type { Page } from '../../present/page.ts';
import { sentence } from '../../present/sentence.ts';
import { describeText } from '../../rules/fill-text.ts';
import type { Rule } from '../../rules/rule.ts';

const DIALECT: Readonly<Record<Dialect, string>> = {
  nova: 'logs of OpenStack services',
  exception: 'exceptions, in messages and tracebacks',
  'libvirt-error': 'errors of libvirt, in libvirtd.log and as Nova relays them',
  'libvirt-log': 'libvirtd.log',
  'domain-log': "libvirt's lines in libvirt/qemu/<domain>.log",
  qemu: "QEMU's lines in libvirt/qemu/<domain>.log, and where libvirt relays them",
  access: 'access lines of the API',
  hosts: 'a comparison of the two hosts of a migration, or a look at their configuration',
  system: 'syslog, kernel and audit lines',
};

/** What an event says of the migration that logs it. */
export const SIGN_WORDS: Readonly<Record<CatalogueEntry['sign'], string>> = {
  normal: 'part of a healthy migration',
  failure: 'a sign of failure',
  noise: 'noise, which healthy migrations log, too',
};

/** An event with its wordings per release, its fields, and the rules that use it. */
export function eventPage(entries: readonly CatalogueEntry[], rules: readonly Rule[]): Page {
  const [first] = entries;
  const event = first?.event ?? '';
  const fields = new Set(
    entries.flatMap(({ templates }) => templates.flatMap(({ template }) => template.fields.map(({ name }) => name))),
  );
  fields.delete('_');
  const users = rules.filter(({ signals }) => signals.some(({ events }) => events.includes(event)));
  const side = first === undefined || first.side === 'any' ? [] : [`written at the ${first.side}`];
  const phase = first?.phase === undefined ? [] : [`phase ${first.phase}`];
  return {
    title: sentence((first?.summary ?? event).replace(/\{[^{}]*\}/g, '…')),
    kind: [event, 'event', ...phase, ...side, SIGN_WORDS[first?.sign ?? 'normal']].join(' · '),
    sections: [
      ...entries.map(({ dialect, templates }) => ({
        heading: `Wordings in ${DIALECT[dialect]}`,
        blocks: templates.map((template) => ({
          type: 'list' as const,
          items: [
            { level: 0, text: template.template.source },
            { level: 1, text: `${releasesOf(template)}${demandsOf(template)}` },
            { level: 1, text: `as in: ${template.sample}` },
          ],
        })),
      })),
      ...(fields.size === 0
        ? []
        : [
            {
              heading: 'Fields',
              blocks: [{ type: 'text' as const, text: [...fields].join(', ') }],
            },
          ]),
      {
        heading: 'Rules that use it',
        blocks:
          users.length === 0
            ? [{ type: 'text' as const, text: 'None; it is shown in timelines.' }]
            : [{ type: 'table' as const, rows: users.map(({ id, title }) => [id, describeText(title)]) }],
      },
    ],
  };
}

function releasesOf({ releases }: TemplateEntry): string {
  if (releases === undefined) return 'any release';
  const [from = '', to = from] = releases.split('..');
  if (from === to) return `release ${from}`;
  return to === 'master' ? `releases from ${from} on` : `releases ${from} to ${to}`;
}

function demandsOf({ logger, levels, type }: TemplateEntry): string {
  const demands = [
    ...(type === undefined ? [] : [`exception ${type}`]),
    ...(logger === undefined ? [] : [`logger ${logger}`]),
    ...(levels === undefined ? [] : [`level ${levels.join(' or ')}`]),
  ];
  return demands.length === 0 ? '' : `, ${demands.join(', ')}`;
}
