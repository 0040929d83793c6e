import { readShellWords, type ShellWord } from './shell-words.ts';

/** Text beyond this many characters is not read. */
export const MAX_COMMAND_LENGTH = 256 * 1024;

export interface QemuOption {
  /** Without its dashes: `device`, `incoming`. */
  readonly name: string;
  readonly value?: string;
}

/** A QEMU command as libvirt logged it, unquoted. */
export interface QemuCommandLine {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  readonly options: readonly QemuOption[];
  /** False when the text ended inside a quoted argument or in the middle of the continuation lines. */
  readonly complete: boolean;
}

const COMMAND_START = /^\s*(?:[A-Za-z_]\w*=\S*\s|\/\S+\s)/;

/**
 * Finds and reads the QEMU command among the lines of a record of an instance log.
 *
 * Lines before the command (`starting up …`) and QEMU's own output behind it are passed over, so that a caller
 * can hand over a whole record. Gives `undefined` when the lines hold no command; never throws.
 */
export function parseQemuCommandLine(lines: readonly string[]): QemuCommandLine | undefined {
  const start = lines.findIndex((line) => COMMAND_START.test(line));
  if (start < 0) return undefined;
  const text = lines.slice(start).join('\n');
  const { words, cut } = readShellWords(text.slice(0, MAX_COMMAND_LENGTH));
  const binaryAt = words.findIndex(({ variable }) => variable === undefined);
  const binary = words[binaryAt];
  if (!binary?.text.includes('/')) return undefined;
  const options = readOptions(words.slice(binaryAt + 1));
  if (options.length === 0) return undefined;
  return {
    binary: binary.text,
    env: readEnvironment(words.slice(0, binaryAt)),
    options,
    complete: !cut && text.length <= MAX_COMMAND_LENGTH,
  };
}

function readEnvironment(words: readonly ShellWord[]): Record<string, string> {
  return Object.fromEntries(
    words.flatMap(({ text, variable }) =>
      variable === undefined ? [] : [[variable, text.slice(variable.length + 1)] as const],
    ),
  );
}

/** QEMU's options take one argument or none; which of them it is shows in the next word. */
function readOptions(words: readonly ShellWord[]): QemuOption[] {
  const options: QemuOption[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (word === undefined || !isOption(word)) continue;
    const name = word.text.replace(/^--?/, '');
    const next = words[index + 1];
    if (next === undefined || isOption(next)) {
      options.push({ name });
    } else {
      options.push({ name, value: next.text });
      index += 1;
    }
  }
  return options;
}

function isOption({ text, quoted }: ShellWord): boolean {
  return !quoted && /^--?[A-Za-z]/.test(text);
}
