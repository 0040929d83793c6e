/** More migrations than this are printed as a list only. */
export const MOST_PRINTED = 20;

/** Calls one before the page goes onto paper and the other afterwards. */
export function aroundPrint(before: () => void, after: () => void): void {
  let isPrinting = false;
  addEventListener('beforeprint', () => {
    // A browser that shows a preview may say so twice.
    if (!isPrinting) before();
    isPrinting = true;
  });
  addEventListener('afterprint', () => {
    isPrinting = false;
    after();
  });
}
