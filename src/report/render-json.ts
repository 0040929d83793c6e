import type { Analysis } from '../model/index.ts';
import { safeJson } from '../present/safe-text.ts';

/**
 * The analysis as it is, for programs.
 *
 * Characters that a terminal obeys are written as escapes: a program reads the same data, a screen is safe.
 */
export function renderJson(analysis: Analysis): string {
  return `${safeJson(JSON.stringify(analysis, null, 2))}\n`;
}
