import { announce, button } from './dom.ts';

/** A button that puts a text onto the clipboard and says so. */
export function copyButton(text: string, what: string, label = 'Copy'): HTMLButtonElement {
  const made = button(label, { class: 'copy', 'aria-label': `${label} ${what}` }, () => {
    void copied(text).then((done) => {
      const word = done ? 'Copied' : 'Press Ctrl+C';
      made.textContent = word;
      announce(done ? `Copied: ${text}` : 'The browser does not let this page copy.');
      setTimeout(() => {
        made.textContent = label;
      }, 2000);
    });
  });
  return made;
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not every browser lets a page from a file use its clipboard.
    return false;
  }
}
