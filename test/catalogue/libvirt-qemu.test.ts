import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/catalogue/catalogue.ts';
import type { Dialect } from '../../src/catalogue/entry.ts';
import { loadCatalogue } from '../../src/knowledge/load-catalogue.ts';

interface Row {
  readonly source: 'libvirt-domain-log' | 'qemu-stderr' | 'libvirt-error';
  readonly template: string;
  readonly reason?: string;
}

const catalogue = new Catalogue(
  loadCatalogue(new URL('../../rules/catalogue', import.meta.url).pathname).entries,
);
const known = JSON.parse(
  readFileSync(new URL('../../rules/knowledge/libvirt-qemu-messages.json', import.meta.url), 'utf8'),
) as { readonly covered: readonly Row[]; readonly 'left-out': readonly Row[] };

const DIALECTS: Readonly<Record<Row['source'], readonly Dialect[]>> = {
  'libvirt-domain-log': ['domain-log', 'qemu'],
  'qemu-stderr': ['qemu'],
  'libvirt-error': ['libvirt-error'],
};

/** Texts as the program prints them: one for each wording of the row, C's placeholders filled in. */
function renderings({ source, template }: Row): readonly string[] {
  const bare = source === 'libvirt-domain-log' ? template.replace(/^%s: /, '') : template;
  return bare.split(' | ').map((wording) =>
    (wording.split('\n')[0] ?? '')
      .replaceAll('%s(strerror)', 'No such device')
      .replace(/(uuid '?)%s/g, '$1b4f5d0c2-1c7e-4a0b-93a5-0f6f5e1a7c11')
      .replace(/%(?:\d+\$)?#?\d*(?:ll|l|z|hh)?([a-zA-Z])/g, (_, conversion: string) => {
        if (conversion === 's') return 'name';
        return conversion === 'x' || conversion === 'X' ? '1f' : '7';
      }),
  );
}

describe('messages of libvirt and QEMU', () => {
  it.each(known.covered)('knows $template', (row) => {
    for (const text of renderings(row)) {
      const found = DIALECTS[row.source].some((dialect) => catalogue.match(dialect, text, {}) !== undefined);
      expect(found, text).toBe(true);
    }
  });

  it('says why a message is left out', () => {
    for (const row of known['left-out']) expect(row.reason, row.template).toMatch(/\w+ \w+/);
  });
});
