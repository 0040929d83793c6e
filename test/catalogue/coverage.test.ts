import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/catalogue/catalogue.ts';
import { loadCatalogue } from '../../src/knowledge/load-catalogue.ts';
import { coverMessages, loadLeftOut, loadSourceTemplates } from '../../src/knowledge/message-coverage.ts';
import { rulesFolder } from '../../src/knowledge/package-folder.ts';
import { renderMessage } from '../../src/knowledge/render-message.ts';
import { originOf, rivals } from './samples.ts';

const FOLDER = new URL('../../rules/catalogue', import.meta.url).pathname;
const { entries, diagnostics } = loadCatalogue(FOLDER);
const catalogue = new Catalogue(entries);

describe('catalogue', () => {
  it('loads without a complaint', () => {
    expect(diagnostics.map(({ path, line, what }) => `${path ?? ''}:${String(line)}: ${what}`)).toEqual([]);
  });

  it('declares an event everywhere with the same phase, side and sign', () => {
    const first = new Map<string, string>();
    const differing: string[] = [];
    for (const { event, phase, side, sign } of entries) {
      const shape = `${phase ?? '-'}/${side}/${sign}`;
      if (first.has(event) && first.get(event) !== shape) {
        differing.push(`${event}: ${shape}, elsewhere ${first.get(event) ?? ''}`);
      }
      first.set(event, first.get(event) ?? shape);
    }
    expect(differing).toEqual([]);
  });

  it('recognises every sample as its own event and as no other', () => {
    const wrong: string[] = [];
    for (const entry of entries) {
      for (const template of entry.templates) {
        const match = catalogue.match(entry.dialect, template.sample, originOf(template));
        if (match?.entry.event !== entry.event) {
          wrong.push(`${entry.event}: "${template.sample}" is taken for ${match?.entry.event ?? 'nothing'}`);
        }
        const others = rivals(entries, entry, template);
        if (others.length > 0)
          wrong.push(`${entry.event}: "${template.sample}" fits ${others.join(', ')}, too`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps a host name whole: with dots, before a full stop and before what oslo.log appends', () => {
    const hostIn = (text: string) => catalogue.match('nova', text, {})?.fields.destination_host;
    const took = 'Took 0.82 seconds for pre_live_migration on destination host';
    expect(hostIn(`${took} cmp-b.`)).toBe('cmp-b');
    expect(hostIn(`${took} cmp-b.example.org.`)).toBe('cmp-b.example.org');
    expect(hostIn('Pre live migration failed at cmp-b.example.org')).toBe('cmp-b.example.org');
    expect(
      hostIn('Pre live migration failed at cmp-b.example.org: nova.exception.DiskNotFound: No disk at /x'),
    ).toBe('cmp-b.example.org');
  });

  it('fills in only fields that the templates of an event have', () => {
    const unknown: string[] = [];
    for (const entry of entries) {
      const names = new Set(
        entry.templates.flatMap(({ template }) => template.fields.map(({ name }) => name)),
      );
      for (const [, name = ''] of entry.summary.matchAll(/\{([a-z_0-9]+)\}/g)) {
        if (!names.has(name) && entry.body === undefined)
          unknown.push(`${entry.event}: {${name}} in the summary`);
      }
    }
    expect(unknown).toEqual([]);
  });
});

describe('coverage of the messages of Nova’s live-migration code', () => {
  const leftOut = loadLeftOut(rulesFolder());
  const templates = loadSourceTemplates(rulesFolder());
  const { byRelease, byPhase, missing } = coverMessages(catalogue, templates, leftOut);

  it('leaves out only messages that exist', () => {
    const unknown = leftOut.filter(
      ({ kind, template }) => !templates.some((one) => one.kind === kind && one.template === template),
    );
    expect(unknown).toEqual([]);
  });

  it('recognises every message, Kilo to master', () => {
    expect(missing.map(({ kind, template }) => `${kind}: ${renderMessage(template)}`)).toEqual([]);
  });

  it('counts every message in a release and in a part of the code', () => {
    expect(byRelease.map(({ all }) => all).every((all) => all > 50)).toBe(true);
    const phases = byPhase.reduce((sum, { all }) => sum + all, 0);
    expect(phases).toBeGreaterThanOrEqual(templates.length - leftOut.length);
  });
});
