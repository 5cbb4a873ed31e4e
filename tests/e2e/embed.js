// What the tests of embedded sheets share: pages around, frames in them.
import { test as base, expect } from './fixtures.js';
import { serveHosts } from './hosts.js';

/** The pages around are of another site: requests there are theirs. */
const HOSTS = /^request to another origin: http:\/\/localhost:\d+\//;

export const test = base.extend({
  tolerate: HOSTS,
  hosts: async ({ baseURL }, use) => {
    const hosts = await serveHosts(baseURL);
    await use(hosts);
    await hosts.close();
  },
  page: async ({ page }, use) => {
    // Layout shifts, and all that could be stolen from a page around.
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
      window.events = [];
      for (const type of ['ready', 'change', 'complete', 'share', 'error', 'answers', 'mistakes']) {
        document.addEventListener(`sproutsheet:${type}`, (event) => window.events.push([type, event.detail]));
      }
    });
    await use(page);
  },
});

export { expect };

/** @typedef {import('@playwright/test').Page | import('@playwright/test').Frame | import('@playwright/test').FrameLocator} Around */

/** The elements of a page, as they stand. @param {Around} around */
export const sheets = (around) => around.locator('sprout-sheet');
/** What is in the frame of the nth sheet. @param {Around} around */
export const inside = (around, nth = 0) => sheets(around).nth(nth).locator('iframe').contentFrame();
/** A blank of the job card. @param {Around} around @param {string} name */
export const blankIn = (around, name, nth = 0) => inside(around, nth).locator(`[id="job.${name}"]`);

/** Scrolls to a sheet and waits until it is shown. @param {Around} around */
export async function shown(around, nth = 0) {
  await sheets(around).nth(nth).scrollIntoViewIfNeeded();
  await expect(sheets(around).nth(nth).locator('.here')).toBeAttached();
}

/** Waits until the program runs in a frame; the first sign of a person fetches it. @param {Around} around */
export async function livingIn(around, nth = 0) {
  await shown(around, nth);
  // A sign that comes before the frame listens is given again.
  await expect(async () => {
    await inside(around, nth).locator('html').evaluate(() => { dispatchEvent(new Event('pointerdown')); });
    await inside(around, nth).locator('html[data-ready]').waitFor({ state: 'attached', timeout: 2_000 });
  }).toPass({ timeout: 25_000 });
}

/** How much higher a frame is than what stands in it: 0 is right. @param {Around} around */
export async function slack(around, nth = 0) {
  return inside(around, nth).locator('html').evaluate(() => innerHeight - document.getElementById('app').getBoundingClientRect().height);
}

/** Waits until a frame is as high as its sheet, within 2 pixels. @param {Around} around */
export async function expectFits(around, nth = 0) {
  await expect.poll(() => slack(around, nth).then((it) => Math.abs(it) <= 2 || it), 'the height of the frame').toBe(true);
  await expect(inside(around, nth).locator('html')).toHaveAttribute('data-fits', '');
}

/**
 * A picture of the whole page: what of a frame is out of view is not painted, so all is brought into view.
 * @param {import('@playwright/test').Page} page
 * @param {string} path
 */
export async function picture(page, path) {
  if (!process.env.PICTURES) return;
  const was = page.viewportSize();
  await page.setViewportSize({ ...was, height: 3600 });
  await expectFits(page);
  await page.screenshot({ path, animations: 'disabled' });
  await page.setViewportSize(was);
}
