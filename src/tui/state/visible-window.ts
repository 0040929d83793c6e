/** The first row to show so that the selected one is in the window, near its middle. */
export function firstVisible(selected: number, rows: number, page: number): number {
  return Math.max(0, Math.min(selected - Math.floor(page / 2), rows - page));
}
