/** `file:line` taken apart; a place without a line is the file's first. */
export function placeParts(place: string): { readonly file: string; readonly line: number } {
  const [, file = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
  return { file, line: Number(line) };
}
