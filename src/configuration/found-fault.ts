import type { ConfigFile } from '../facts/config-files.ts';
import type { LineFault } from './config-check.ts';
import { isSecretName } from './secret-value.ts';

/** One line that is wrong by itself, with what the words about it need. */
export interface FoundFault {
  readonly fault: LineFault;
  readonly file: ConfigFile;
  readonly line: number;
  readonly column: number;
  /** Another line that belongs to it: the earlier one of two that set the same. */
  readonly other?: { readonly file: ConfigFile; readonly line: number; readonly column: number };
  readonly words: Readonly<Record<string, string>>;
  /** The releases in which it is wrong; all when absent. */
  readonly releases?: readonly string[];
}

const MOST_SHOWN = 60;

/** A value in words: on one line, not too long, and no secret. */
export function shownValue(name: string, value: string): string {
  if (isSecretName(name)) return '***';
  const line = value.replace(/\s+/g, ' ');
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}
