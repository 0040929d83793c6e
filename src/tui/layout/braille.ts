/** The dot of each place in a braille cell, two across and four down (Unicode, braille patterns). */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;

/** A picture of dots, two by four to a cell, that knows which course last touched a cell. */
export class Braille {
  readonly columns: number;
  readonly rows: number;
  private readonly cells: Uint8Array;
  private readonly owners: (number | undefined)[];

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.cells = new Uint8Array(columns * rows);
    this.owners = new Array<number | undefined>(columns * rows);
  }

  /** Draws a line between two points from 0 to 1, y upwards; a dotted one leaves every other dot out. */
  line(
    from: readonly [number, number],
    to: readonly [number, number],
    owner: number,
    isDotted: boolean,
  ): void {
    const [x0, y0] = this.dot(from);
    const [x1, y1] = this.dot(to);
    const steps = Math.max(1, Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (let step = 0; step <= steps; step += 1) {
      const x = Math.round(x0 + ((x1 - x0) * step) / steps);
      const y = Math.round(y0 + ((y1 - y0) * step) / steps);
      if (!isDotted || (x + y) % 3 !== 0) this.set(x, y, owner);
    }
  }

  /** A cell's character and whose it is; a blank where nothing was drawn. */
  cell(column: number, row: number): { readonly text: string; readonly owner: number | undefined } {
    const index = row * this.columns + column;
    const dots = this.cells[index] ?? 0;
    return { text: dots === 0 ? ' ' : String.fromCodePoint(0x2800 + dots), owner: this.owners[index] };
  }

  private dot([x, y]: readonly [number, number]): readonly [number, number] {
    return [Math.round(x * (this.columns * 2 - 1)), Math.round((1 - y) * (this.rows * 4 - 1))];
  }

  private set(x: number, y: number, owner: number): void {
    const index = Math.floor(y / 4) * this.columns + Math.floor(x / 2);
    if (index < 0 || index >= this.cells.length) return;
    this.cells[index] = (this.cells[index] ?? 0) | (DOTS[y % 4]?.[x % 2] ?? 0);
    this.owners[index] = owner;
  }
}
