import { createHash } from 'node:crypto';

/**
 * What the page may do: run this script and use this style, which it names by their hashes.
 *
 * Everything else is forbidden, so that even a text that got through as markup could load and run nothing; and the
 * script itself may not turn a text into markup.
 */
export function contentPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
