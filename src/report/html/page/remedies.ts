import type { RemedyView } from '../../../present/report-model.ts';
import { copyButton } from './copy-button.ts';
import { badge, element } from './dom.ts';

/** What was ticked off, for as long as the page is open. */
const ticked = new Set<string>();

/** Steps to tick off, each with its command to copy; one that destroys needs its precondition ticked first. */
export function remedyList(remedies: readonly RemedyView[], key: string): HTMLElement | undefined {
  if (remedies.length === 0) return undefined;
  const steps = remedies.map((remedy, index) => step(remedy, `${key}/${index}`));
  return element('ol', { class: 'steps' }, ...steps);
}

function step(remedy: RemedyView, key: string): HTMLElement {
  const head = element(
    'span',
    { class: 'step-head' },
    element('strong', {}, remedy.where),
    badge(remedy.effect, remedy.tone),
  );
  const made = element('li', { class: remedy.destroys ? 'step destroys' : 'step' });
  const done = checkbox(key, (isOn) => made.classList.toggle('done', isOn), head, remedy.text);
  made.append(done);
  const copy = remedy.command === undefined ? undefined : copyButton(remedy.command, 'the command');
  if (remedy.precondition !== undefined) made.append(precondition(remedy, key, copy));
  if (remedy.command !== undefined) {
    const line = element('code', {}, remedy.command);
    const scroll = { class: 'line', tabindex: 0, role: 'group', 'aria-label': 'Command' };
    made.append(element('div', { class: 'command' }, element('pre', scroll, line), copy));
  }
  return made;
}

function precondition(remedy: RemedyView, key: string, copy: HTMLButtonElement | undefined): HTMLElement {
  const gate = (isOn: boolean): void => {
    if (copy !== undefined && remedy.destroys) copy.disabled = !isOn;
  };
  const text = element('span', {}, element('strong', {}, 'Only when: '), remedy.precondition);
  return element('div', { class: 'precondition' }, checkbox(`${key}/precondition`, gate, text));
}

function checkbox(
  key: string,
  changed: (isOn: boolean) => void,
  ...label: readonly (Node | string)[]
): HTMLElement {
  const box = element('input', { type: 'checkbox' });
  box.checked = ticked.has(key);
  changed(box.checked);
  box.addEventListener('change', () => {
    if (box.checked) ticked.add(key);
    else ticked.delete(key);
    changed(box.checked);
  });
  return element('label', {}, box, element('span', {}, ...label));
}
