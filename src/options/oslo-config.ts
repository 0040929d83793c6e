/** One option as a file sets it; lines and columns from 1. */
export interface ConfigEntry {
  readonly section: string;
  readonly name: string;
  /** Without quotes around it; continuation lines are joined by newlines. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  readonly valueColumn: number;
}

/** A line that is no section, option, comment or continuation: the service would refuse to start with it. */
export interface ConfigFault {
  readonly line: number;
  readonly text: string;
}

export interface ConfigText {
  readonly entries: readonly ConfigEntry[];
  readonly faults: readonly ConfigFault[];
}

/**
 * Reads a file as oslo.config does (oslo_config/iniparser.py): `=` or `:` between name and value, an indented line
 * goes on with the value before it, `#` and `;` begin a comment only at the start of a line, quotes around a whole
 * value are taken off.
 */
export function readOsloConfig(text: string): ConfigText {
  const entries: Building[] = [];
  const faults: ConfigFault[] = [];
  let section = 'DEFAULT';
  let open: Building | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '').trimEnd();
    const number = index + 1;
    if (line === '') {
      open = undefined;
      continue;
    }
    if (/^[#;]/.test(line)) continue;
    if (/^\s/.test(line)) {
      if (open === undefined) faults.push({ line: number, text: line });
      else open.lines.push(line.trim());
      continue;
    }
    open = undefined;
    if (line.startsWith('[')) {
      const name = /^\[([^\]]+)\]/.exec(line)?.[1];
      if (name === undefined) faults.push({ line: number, text: line });
      else section = name;
      continue;
    }
    const cut = line.search(/[=:]/);
    const name = line.slice(0, Math.max(0, cut)).trim();
    if (name === '') {
      faults.push({ line: number, text: line });
      continue;
    }
    const rest = line.slice(cut + 1);
    const blank = rest.length - rest.trimStart().length;
    open = { section, name, lines: [rest.trim()], line: number, column: 1, valueColumn: cut + 2 + blank };
    entries.push(open);
  }
  return { entries: entries.map(finish), faults };
}

interface Building extends Omit<ConfigEntry, 'value'> {
  readonly lines: string[];
}

function finish({ lines, ...entry }: Building): ConfigEntry {
  const value = lines.join('\n').trim();
  const quoted = /^(["'])([\s\S]*)\1$/.exec(value)?.[2];
  return { ...entry, value: quoted ?? value };
}
