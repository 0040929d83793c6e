/** Longer texts are cut by some terminals without a word. */
const MAX_BYTES = 74_000;

/**
 * The sequence that puts a text on the clipboard of the terminal (OSC 52), also of one far away over SSH.
 *
 * tmux takes it for itself unless it is wrapped to be passed through; screen takes it in pieces.
 */
export function clipboardSequence(text: string, env: Readonly<Record<string, string | undefined>>): string {
  const bytes = Buffer.from(text, 'utf8').subarray(0, MAX_BYTES);
  const sequence = `\u001b]52;c;${bytes.toString('base64')}\u0007`;
  if (env.TMUX !== undefined && env.TMUX !== '')
    return `${sequence}\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;
  return env.TERM?.startsWith('screen') === true ? `\u001bP${sequence}\u001b\\` : sequence;
}
