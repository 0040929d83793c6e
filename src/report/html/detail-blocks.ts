import { gzipSync } from 'node:zlib';
import type { MigrationDetail } from '../../present/detail-model.ts';
import { dataBlock, type Markup, markup } from './markup.ts';
import type { DetailBlock } from './page-data.ts';

/** Unpacking as many takes a few milliseconds. */
export const DETAILS_IN_BLOCK = 50;

/** So many details stand in the page as they are: they can be read in its source, and printed without waiting. */
const MOST_PLAIN = 20;

/** The details of the migrations in blocks; where there are many, packed: what is left is a fifteenth. */
export function detailBlocks(details: readonly MigrationDetail[]): readonly Markup[] {
  const blocks: Markup[] = [];
  for (let from = 0; from < details.length; from += DETAILS_IN_BLOCK) {
    const id: DetailBlock = `details-${from / DETAILS_IN_BLOCK}`;
    const some = details.slice(from, from + DETAILS_IN_BLOCK).map(({ row: _listed, ...detail }) => detail);
    blocks.push(details.length > MOST_PLAIN ? packed(id, some) : dataBlock(id, some));
  }
  return blocks;
}

function packed(id: string, value: unknown): Markup {
  const text = gzipSync(JSON.stringify(value), { level: 9 }).toString('base64');
  return markup`<script type="application/gzip" id="${id}">${text}</script>\n`;
}
