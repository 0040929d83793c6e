import type { DetailBlock, PageData, PageDetail } from '../page-data.ts';
import { button, byId, element } from './dom.ts';
import { findingCard } from './findings.ts';
import { migrationList } from './list.ts';
import { migrationArticle } from './migration.ts';
import { MOST_PRINTED, printUnfolded } from './printing.ts';
import { themeButton } from './theme.ts';

const VIEWS = ['overview', 'hosts', 'logs'];

start();

function start(): void {
  const data = JSON.parse(byId('data').textContent) as PageData;
  const ids = data.rows.map((row) => row.id);
  const list = migrationList(data.rows, (id) => {
    location.hash = `m/${encodeURIComponent(id)}`;
  });
  byId('list').append(list.element);
  byId('host-findings').append(...data.hostFindings.map((finding) => findingCard(finding, {})));
  const tools = byId('tools');
  tools.append(
    themeButton(),
    button('Print', { 'aria-label': 'Print this view' }, () => {
      print();
    }),
  );
  tools.hidden = false;

  const detail = (id: string): PageDetail | undefined => {
    const block: DetailBlock = `detail-${ids.indexOf(id)}`;
    const text = document.getElementById(block)?.textContent;
    return text === undefined ? undefined : (JSON.parse(text) as PageDetail);
  };
  const show = (moveFocus: boolean): void => {
    const hash = location.hash.slice(1);
    const id = hash.startsWith('m/') ? decoded(hash.slice(2)) : undefined;
    const view = id === undefined ? undefined : detail(id);
    const name = VIEWS.includes(hash) ? hash : 'overview';
    const isOnly = ids.length === 1 && view === undefined && name === 'overview';
    for (const one of VIEWS) byId(one).hidden = view !== undefined || one !== name;
    for (const link of document.querySelectorAll('nav.views a')) {
      const isCurrent = link.getAttribute('href') === `#${name}` && view === undefined;
      if (isCurrent) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const place = byId('migration');
    const shown = view ?? (isOnly ? detail(ids[0] ?? '') : undefined);
    place.hidden = shown === undefined;
    place.replaceChildren(...(shown === undefined ? [] : [migrationArticle(shown, 'migration')]));
    if (view !== undefined && ids.length > 1) {
      place.prepend(
        neighbours(
          view.id,
          list.chosen().map((row) => row.id),
        ),
      );
    }
    if (!moveFocus) return;
    scrollTo(0, 0);
    const target = view === undefined ? byId(name).querySelector('h2') : byId('migration-title');
    if (target instanceof HTMLElement) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', () => {
    show(true);
  });
  show(false);
  let hidden: readonly HTMLElement[] = [];
  printUnfolded(
    () => {
      const isListed = !byId('overview').hidden && byId('migration').hidden;
      hidden = ['hosts', 'logs'].map(byId).filter((one) => one.hidden);
      for (const one of hidden) one.hidden = false;
      const chosen = list.chosen();
      if (!isListed || chosen.length > MOST_PRINTED) return;
      const views = chosen.map((row) => detail(row.id)).filter((view) => view !== undefined);
      byId('printed').append(...views.map((view, index) => migrationArticle(view, `printed-${index}`)));
    },
    () => {
      byId('printed').replaceChildren();
      for (const one of hidden) one.hidden = true;
    },
  );
}

/** From one migration to the next of the list as it is filtered and sorted. */
function neighbours(id: string, chosen: readonly string[]): HTMLElement {
  const at = chosen.indexOf(id);
  const link = (to: string | undefined, label: string): HTMLElement | undefined =>
    to === undefined ? undefined : element('a', { href: `#m/${encodeURIComponent(to)}` }, label);
  return element(
    'nav',
    { class: 'neighbours', 'aria-label': 'Migrations' },
    element('a', { href: '#overview' }, '← All migrations'),
    link(at > 0 ? chosen[at - 1] : undefined, 'Previous'),
    link(at >= 0 ? chosen[at + 1] : undefined, 'Next'),
  );
}

/** Somebody may have cut an address in the middle of an escape. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
