import type { OptionType } from './option-table.ts';

/** What an option of each type takes. */
export const TYPE_WORDS: Readonly<Record<OptionType, string>> = {
  int: 'a whole number',
  float: 'a number',
  bool: 'true or false',
  string: 'a text',
  list: 'a list with commas',
  host: 'an address or a host name',
};
