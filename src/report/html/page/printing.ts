/** More migrations than this are printed as a list only. */
export const MOST_PRINTED = 20;

/** Unfolds for paper what is folded on the screen, and folds it again afterwards. */
export function printUnfolded(before: () => void, after: () => void): void {
  let opened: HTMLDetailsElement[] = [];
  let isPrinting = false;
  addEventListener('beforeprint', () => {
    // A browser that shows a preview may say so twice.
    if (isPrinting) return;
    isPrinting = true;
    before();
    opened = [...document.querySelectorAll('details')].filter((details) => !details.open);
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    isPrinting = false;
    for (const details of opened) details.open = false;
    after();
  });
}
