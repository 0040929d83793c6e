import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis, LineTexts } from '../../src/model/index.ts';
import { presentAnalysis } from '../../src/present/present-analysis.ts';
import { presentDetails } from '../../src/present/present-details.ts';
import { presentStatistics } from '../../src/present/stats-view.ts';
import { countAnalysis } from '../../src/statistics/count-analysis.ts';
import { linesNearEvidence } from '../../src/present/surroundings.ts';
import { renderHtml } from '../../src/report/render-html.ts';
import { analysis, deadGuest, healthy, portBlocked, threeMigrations } from '../present/example-analysis.ts';
import { openBrowser, openReport } from './browser.ts';
import { HOSTILE, hostile } from './hostile.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Lines around the evidence, hostile each. */
function linesOf(from: Analysis): LineTexts {
  const near = [...linesNearEvidence(from.findings)];
  const text = (number: number): string => `line ${number} ${HOSTILE[number % HOSTILE.length] ?? ''}`;
  return new Map(near.map(([path, numbers]) => [path, new Map([...numbers].map((one) => [one, text(one)]))]));
}

function render(from: Analysis, madeAt?: string): string {
  const model = presentAnalysis(from);
  const stats = from.migrations.length < 2 ? undefined : presentStatistics(countAnalysis(from));
  return renderHtml(model, { details: presentDetails(from, model, linesOf(from)), stats, madeAt });
}

/** Opens a report, looks at it, and makes sure that it neither complained nor asked anybody for anything. */
async function look(
  from: Analysis,
  act: (page: Page) => Promise<void>,
  options?: BrowserContextOptions,
): Promise<void> {
  const { page, complaints, requests } = await openReport(browser, render(from), options);
  try {
    await act(page);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  } finally {
    await page.context().close();
  }
}

/** The texts of the cells of one column of the list. */
const column = (page: Page, name: string): Promise<string[]> =>
  page.locator(`.migrations tbody .${name}`).allTextContents();

describe('the HTML report', () => {
  it('shows the only migration at once', () =>
    look(portBlocked, async (page) => {
      expect(await page.locator('h1').textContent()).toBe('1 live migration: 1 failed');
      const article = page.locator('article.migration');
      for (const part of ['Verdict', 'Findings', 'Phases', 'Timeline', 'Identity']) {
        expect(await article.getByRole('heading', { name: part, exact: true }).count()).toBe(1);
      }
      expect(await article.locator('.gantt svg .bar').count()).toBeGreaterThan(3);
      for (const { evidence, remediation } of portBlocked.findings) {
        const text = await article.innerText();
        for (const { file, line } of evidence) expect(text).toContain(`${file}:${line}`);
        for (const { command = '' } of remediation) expect(text).toContain(command);
      }
    }));

  it('lists several, filters and sorts them', () =>
    look(threeMigrations, async (page) => {
      const started = await column(page, 'started');
      expect(started).toHaveLength(3);
      expect(started).toEqual(started.toSorted());
      await page.getByRole('button', { name: 'Started' }).click();
      expect(await column(page, 'started')).toEqual(started.toReversed());
      expect(await page.locator('th.started').getAttribute('aria-sort')).toBe('descending');
      await page.getByRole('searchbox', { name: 'Search migrations' }).fill('was refused');
      expect(await column(page, 'cause')).toEqual([portBlocked.findings[0]?.title]);
      expect(await page.getByRole('status').textContent()).toBe('1 of 3 migrations');
      await page.getByRole('searchbox', { name: 'Search migrations' }).fill('no such thing');
      expect(await page.locator('.migrations tbody').innerText()).toContain('No migration matches');
      await page.getByRole('searchbox', { name: 'Search migrations' }).fill('');
      const completed = page
        .getByRole('group', { name: 'Outcomes' })
        .getByRole('button', { name: 'completed' });
      await completed.click();
      expect(await column(page, 'ending')).toEqual(['✔ completed']);
      expect(await completed.getAttribute('aria-pressed')).toBe('true');
      await completed.click();
      await page.getByRole('group', { name: 'Causes' }).getByRole('button').first().click();
      expect(await column(page, 'cause')).toHaveLength(1);
    }));

  it('opens a migration and comes back to the list as it was, by keyboard alone', () =>
    look(threeMigrations, async (page) => {
      await page.getByRole('searchbox', { name: 'Search migrations' }).focus();
      await page.keyboard.type('failed');
      await page.locator('.migrations tbody a').first().focus();
      await page.keyboard.press('Enter');
      await page.locator('article.migration').waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('migration-title');
      await page.getByRole('link', { name: 'All migrations' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('.migrations').waitFor();
      expect(await page.getByRole('searchbox', { name: 'Search migrations' }).inputValue()).toBe('failed');
    }));

  it('shows the lines before and after a piece of evidence', () =>
    look(portBlocked, async (page) => {
      await page.getByText('Before and after it in this file').first().click();
      const { line = 0 } = portBlocked.findings[0]?.evidence[0] ?? {};
      const lines = page.locator('.evidence li').first().locator('.near tbody tr');
      expect(await lines.locator('th').allTextContents()).toEqual(
        [-3, -2, -1, 0, 1, 2, 3].map((step) => String(line + step)),
      );
      expect(await lines.nth(2).innerText()).toContain(`line ${line - 1} `);
      expect(await lines.nth(3).getAttribute('class')).toBe('is-evidence');
    }));

  it('folds lesser events, unfolds them, and searches all', () =>
    look(portBlocked, async (page) => {
      const events = page.locator('.timeline tr.event');
      const few = await events.count();
      await page.locator('button.fold').first().click();
      expect(await events.count()).toBeGreaterThan(few);
      await page.getByLabel(/Show the lesser events/).check();
      expect(await events.count()).toBe(portBlocked.migrations[0]?.events.length);
      await page.getByRole('searchbox', { name: 'Search the timeline' }).fill('refused');
      expect(await events.count()).toBeLessThan(few);
      expect(await page.locator('.timeline mark').first().textContent()).toMatch(/refused/i);
    }));

  it('copies a command, and one that destroys only after its precondition was ticked', () =>
    look(
      deadGuest,
      async (page) => {
        const dangerous = page.locator('.step.destroys').first();
        const copy = dangerous.getByRole('button', { name: 'Copy the command' });
        expect(await copy.isDisabled()).toBe(true);
        await dangerous.locator('.precondition').getByRole('checkbox').check();
        await copy.click();
        const steps = deadGuest.findings.flatMap((finding) => finding.remediation);
        const step = steps.find(({ effect }) => effect === 'destroys');
        expect(await page.evaluate('navigator.clipboard.readText()')).toBe(step?.command);
        expect(await dangerous.innerText()).toContain(step?.precondition ?? '?');
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('goes onto paper with all its migrations, without what is folded and what can be pressed', () =>
    look(threeMigrations, async (page) => {
      await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#printed > article').count()).toBe(3);
      expect(await page.locator('details:visible').count()).toBe(0);
      expect(await page.locator('button:visible:not(.sort, .tile, .cause-tile)').count()).toBe(0);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
      expect(await page.locator('#printed > article').count()).toBe(0);
    }));

  it('builds of a thousand migrations only what is shown', () =>
    look(thousand(), async (page) => {
      expect(await page.locator('.migrations tbody tr').count()).toBe(50);
      expect(await page.locator('body *').count()).toBeLessThan(2000);
      await page.getByRole('button', { name: 'Next' }).click();
      expect(await page.locator('.pager').innerText()).toContain('Page 2 of 20');
      await page.getByRole('searchbox', { name: 'Search migrations' }).fill('guest-0777 outcome=failed');
      expect(await column(page, 'name')).toEqual(['guest-0777']);
      await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
      expect(await page.locator('#printed > article h2').innerText()).toContain('guest-0777');
      await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
      await page.locator('.migrations tbody a').click();
      expect(await page.locator('article.migration h2').innerText()).toContain('guest-0777');
    }));

  it('grows little with each migration', () => {
    expect(render(thousand()).length).toBeLessThan(20 * render(portBlocked).length);
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
  ] as const)('has no part that is out of reach in %s at %i pixels', (colorScheme, width) =>
    look(
      threeMigrations,
      async (page) => {
        await expectReachable(page);
        for (const { id } of threeMigrations.migrations) {
          await page.goto(`${page.url().replace(/#.*/, '')}#m/${id}`);
          await page.locator('article.migration').waitFor();
          await expectReachable(page);
        }
        for (const view of ['statistics', 'hosts', 'logs']) {
          await page.goto(`${page.url().replace(/#.*/, '')}#${view}`);
          await expectReachable(page);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        );
      },
      // The policy of the page keeps axe out, too; that it holds is tested elsewhere.
      { colorScheme, viewport: { width, height: 800 }, bypassCSP: true },
    ),
  );

  it('is the same, byte for byte, and names no time but the one it is told', () => {
    expect(render(threeMigrations)).toBe(render(threeMigrations));
    const made = '2031-02-03T04:05:06.000Z';
    expect(render(healthy)).not.toContain(made);
    expect(render(healthy, made)).toContain(made);
  });
});

describe('text from logs', () => {
  const poisoned = hostile(threeMigrations);

  it('stays text on every view', () =>
    look(poisoned, async (page) => {
      const shown = new Set(await hostileShown(page));
      for (const { id } of poisoned.migrations) {
        await page.goto(`${page.url().replace(/#.*/, '')}#m/${encodeURIComponent(id)}`);
        await page.locator('article.migration').waitFor();
        for (const box of await page.getByLabel(/Show the lesser events/).all()) await box.check();
        for (const text of await hostileShown(page)) shown.add(text);
      }
      expect([...shown].sort()).toEqual([...HOSTILE].sort());
    }));

  it('stays text without scripts', () =>
    look(poisoned, async (page) => expect((await hostileShown(page)).sort()).toEqual([...HOSTILE].sort()), {
      javaScriptEnabled: false,
    }));

  it('could not run or load anything even as markup', async () => {
    const html = render(portBlocked).replace(
      '<main id="main" tabindex="-1">',
      `<main><img src="https://example.org/x.png"><script>document.title = 'run'</script><p onclick="document.title = 'run'" id="trap">x</p>`,
    );
    const { page, complaints, requests } = await openReport(browser, html);
    await page.locator('#trap').click();
    expect(await page.title()).not.toBe('run');
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
    // Chromium tells of a request before it asks the policy; none was answered.
    expect(requests.filter((address) => !address.startsWith('https://example.org/'))).toEqual([]);
    await expect(page.evaluate(`document.body.innerHTML = '<b>x</b>'`)).rejects.toThrow(/Trusted/);
    await page.context().close();
  });
});

describe('without scripts', () => {
  it('everything that matters can be read', () =>
    look(
      threeMigrations,
      async (page) => {
        const text = await page.locator('body').innerText();
        for (const { title, cause, evidence, remediation } of threeMigrations.findings) {
          expect(text).toContain(title);
          expect(text).toContain(cause);
          for (const { file, line } of evidence) expect(text).toContain(`${file}:${line}`);
          for (const { command = '', precondition = '' } of remediation) {
            expect(text).toContain(command);
            expect(text).toContain(precondition);
          }
        }
        for (const { name } of threeMigrations.hosts) expect(text).toContain(name);
      },
      { javaScriptEnabled: false },
    ));
});

/** The hostile texts that can be read on the page; fails when one of them has become more than text. */
async function hostileShown(page: Page): Promise<string[]> {
  expect(await page.title()).not.toBe('run');
  expect(await page.locator('body img, body base, body textarea, body svg[onload], svg svg').count()).toBe(0);
  expect(await page.locator('[onerror], [onmouseover], [onload], [onfocus], [autofocus]').count()).toBe(0);
  expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
  const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
  return HOSTILE.filter((piece) => text.includes(piece));
}

/** axe-core finds nothing serious or critical on what is shown, and nothing is wider than the window. */
async function expectReachable(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  const grave = results.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** A thousand migrations like the one that failed. */
function thousand(): Analysis {
  const [migration] = portBlocked.migrations;
  const [finding] = portBlocked.findings;
  if (migration === undefined || finding === undefined) throw new Error('the example has lost its migration');
  const numbers = Array.from({ length: 1000 }, (_, index) => String(index).padStart(4, '0'));
  const migrations = numbers.map((number) => ({
    ...migration,
    id: `m-${number}`,
    domain: `guest-${number}`,
    findings: [`f-${number}`],
  }));
  const findings = numbers.map((number) => ({ ...finding, id: `f-${number}`, migration: `m-${number}` }));
  return analysis(migrations, findings);
}
