import type { DetailBlock, PageDetail } from '../page-data.ts';

/** The details of the migrations, unpacked when they are first wanted. */
export class Details {
  private readonly ids: readonly string[];
  private readonly inBlock: number;
  private readonly blocks = new Map<number, readonly PageDetail[]>();

  constructor(ids: readonly string[], inBlock: number) {
    this.ids = ids;
    this.inBlock = inBlock;
  }

  /** What is at hand at once: everything that is not packed, and what was unpacked before. */
  known(id: string): PageDetail | undefined {
    const place = this.placeOf(id);
    if (place === undefined) return undefined;
    const block = this.blocks.get(place.block) ?? this.read(place.block);
    return block?.[place.index];
  }

  async load(id: string): Promise<PageDetail | undefined> {
    const place = this.placeOf(id);
    if (place === undefined) return undefined;
    const block = this.blocks.get(place.block) ?? this.read(place.block) ?? (await this.unpack(place.block));
    return block[place.index];
  }

  private placeOf(id: string): { readonly block: number; readonly index: number } | undefined {
    const at = this.ids.indexOf(id);
    if (at < 0) return undefined;
    return { block: Math.floor(at / this.inBlock), index: at % this.inBlock };
  }

  private read(number: number): readonly PageDetail[] | undefined {
    const element = elementOf(number);
    if (element?.getAttribute('type') !== 'application/json') return undefined;
    return this.keep(number, element.textContent);
  }

  private async unpack(number: number): Promise<readonly PageDetail[]> {
    const bytes = Uint8Array.from(atob(elementOf(number)?.textContent ?? ''), (letter) =>
      letter.charCodeAt(0),
    );
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return this.keep(number, await new Response(stream).text());
  }

  private keep(number: number, json: string): readonly PageDetail[] {
    const block = JSON.parse(json) as readonly PageDetail[];
    this.blocks.set(number, block);
    return block;
  }
}

function elementOf(number: number): HTMLElement | null {
  return document.getElementById(`details-${number}` satisfies DetailBlock);
}
