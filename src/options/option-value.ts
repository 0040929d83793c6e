import type { KnownOption, OptionType, OptionValue } from './option-table.ts';

/** True for what stands where a value was made unreadable: by oslo.config in a dump of options, or before a bundle was given away. */
export function isMasked(text: string): boolean {
  return /^(?:\*{3,}|<?(?:redacted|removed|masked|hidden)>?|x{6,})$/i.test(text.trim());
}

/** A value as its option wants it, or `undefined` when the service would refuse it, and when it cannot be read. */
export function readOptionValue(
  { type }: Pick<KnownOption, 'type'>,
  text: string | null,
): OptionValue | undefined {
  if (text === null) return null;
  return isMasked(text) ? undefined : READERS[type](text.trim());
}

/** oslo_config/types.py: Boolean, Integer, Float, List, HostDomain. */
const READERS: Readonly<Record<OptionType, (text: string) => OptionValue | undefined>> = {
  bool: (text) => {
    const lower = text.toLowerCase();
    if (['true', '1', 'on', 'yes'].includes(lower)) return true;
    return ['false', '0', 'off', 'no'].includes(lower) ? false : undefined;
  },
  int: (text) => (/^[-+]?\d+$/.test(text) ? Number(text) : undefined),
  float: (text) => (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined),
  string: (text) => text,
  list: (text) => {
    // As a service prints it: ['a', 'b'].
    const inside = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
    const items = inside.split(',').map((item) => item.trim().replace(/^u?(['"])(.*)\1$/, '$2'));
    return items.filter((item) => item !== '');
  },
  host: (text) => (/^[\w.:%-]+$/.test(text) || text.startsWith('$') ? text : undefined),
};

/** A value as a file would hold it. */
export function printOptionValue(value: OptionValue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return Array.isArray(value) ? value.join(',') : String(value);
}
