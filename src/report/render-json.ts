import type { Analysis } from '../model/index.ts';
import { safeJson } from '../present/safe-text.ts';

/** Migrations or findings made into text at a time; of more the text would take memory, and is no faster to make. */
const BATCH = 4;

/**
 * The analysis as it is, for programs.
 *
 * Characters that a terminal obeys are written as escapes: a program reads the same data, a screen is safe.
 */
export function renderJson(analysis: Analysis): string {
  return [...jsonPieces(analysis)].join('');
}

/** The same in pieces: of thousands of migrations the whole text would take more memory than they do. */
export function* jsonPieces(analysis: Analysis): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(analysis) as [string, unknown][]) {
    if (value === undefined) continue;
    if (Array.isArray(value) && value.length > BATCH) {
      yield `${before}  ${JSON.stringify(name)}: [`;
      yield* itemPieces(value);
      yield '\n  ]';
    } else yield before + safeJson(JSON.stringify({ [name]: value }, null, 2).slice(OPENED, -CLOSED));
    before = ',\n';
  }
  yield '\n}\n';
}

/** What stands around the properties of an object, and around the items of a list inside one. */
const OPENED = '{\n'.length;
const CLOSED = '\n}'.length;
const LIST_OPENED = '{\n  "": ['.length;
const LIST_CLOSED = '\n  ]\n}'.length;

function* itemPieces(items: readonly unknown[]): Generator<string> {
  for (let from = 0; from < items.length; from += BATCH) {
    const json = JSON.stringify({ '': items.slice(from, from + BATCH) }, null, 2);
    yield (from === 0 ? '' : ',') + safeJson(json.slice(LIST_OPENED, -LIST_CLOSED));
  }
}
