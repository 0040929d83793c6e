import type { TextLine } from './line-splitter.ts';

const SOFT_BREAK = /^.{60,}=$/;
const BYTE = /=([0-9A-F]{2})/g;

/**
 * Joins the lines that quoted-printable broke, as the sources of mails about bugs hold them (RFC 2045 §6.7: no line
 * is longer than 76 characters, and a `=` at its end is no part of the text).
 */
export class SoftBreaks {
  private held: TextLine | undefined;
  private readonly emit: (line: TextLine) => void;

  constructor(emit: (line: TextLine) => void) {
    this.emit = emit;
  }

  push(line: TextLine): void {
    const { held } = this;
    const isBroken = SOFT_BREAK.test(line.text);
    const text = isBroken ? line.text.slice(0, -1) : line.text;
    if (held === undefined && !isBroken) {
      this.emit(line);
      return;
    }
    this.held = { text: (held?.text ?? '') + text, number: held?.number ?? line.number, cut: line.cut };
    if (!isBroken) this.end();
  }

  end(): void {
    if (this.held === undefined) return;
    const { text, number, cut } = this.held;
    this.held = undefined;
    this.emit({ text: decoded(text), number, cut });
  }
}

/** Runs of `=C3=A4` are UTF-8. */
function decoded(text: string): string {
  if (!text.includes('=')) return text;
  return text.replace(/(?:=[0-9A-F]{2})+/g, (run) =>
    Buffer.from([...run.matchAll(BYTE)].map(([, hex = '']) => parseInt(hex, 16))).toString('utf8'),
  );
}
