import { button } from './dom.ts';

const KEY = 'migscope-theme';

/** A button between light and dark; the system decides until it is pressed. */
export function themeButton(): HTMLElement {
  const root = document.documentElement;
  const kept = remembered();
  if (kept !== null) root.dataset.theme = kept;
  const isDark = (): boolean => {
    const chosen = root.dataset.theme;
    return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  };
  const made = button('', {}, () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    label();
  });
  const label = (): void => {
    made.textContent = isDark() ? 'Light' : 'Dark';
    made.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  };
  label();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
  return made;
}

// A page from a file may be denied any storage.
function remembered(): string | null {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : null;
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Then it holds until the page is closed.
  }
}
