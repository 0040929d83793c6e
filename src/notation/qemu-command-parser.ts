import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import {
  Bare,
  DoubleQuoted,
  Gap,
  LineEnd,
  Odd,
  OpenQuoted,
  QEMU_COMMAND_TOKENS,
  SingleQuoted,
  VariableName,
} from './qemu-command-tokens.ts';

/** One argument after unquoting. */
export interface ShellWord {
  readonly text: string;
  /** Begins with a quote, so that a leading `-` belongs to a value. */
  readonly quoted: boolean;
  /** `NAME` of `NAME=…`, when the word could be an environment assignment. */
  readonly variable: string | undefined;
}

/** The grammar of a shell command as libvirt writes it: words of quoted and bare pieces. */
export class QemuCommandParser extends EmbeddedActionsParser {
  /** The text ended inside a quote or behind a backslash. */
  cut = false;

  constructor() {
    super(QEMU_COMMAND_TOKENS, { recoveryEnabled: false, maxLookahead: 1 });
    this.performSelfAnalysis();
  }

  /** Reads up to the first line end that no backslash hides; output of QEMU follows there. */
  read(tokens: readonly IToken[]): readonly ShellWord[] {
    const end = tokens.findIndex(({ tokenType }) => tokenType === LineEnd);
    const command = tokens.slice(0, end < 0 ? undefined : end);
    this.cut = end < 0 && command.at(-1)?.image === '\\';
    this.input = this.cut ? command.slice(0, -1) : command;
    return this.command();
  }

  private readonly command = this.RULE('command', (): readonly ShellWord[] => {
    const words: ShellWord[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Gap) },
        {
          ALT: () => {
            words.push(this.SUBRULE(this.word));
          },
        },
      ]);
    });
    return words;
  });

  private readonly word = this.RULE('word', (): ShellWord => {
    const first = this.LA(1);
    let text = '';
    this.AT_LEAST_ONE(() => {
      text += this.SUBRULE(this.piece);
    });
    return this.ACTION(() => ({
      text,
      quoted: first.tokenType !== Bare && first.tokenType !== VariableName,
      variable: first.tokenType === VariableName ? first.image.slice(0, -1) : undefined,
    }));
  });

  private readonly piece = this.RULE('piece', (): string =>
    this.OR([
      { ALT: () => this.CONSUME(SingleQuoted).image.slice(1, -1) },
      { ALT: () => unescapeDouble(this.CONSUME(DoubleQuoted).image.slice(1, -1)) },
      {
        ALT: () => {
          const open = this.CONSUME(OpenQuoted).image;
          this.ACTION(() => (this.cut = true));
          return open.slice(1);
        },
      },
      { ALT: () => this.CONSUME(VariableName).image },
      { ALT: () => unescapeBare(this.CONSUME(Bare).image) },
      { ALT: () => this.CONSUME(Odd).image },
    ]),
  );
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
