/** One argument after unquoting. */
export interface ShellWord {
  readonly text: string;
  /** Begins with a quote, so that a leading `-` belongs to a value. */
  readonly quoted: boolean;
  /** `NAME` of `NAME=…`, when the word could be an environment assignment. */
  readonly variable: string | undefined;
}

export interface ShellWords {
  readonly words: readonly ShellWord[];
  /** The text ended inside a quote or behind a backslash. */
  readonly cut: boolean;
}

/** The pieces of a command in the order in which they are tried; together they match any text. */
const PIECE = new RegExp(
  [
    /(?<gap>(?:[ \t]|\\\r?\n)+)/, // blanks, and line ends hidden behind a backslash
    /(?<end>\r?\n)/,
    /(?<single>'[^']*')/,
    /(?<double>"(?:[^"\\]|\\[^])*")/,
    /(?<open>['"][^]*)/, // a quoted text whose end was cut off
    /(?<variable>[A-Za-z_][A-Za-z0-9_]*=)/,
    /(?<bare>(?:[^\s'"\\]|\\[^\r\n])+)/,
    /(?<odd>[^])/, // a lone backslash at the end, or a kind of blank that no shell knows
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
);

/**
 * Reads the words of a shell command as libvirt writes it, up to the first line end that no backslash hides: output
 * of QEMU follows there.
 *
 * Written by hand, like the reader of Python's reprs: nearly every run meets a command, and putting a grammar
 * together takes longer than reading it.
 */
export function readShellWords(text: string): ShellWords {
  const words: ShellWord[] = [];
  let word: ShellWord | undefined;
  let cut = false;
  const end = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const groups = PIECE.exec(text)?.groups ?? {};
    if (groups.end !== undefined) break;
    if (groups.gap !== undefined) {
      end();
    } else if (groups.odd === '\\' && at === text.length - 1) {
      cut = true;
    } else {
      cut ||= groups.open !== undefined;
      const { variable } = groups;
      word ??= {
        text: '',
        quoted: variable === undefined && groups.bare === undefined,
        variable: variable?.slice(0, -1),
      };
      word = { ...word, text: word.text + unquoted(groups) };
    }
  }
  end();
  return { words, cut };
}

function unquoted({
  single,
  double,
  open,
  variable,
  bare,
  odd,
}: Readonly<Record<string, string | undefined>>): string {
  if (single !== undefined) return single.slice(1, -1);
  if (double !== undefined) return unescapeDouble(double.slice(1, -1));
  if (bare !== undefined) return unescapeBare(bare);
  return open?.slice(1) ?? variable ?? odd ?? '';
}

function unescapeDouble(text: string): string {
  return text.replace(/\\([\\"$`])/g, '$1').replace(/\\\r?\n/g, '');
}

/**
 * Drops the backslash only where libvirt writes one for the shell: libvirt before 1.0 printed arguments
 * unquoted, and `\:` and `\;` in them belong to QEMU's rbd syntax.
 */
function unescapeBare(text: string): string {
  return text.replace(/\\([^:;,=@])/g, '$1');
}
