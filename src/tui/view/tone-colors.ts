import type { Tone } from '../../present/report-model.ts';

/** The terminal's own sixteen colours, so that its theme decides how they look. */
export const TONE_COLORS: Readonly<Record<Tone, string | undefined>> = {
  bad: 'red',
  warn: 'yellow',
  good: 'green',
  plain: undefined,
  quiet: undefined,
};
