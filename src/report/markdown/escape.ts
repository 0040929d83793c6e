/** Keeps a sign from being read as the begin of a mention, an issue, a link or a date's end; nobody sees it. */
const APART = '\u200b';

// In any place: code, emphasis, links and images, tables, HTML, maths.
const SPECIAL = /[\\`*[\]|~$]/g;
// Words of options are full of them, and within a word they mean nothing.
const EDGE_UNDERSCORE = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
// GitHub and GitLab look for these after escapes are gone, so that a backslash does not help.
const REFERENCE = /([@#!&%^~$])(?=[\w"])/g;
const ADDRESS = /:\/\//g;
// An emoji's name; parts of MAC and IPv6 addresses are none.
const EMOJI = /:(?![0-9a-f]+:)(?=[\w+-]{2,}:)/gi;
const BARE_ADDRESS = /\b(www|mailto|xmpp)([.:])/gi;
// What makes a block when it begins one.
const BLOCK = /^(\s*)([-+=#/:])/;
const NUMBERED = /^(\s*\d{1,9})([.)])/;

/**
 * A text from anywhere as plain text of a paragraph or a list item.
 *
 * Log lines may hold pipes, HTML, links, images and mentions: none of them must come alive in a post-mortem.
 */
export function plain(text: string): string {
  return cell(text).replace(BLOCK, '$1\\$2').replace(NUMBERED, '$1\\$2');
}

/** The same within a line or a cell, where no block can begin. */
export function cell(text: string): string {
  return text
    .replaceAll('\n', ' ')
    .replace(REFERENCE, `$1${APART}`)
    .replace(ADDRESS, `:${APART}//`)
    .replace(EMOJI, `:${APART}`)
    .replace(BARE_ADDRESS, `$1${APART}$2`)
    .replace(SPECIAL, '\\$&')
    .replace(EDGE_UNDERSCORE, '\\_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A text as code within a line. */
export function code(text: string): string {
  const one = text.replaceAll('\n', ' ').trim();
  if (one === '') return '';
  const marks = '`'.repeat(longestRun(one) + 1);
  const pad = one.startsWith('`') || one.endsWith('`') ? ' ' : '';
  return `${marks}${pad}${one}${pad}${marks}`;
}

/**
 * A text as code within a cell: a table splits at pipes before it looks for code.
 *
 * Within code no escape says "a backslash, then a pipe": such a text is left plain.
 */
export function cellCode(text: string): string {
  return text.includes('\\|') ? cell(text) : code(text).replaceAll('|', '\\|');
}

/** Lines as a block of code, behind an indentation when it belongs to a list item. */
export function fence(lines: readonly string[], language: string, indent = ''): readonly string[] {
  const body = lines.flatMap((line) => line.split('\n'));
  const marks = '`'.repeat(Math.max(3, ...body.map((line) => longestRun(line) + 1)));
  return [`${marks}${language}`, ...body, marks].map((line) => (line === '' ? '' : indent + line));
}

/** A web address that stays one; anything else is shown as code. */
export function address(text: string): string {
  return /^https?:\/\/[^\s<>]+$/.test(text) ? `<${text}>` : code(text);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
