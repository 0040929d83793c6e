import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';

const TERMINAL = '/dev/tty';

/** Whether keys can be read although standard input is a log: the terminal that the process belongs to has them. */
export function hasKeyboard(): boolean {
  try {
    closeSync(openSync(TERMINAL, 'r'));
    return true;
  } catch {
    return false;
  }
}

/** The keys of the terminal that the process belongs to. */
export function openKeyboard(): ReadStream {
  return new ReadStream(openSync(TERMINAL, 'r'));
}
