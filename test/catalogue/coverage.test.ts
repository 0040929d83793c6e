import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/catalogue/catalogue.ts';
import { loadCatalogue } from '../../src/knowledge/load-catalogue.ts';
import { readLeftOut, readSourceTemplates, isRecognised, render, type SourceTemplate } from './rendering.ts';
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
  const leftOut = readLeftOut();
  const isLeftOut = (one: SourceTemplate) =>
    leftOut.some(({ kind, template }) => kind === one.kind && template === one.template);
  const templates = readSourceTemplates();

  it('leaves out only messages that exist', () => {
    const unknown = leftOut.filter(
      ({ kind, template }) => !templates.some((one) => one.kind === kind && one.template === template),
    );
    expect(unknown).toEqual([]);
  });

  it('recognises every message, Kilo to master', () => {
    const missing: string[] = [];
    const phases = new Map<string, { all: number; known: number }>();
    for (const one of templates.filter((template) => !isLeftOut(template))) {
      const known = isRecognised(catalogue, one);
      if (!known) missing.push(`${one.kind}: ${render(one.template)}`);
      for (const phase of one.phases) {
        const count = phases.get(phase) ?? { all: 0, known: 0 };
        phases.set(phase, { all: count.all + 1, known: count.known + (known ? 1 : 0) });
      }
    }
    const lines = [...phases]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([phase, { all, known }]) => {
        return `${String(Math.floor((100 * known) / all)).padStart(3)} %  ${String(known)}/${String(all)}  ${phase}`;
      });
    process.stdout.write(`${lines.join('\n')}\n`);
    expect(missing).toEqual([]);
  });
});
