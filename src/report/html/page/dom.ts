const SVG = 'http://www.w3.org/2000/svg';

type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with its attributes and children; texts become text nodes, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, children);
}

/** The same for drawings. */
export function drawn<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled<T extends Element>(target: T, attributes: Attributes, children: readonly Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    target.setAttribute(name, value === true ? '' : String(value));
  }
  target.append(...children.filter((child) => child !== undefined).filter((child) => child !== ''));
  return target;
}

/** A button that does something when it is pressed. */
export function button(label: string, attributes: Attributes, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** A section with its heading; nothing when it would be empty. */
export function titled(title: string, id: string, ...children: readonly Child[]): HTMLElement | undefined {
  const shown = children.filter((child) => child !== undefined && child !== '');
  if (shown.length === 0) return undefined;
  const heading = element('h3', { id, tabindex: -1 }, title);
  return element('section', { class: 'part', 'aria-labelledby': id }, heading, ...shown);
}

/** A table; the first cell of each row names it. */
export function dataTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Child[])[],
): HTMLElement {
  const head = columns.map((column) => element('th', { scope: 'col' }, column));
  const body = rows.map((cells, number) =>
    element(
      'tr',
      { 'data-row': number },
      ...cells.map((cell, index) =>
        element(index === 0 ? 'th' : 'td', index === 0 ? { scope: 'row' } : {}, cell),
      ),
    ),
  );
  const table = element(
    'table',
    {},
    element('caption', { class: 'unseen' }, caption),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
  return element('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption }, table);
}

/** Labels with their values. */
export function factList(
  facts: readonly { readonly label: string; readonly value: Child }[],
): HTMLElement | undefined {
  if (facts.length === 0) return undefined;
  const pairs = facts.flatMap(({ label, value }) => [element('dt', {}, label), element('dd', {}, value)]);
  return element('dl', { class: 'facts' }, ...pairs);
}

/** A word with a colour that means something. */
export function badge(text: string, tone: string): HTMLElement {
  return element('span', { class: `badge tone-${tone}` }, text);
}

/** The element of the static page that has this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no #${id}`);
  return found;
}

/** Says something to those who hear the page instead of seeing it. */
export function announce(text: string): void {
  byId('announcer').textContent = text;
}
