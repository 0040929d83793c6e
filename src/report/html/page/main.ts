import type { PageData, PageDetail } from '../page-data.ts';
import { Details } from './details.ts';
import { button, byId, titled } from './dom.ts';
import { findingCard } from './findings.ts';
import { migrationList } from './list.ts';
import { migrationArticle } from './migration.ts';
import { MOST_PRINTED, aroundPrint } from './printing.ts';
import { fragmentOf, type Route, routeOf } from './route.ts';
import { themeButton } from './theme.ts';
import { showView, shownHeading, viewNames } from './views.ts';

start();

function start(): void {
  const { rows, detailsInBlock, findingsHeading, hostFindings } = JSON.parse(
    byId('data').textContent,
  ) as PageData;
  const ids = rows.map((row) => row.id);
  const details = new Details(ids, detailsInBlock);
  const list = migrationList(rows, {
    open: (id) => {
      location.hash = fragmentOf(id);
    },
    // A page cannot wait before it is printed, so what would be printed is unpacked now.
    changed: (shown) => {
      if (shown.length <= MOST_PRINTED) for (const { id } of shown) void details.load(id);
    },
  });
  if (ids.length > 1) byId('list').append(list.element);
  const cards = hostFindings.map((finding) => findingCard(finding, {}));
  const aboutHosts = titled(findingsHeading, 'host-findings-title', ...cards);
  if (aboutHosts !== undefined) byId('host-findings').append(aboutHosts);
  addTools();

  const chosen = (): readonly string[] => list.chosen().map((row) => row.id);
  const currentRoute = (): Route => routeOf(location.hash.slice(1), viewNames(), ids);
  const show = (then: () => void): void => {
    const route = currentRoute();
    const { migration } = route;
    const known = migration === undefined ? undefined : details.known(migration);
    if (migration === undefined || known !== undefined) {
      showView(route, known, chosen());
      then();
      return;
    }
    void details.load(migration).then((detail) => {
      // Somebody may have gone on meanwhile.
      if (currentRoute().migration !== migration) return;
      showView(route, detail, chosen());
      then();
    });
  };
  show(() => undefined);
  addEventListener('hashchange', () => {
    show(() => {
      scrollTo(0, 0);
      shownHeading(currentRoute())?.focus({ preventScroll: true });
    });
  });
  preparePrint(() => chosen().map((id) => details.known(id)));
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
