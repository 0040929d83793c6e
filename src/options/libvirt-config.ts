import type { ConfigEntry } from './oslo-config.ts';

/**
 * Reads libvirtd.conf, virtqemud.conf or qemu.conf: `name = "text"`, a number, or a list in brackets that may span
 * lines (libvirt's util/virconf.c). Lists become texts with commas; there are no sections.
 */
export function readLibvirtConfig(text: string): readonly ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const found = /^(\s*)([A-Za-z_]\w*)(\s*=\s*)(.*)$/.exec(line);
    if (found === null) continue;
    const [, indent = '', name = '', between = '', first = ''] = found;
    const place = {
      section: '',
      name,
      line: index + 1,
      column: indent.length + 1,
      valueColumn: indent.length + name.length + between.length + 1,
    };
    let value = first;
    while (value.startsWith('[') && !value.includes(']') && index + 1 < lines.length) {
      index += 1;
      value += ` ${(lines[index] ?? '').replace(/^\s*#.*$/, '').trim()}`;
    }
    entries.push({ ...place, value: plainValue(value.trim()) });
  }
  return entries;
}

function plainValue(text: string): string {
  if (text.startsWith('[')) {
    const inside = text.slice(1, text.includes(']') ? text.indexOf(']') : undefined);
    const items = inside.split(',').map((item) => plainValue(item.trim()));
    return items.filter((item) => item !== '').join(',');
  }
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(text);
  return quoted === null ? text.replace(/\s+#.*$/, '') : (quoted[1] ?? quoted[2] ?? '');
}
