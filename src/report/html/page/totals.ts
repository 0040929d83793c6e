import type { OverviewRow } from '../../../present/detail-model.ts';
import { button, drawn, element } from './dom.ts';
import { counted, type ListState } from './list-state.ts';

const MOST_CAUSES = 8;
const BAR = 200;

/** How all ended and why: numbers that filter the list when they are pressed. */
export interface Totals {
  readonly element: HTMLElement;
  /** Shows what is chosen. */
  readonly follow: (state: ListState) => void;
}

export function totals(rows: readonly OverviewRow[], change: (part: Partial<ListState>) => void): Totals {
  const outcomes = counted(rows.map((row) => row.outcome)).map(([outcome, count]) => {
    const like = rows.find((row) => row.outcome === outcome);
    const press = (): void => {
      change({ outcome: isPressed(tile) ? '' : outcome });
    };
    const tile = button('', { class: `tile tone-${like?.tone ?? 'plain'}` }, press);
    tile.append(
      element('span', { class: 'number' }, count.toLocaleString('en')),
      element('span', {}, ` ${like?.mark ?? ''} ${outcome}`),
    );
    return { value: outcome, tile };
  });
  const troubled = rows.filter((row) => row.cause !== '');
  const causes = counted(troubled.map((row) => row.cause));
  const most = causes[0]?.[1] ?? 1;
  const listed = causes.slice(0, MOST_CAUSES).map(([cause, count]) => {
    const press = (): void => {
      change({ cause: isPressed(tile) ? '' : cause });
    };
    const tile = button('', { class: 'cause-tile' }, press);
    tile.append(
      element('span', { class: 'number' }, count.toLocaleString('en')),
      bar(count / most),
      element('span', { class: 'cause-name' }, cause),
    );
    return { value: cause, tile };
  });
  return {
    element: element(
      'div',
      { class: 'totals' },
      element('div', { class: 'tiles', role: 'group', 'aria-label': 'Outcomes' }, ...outcomes.map(tileOf)),
      listed.length === 0
        ? undefined
        : element(
            'div',
            { class: 'causes', role: 'group', 'aria-label': causesTitle(causes.length) },
            ...listed.map(tileOf),
          ),
    ),
    follow: (state) => {
      for (const { value, tile } of outcomes) press(tile, state.outcome === value);
      for (const { value, tile } of listed) press(tile, state.cause === value);
    },
  };
}

function causesTitle(causes: number): string {
  return causes > MOST_CAUSES ? `The ${MOST_CAUSES} most frequent of ${causes} causes` : 'Causes';
}

function tileOf({ tile }: { readonly tile: HTMLElement }): HTMLElement {
  return tile;
}

function isPressed(tile: HTMLElement): boolean {
  return tile.getAttribute('aria-pressed') === 'true';
}

function press(tile: HTMLElement, isOn: boolean): void {
  tile.setAttribute('aria-pressed', String(isOn));
}

function bar(share: number): SVGElement {
  const length = Math.max(2, Math.round(share * BAR));
  return drawn(
    'svg',
    { class: 'share', viewBox: `0 0 ${BAR} 8`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    drawn('rect', { width: length, height: 8 }),
  );
}
