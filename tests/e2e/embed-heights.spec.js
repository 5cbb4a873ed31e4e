// The places that <sprout-sheet> keeps free are as high as the sheets will be: src/embed/heights.json
// holds what is measured here. When sheets or styles change, `WRITE_HEIGHTS=1` writes it anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';

const FILE = new URL('../../src/embed/heights.json', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(`../../worksheets/${path}`, import.meta.url), 'utf8'));
const PACKS = ['community', 'independent'];
const LOCALES = ['zh-Hans', 'en'];
/** Lines of a text that another font breaks otherwise. */
const NEAR = (height) => Math.max(64, height * 0.04);

/** The height of a sheet in a frame of each width. @param {import('@playwright/test').Page} page */
async function measure(page, sheet, locale, widths) {
  await page.goto(`./?embed=${sheet}&lang=${locale}`);
  await page.evaluate(() => { dispatchEvent(new Event('pointerdown')); });
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await expect(page.locator('[data-sheet]')).toBeVisible();
  const all = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 600 });
    // Parts of the program may still come: the height is what it rests at.
    let last = -1;
    await expect.poll(async () => {
      const now = await page.evaluate(() => Math.ceil(document.getElementById('app').getBoundingClientRect().height));
      const rests = now === last;
      last = now;
      return rests;
    }, { intervals: [100] }).toBe(true);
    all.push(last);
  }
  return all;
}

test('the heights that are kept free are those of the sheets', async ({ page }) => {
  test.setTimeout(600_000);
  const kept = JSON.parse(readFileSync(FILE, 'utf8'));
  const heights = {};
  for (const pack of PACKS) {
    for (const id of read(`${pack}/pack.json`).sheets) {
      heights[`${pack}/${id}`] = [];
      for (const locale of LOCALES) {
        // Each as on a first visit.
        await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); }).catch(() => {});
        heights[`${pack}/${id}`].push(await measure(page, `${pack}/${id}`, locale, kept.widths));
      }
    }
  }
  if (process.env.WRITE_HEIGHTS) {
    const lines = Object.entries(heights).map(([sheet, all]) => `    ${JSON.stringify(sheet)}: ${JSON.stringify(all)}`);
    writeFileSync(FILE, `{\n  "widths": ${JSON.stringify(kept.widths)},\n  "heights": {\n${lines.join(',\n')}\n  }\n}\n`);
    return;
  }
  expect(Object.keys(kept.heights)).toEqual(Object.keys(heights));
  const off = Object.entries(heights).flatMap(([sheet, all]) => all.flatMap((of, at) => of.flatMap((height, width) => {
    const was = kept.heights[sheet][at]?.[width] ?? 0;
    return Math.abs(was - height) <= NEAR(height) ? [] : [`${sheet} ${LOCALES[at]} ${kept.widths[width]}: ${was}, is ${height}`];
  })));
  expect(off, 'heights that went stale: run this test with WRITE_HEIGHTS=1').toEqual([]);
});
