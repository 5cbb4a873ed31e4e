// Without a network, after one visit: the worker, and a new version that waits.
import { test as base, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, living, open, say, share, sharedView, write } from './card.js';
import { bare } from './saves.js';
import { installed, serveSite } from './site.js';

const test = base.extend({
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => { await use(site.url); },
});
test.use({ serviceWorkers: 'allow' });

/** A new version of the site: its title is another. */
function publish(site) {
  site.changed.set('index.html', (text) => text.replace('<title>', '<title>2 '));
  site.changed.set('worker.js', (text) => `${text.replace(/(sproutsheet-)\w+/, '$1next')}`);
}

test('looking writes nothing and installs nothing; the first save installs', async ({ page }) => {
  await open(page);
  await page.waitForTimeout(300);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector('link[rel="manifest"]');
    const found = await (await fetch(link.href)).json();
    const icons = await Promise.all(found.icons.map(async (icon) => (await fetch(new URL(icon.src, link.href))).ok));
    return { ...found, icons };
  });
  expect(manifest).toMatchObject({ display: 'standalone', start_url: './', icons: [true, true, true] });
});

test('after one visit everything works under a sub-path without a network', async ({ page, site }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  site.cut();
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
  const link = await share(page);
  await page.goto('about:blank');
  await page.goto(link);
  await expect(sharedView(page).locator('[data-sentence]')).toContainText('下雨');
  await open(page, './?lang=en#/w/community/crowd');
  await expect(page.locator('[data-sheet="community/crowd"]')).toBeVisible();
  await open(page, './?lang=en#/data');
  await Promise.all([page.waitForEvent('download'), action(page, 'backup').click()]);
});

test('a new version says so, takes nothing away, and comes when it is taken', async ({ page, site }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  publish(site);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  const line = page.locator('[data-remind="update"]');
  await expect(line).toContainText(say('UpdateReady'));
  await blank(page, 'situation').click();
  await page.keyboard.insertText('正写到一半');
  await action(page, 'update').click();
  await page.waitForFunction(() => performance.getEntriesByType('navigation')[0].type === 'reload');
  await living(page);
  await expect(page.locator('head title', { hasText: /^2 / })).toHaveCount(0); // the program names the page
  expect(await page.evaluate(async () => (await (await fetch('./')).text()).includes('<title>2 '))).toBe(true);
  await expectBlanks(page, { who: '老周', situation: '正写到一半' });
  await expect(line).toHaveCount(0);
});

test('an embedded page installs nothing', async ({ page }) => {
  await bare(page, '<iframe src="./" width="380" height="800"></iframe>');
  const frame = page.frameLocator('iframe');
  await frame.locator('[id="job.who"]').click();
  await frame.locator('html[data-ready]').waitFor({ state: 'attached' });
  await frame.locator('[id="job.who"]').click();
  await page.keyboard.insertText('老周');
  await expect(frame.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  await page.waitForTimeout(300);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
});
