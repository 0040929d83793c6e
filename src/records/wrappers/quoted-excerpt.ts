import type { Envelope, LineWrapper } from '../envelope.ts';

/** Lines of a mail or a bug report: indented, or behind `> `. Only where the text before was so as well. */
export const quotedExcerptWrapper: LineWrapper = {
  id: 'quoted-excerpt',
  unwrap: (line, _json, before): Envelope | undefined => {
    if (before !== undefined && before.wrapper !== 'quoted-excerpt') return undefined;
    const quote = QUOTE.exec(line);
    if (quote === null) return undefined;
    return { wrapper: 'quoted-excerpt', text: line.slice(quote[0].length), stream: 'quote', isVague: true };
  },
};

const QUOTE = /^(?:[\t ]{1,32}|>[ >]{0,32})(?=\S)/;
