/** One option as a file sets it; lines and columns from 1. */
export interface ConfigEntry {
  /** In small letters except for DEFAULT, as oslo.config compares them (oslo_config/cfg.py, _normalize_group_name). */
  readonly section: string;
  readonly name: string;
  /** Without quotes around it; continuation lines are joined by newlines. */
  readonly value: string;
  readonly line: number;
  readonly column: number;
  readonly valueColumn: number;
}

/** What oslo.config refuses, by its own distinctions (oslo_config/iniparser.py, BaseParser.error_*). */
export type ConfigFaultKind =
  | 'no-assignment'
  | 'no-name'
  | 'no-value-to-continue'
  | 'section-not-closed'
  | 'section-without-name'
  | 'no-section-yet';

/** A line with which the service would refuse to start. */
export interface ConfigFault {
  readonly kind: ConfigFaultKind;
  readonly line: number;
  readonly text: string;
}

export interface ConfigText {
  readonly entries: readonly ConfigEntry[];
  readonly faults: readonly ConfigFault[];
}

/**
 * Reads a file as oslo.config does (oslo_config/iniparser.py): `=` or `:` between name and value, an indented line
 * goes on with the value before it unless a blank line or a comment came between, `#` and `;` begin a comment only at
 * the start of a line, a section ends its line, quotes around a whole value are taken off.
 *
 * Reading goes on after a fault, and an option before the first section counts as one of DEFAULT.
 */
export function readOsloConfig(text: string): ConfigText {
  const entries: Building[] = [];
  const faults: ConfigFault[] = [];
  let section: string | undefined;
  let open: Building | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '').trimEnd();
    const number = index + 1;
    const refuse = (kind: ConfigFaultKind) => faults.push({ kind, line: number, text: line });
    if (/^[ \t]/.test(line)) {
      if (open === undefined) refuse('no-value-to-continue');
      else open.lines.push(line.trim());
      continue;
    }
    open = undefined;
    if (line === '' || /^[#;]/.test(line)) continue;
    if (line.startsWith('[')) {
      if (!line.endsWith(']')) refuse('section-not-closed');
      else if (line.length <= 2) refuse('section-without-name');
      section = normalSection(/^\[([^\]]+)/.exec(line)?.[1] ?? '');
      continue;
    }
    const cut = line.search(/[=:]/);
    const name = line.slice(0, Math.max(0, cut)).trim();
    if (name === '') {
      refuse(cut < 0 ? 'no-assignment' : 'no-name');
      continue;
    }
    if (section === undefined) refuse('no-section-yet');
    const rest = line.slice(cut + 1);
    const blank = rest.length - rest.trimStart().length;
    open = {
      section: section ?? 'DEFAULT',
      name,
      lines: [rest.trim()],
      line: number,
      column: 1,
      valueColumn: cut + 2 + blank,
    };
    entries.push(open);
  }
  return { entries: entries.map(finish), faults };
}

function normalSection(name: string): string {
  return name === 'DEFAULT' ? name : name.toLowerCase();
}

interface Building extends Omit<ConfigEntry, 'value'> {
  readonly lines: string[];
}

function finish({ lines, ...entry }: Building): ConfigEntry {
  const value = lines.join('\n').trim();
  const quoted = /^(["'])([\s\S]*)\1$/.exec(value)?.[2];
  return { ...entry, value: quoted ?? value };
}
