/** Ends a text with a full stop, unless it ends like a sentence already. */
export function withStop(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** A text as a sentence: a capital in front, a stop behind. */
export function sentence(text: string): string {
  const [first = '', ...rest] = text;
  return withStop(first.toUpperCase() + rest.join(''));
}
