import { element } from './dom.ts';

/** A list of values to choose one from, or all. */
export function choice(
  label: string,
  all: string,
  options: readonly (readonly [value: string, count: number])[],
  chosen: (value: string) => void,
): HTMLElement {
  const select = element(
    'select',
    { 'aria-label': label },
    element('option', { value: '' }, all),
    ...options.map(([value, count]) => element('option', { value }, `${value} (${count})`)),
  );
  select.addEventListener('change', () => {
    chosen(select.value);
  });
  return select;
}

/** A field to search with. */
export function searchField(label: string, hint: string, search: (text: string) => void): HTMLElement {
  const field = element('input', { type: 'search', placeholder: hint, 'aria-label': label });
  field.addEventListener('input', () => {
    search(field.value);
  });
  return field;
}
