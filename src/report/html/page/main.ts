import type { DetailBlock, PageData, PageDetail } from '../page-data.ts';
import { button, byId, titled } from './dom.ts';
import { findingCard } from './findings.ts';
import { migrationList } from './list.ts';
import { migrationArticle } from './migration.ts';
import { MOST_PRINTED, aroundPrint } from './printing.ts';
import { fragmentOf, routeOf } from './route.ts';
import { themeButton } from './theme.ts';
import { showView, shownHeading, viewNames } from './views.ts';

start();

function start(): void {
  const { rows, findingsHeading, hostFindings } = JSON.parse(byId('data').textContent) as PageData;
  const ids = rows.map((row) => row.id);
  const list = migrationList(rows, (id) => {
    location.hash = fragmentOf(id);
  });
  if (ids.length > 1) byId('list').append(list.element);
  const cards = hostFindings.map((finding) => findingCard(finding, {}));
  const aboutHosts = titled(findingsHeading, 'host-findings-title', ...cards);
  if (aboutHosts !== undefined) byId('host-findings').append(aboutHosts);
  addTools();

  const detail = (id: string | undefined): PageDetail | undefined => {
    const block: DetailBlock = `detail-${ids.findIndex((one) => one === id)}`;
    const text = document.getElementById(block)?.textContent;
    return text === undefined ? undefined : (JSON.parse(text) as PageDetail);
  };
  const chosen = (): readonly string[] => list.chosen().map((row) => row.id);
  const show = (): void => {
    const route = routeOf(location.hash.slice(1), viewNames(), ids);
    showView(route, detail(route.migration), chosen());
  };
  show();
  addEventListener('hashchange', () => {
    show();
    scrollTo(0, 0);
    shownHeading(routeOf(location.hash.slice(1), viewNames(), ids))?.focus({ preventScroll: true });
  });
  preparePrint(() => chosen().map(detail));
}

function addTools(): void {
  const tools = byId('tools');
  const printer = button('Print', { 'aria-label': 'Print this view' }, () => {
    print();
  });
  tools.append(themeButton(), printer);
  tools.hidden = false;
}

/** On paper hosts and logs follow what is open; the list is followed by its migrations, unless they are too many. */
function preparePrint(chosen: () => readonly (PageDetail | undefined)[]): void {
  let hidden: readonly HTMLElement[] = [];
  aroundPrint(
    () => {
      const isList = !byId('overview').hidden;
      hidden = ['hosts', 'logs'].map(byId).filter((one) => one.hidden);
      for (const one of hidden) one.hidden = false;
      const views = isList ? chosen().filter((view) => view !== undefined) : [];
      if (views.length > MOST_PRINTED) return;
      byId('printed').append(...views.map((view, index) => migrationArticle(view, `printed-${index}`)));
    },
    () => {
      byId('printed').replaceChildren();
      for (const one of hidden) one.hidden = true;
    },
  );
}
