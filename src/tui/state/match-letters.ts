/**
 * How well a text answers to what was typed, 0 best; nothing when it does not: its beginning, the beginning of one of
 * its words, a part of it, or its letters in their order with others between.
 */
export function matchLetters(text: string, typed: string): number | undefined {
  const whole = text.toLowerCase();
  const wanted = typed.toLowerCase();
  if (whole.startsWith(wanted)) return 0;
  const at = whole.indexOf(wanted);
  if (at > 0) return /[\s._-]/.test(whole.charAt(at - 1)) ? 1 : 2;
  return holdsInOrder(whole, wanted) ? 3 : undefined;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters.replaceAll(' ', '')) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
