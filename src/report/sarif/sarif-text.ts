/**
 * A text as SARIF's messages want it (§ 3.11.5, 3.11.6): braces doubled, so that none is taken for a placeholder, and
 * no brackets that make a link.
 */
export function sarifText(text: string): string {
  return text
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[');
}
