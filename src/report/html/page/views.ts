import { byId, element } from './dom.ts';
import { migrationArticle } from './migration.ts';
import { fragmentOf, type Route } from './route.ts';
import type { PageDetail } from '../page-data.ts';

/** The parts of the page that are shown one at a time. */
export function viewNames(): readonly string[] {
  return [...document.querySelectorAll('main > section')].map(({ id }) => id);
}

/** Shows what an address asks for; `beside` are the migrations among which one steps on. */
export function showView(route: Route, detail: PageDetail | undefined, beside: readonly string[]): void {
  const isOverview = route.view === 'overview';
  for (const name of viewNames())
    byId(name).hidden = name !== route.view || (isOverview && detail !== undefined);
  for (const link of document.querySelectorAll('nav.views a')) {
    if (link.getAttribute('href') === `#${route.view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const place = byId('migration');
  place.hidden = detail === undefined;
  place.replaceChildren(...(detail === undefined ? [] : [migrationArticle(detail, 'migration')]));
  if (detail !== undefined && !isOverview) place.prepend(steps(detail.id, beside));
  byId('host-findings').hidden = !isOverview;
}

/** The heading of what is shown, for those who hear the page. */
export function shownHeading(route: Route): HTMLElement | undefined {
  const place = byId(route.migration === undefined ? route.view : 'migration');
  const heading = place.querySelector('h2');
  return heading instanceof HTMLElement ? heading : undefined;
}

/** From one migration to the next of the list as it is filtered and sorted. */
function steps(id: string, beside: readonly string[]): HTMLElement {
  const at = beside.indexOf(id);
  const link = (to: string | undefined, label: string): HTMLElement | undefined =>
    to === undefined ? undefined : element('a', { href: fragmentOf(to) }, label);
  return element(
    'nav',
    { class: 'neighbours', 'aria-label': 'Migrations' },
    element('a', { href: '#overview' }, '← All migrations'),
    link(at > 0 ? beside[at - 1] : undefined, 'Previous'),
    link(at >= 0 ? beside[at + 1] : undefined, 'Next'),
    at < 0 ? undefined : element('span', { class: 'small' }, `${at + 1} of ${beside.length}`),
  );
}
