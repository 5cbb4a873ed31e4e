// How it looks: a chosen set of pictures, of every page and every group of the gallery, spread over
// both widths, looks and languages. They carry the browser and the faces that they were made with;
// where those are others, the boxes of the layout are compared instead, and the run says so.
//
//     npx playwright test look.spec.js --update-snapshots=all     makes all anew: look at them before you keep them
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { CARD, linkOf, open, settled } from './card.js';
import { PAGES } from './pages.js';

const FOLDER = new URL('./look/', import.meta.url);
const NOTE = new URL('made-with.json', FOLDER);
/** How far a box may stand from where it stood, in pixels; and how much higher or lower it may be. */
const ASIDE = 6, HIGHER = 1.5;
/** At most so many pictures, of at most so many bytes together. */
const PICTURES = 40, BYTES = 4_000_000;

const kinds = JSON.parse(readFileSync(new URL('../../worksheets/gallery/pack.json', import.meta.url), 'utf8')).sheets;
const groups = Array.from({ length: 4 }, (_, at) => kinds.slice(Math.ceil((at * kinds.length) / 4), Math.ceil(((at + 1) * kinds.length) / 4)));

/** What is pictured: its name, where it is, and what to do there first. */
const SUBJECTS = [
  ...PAGES.filter((address) => address !== '#/gallery').map((address) => ({ name: address.replace(/^#\//, '').replaceAll('/', '-') || 'home', address })),
  { name: 'shared', link: true },
  ...groups.map((group, at) => ({ name: `gallery-${at + 1}`, address: '#/gallery', group })),
];

/** The faces that letters are drawn with here. */
function faces() {
  try {
    const match = (what) => execFileSync('fc-match', ['-f', '%{family[0]} %{fontversion}', what], { encoding: 'utf8' });
    return ['serif:lang=zh-cn', 'serif:lang=en', 'sans:lang=zh-cn', 'sans:lang=en', 'monospace'].map(match);
  } catch {
    return ['unknown'];
  }
}

/** Where the parts of the layout stand. @param {import('@playwright/test').Page} page */
const boxesOf = (page) => page.evaluate(() => {
  const parts = document.querySelectorAll('#main :is(h1, h2, .ws-card, .ws-row, .ws-field, .ws-choice, .ws-stage, .ws-map, .ws-actions, .ws-finished, .ws-library__all, .ws-book, .ws-gallery__state, .ws-figure)');
  return [...parts].filter((part) => part.checkVisibility() && part.getBoundingClientRect().top < innerHeight).map((part) => {
    const { left, width, height } = part.getBoundingClientRect();
    return [part.className.split(' ')[0] || part.tagName, ...[left, width, height].map(Math.round)];
  });
});

const made = existsSync(NOTE) ? JSON.parse(readFileSync(NOTE, 'utf8')) : { boxes: {} };
const boxes = {};

test.describe.configure({ mode: 'default' });

test.afterAll(({ browser }, info) => {
  if (info.config.updateSnapshots !== 'all' || Object.keys(boxes).length < SUBJECTS.length) return;
  writeFileSync(NOTE, `${JSON.stringify({ browser: browser.version(), faces: faces(), boxes }).replaceAll('"], [', '"],\n[').replaceAll('],"', '],\n"')}\n`);
});

for (const [at, { name, address, link, group }] of SUBJECTS.entries()) {
  const width = at % 2 ? 1280 : 390;
  const colorScheme = at % 4 < 2 ? 'light' : 'dark';
  const locale = at % 8 < 4 ? 'zh-Hans' : 'en';
  test(`it looks as it did: ${name} (${width} px, ${colorScheme}, ${locale})`, async ({ page, browser, stranger }, info) => {
    await page.setViewportSize({ width, height: group ? 1400 : width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.clock.setFixedTime(new Date('2026-11-10T09:00:00'));
    const to = link ? `#${await linkOf(stranger, CARD[locale], locale)}` : address;
    await open(page, `./?lang=${locale}${to}`);
    await expect(page.locator('#main h1')).toBeVisible();
    const example = page.locator('[data-example]').first();
    if (await example.count()) {
      await example.click();
      await page.locator('.ws-notice').evaluate((notice) => notice.remove());
    }
    if (await page.locator('[data-save-state]').count()) await settled(page);
    if (group) await page.locator(`[data-kind="${group[0]}"]`).evaluate((kind) => scrollTo(0, kind.getBoundingClientRect().top + scrollY));
    boxes[name] = await boxesOf(page);
    const here = JSON.stringify([browser.version(), faces()]);
    if (info.config.updateSnapshots === 'all' || here === JSON.stringify([made.browser, made.faces])) {
      await expect(page).toHaveScreenshot(`${name}.png`);
      return;
    }
    const said = `${name}: the pictures were made with Chromium ${made.browser}, ${made.faces}; this is ${browser.version()}, ${faces()}: boxes are compared`;
    info.annotations.push({ type: 'boxes', description: said });
    if (at === 0) console.log(said);
    const then = made.boxes[name];
    expect(boxes[name].map(([part]) => part)).toEqual(then.map(([part]) => part));
    for (const [index, [part, left, broad, high]] of then.entries()) {
      const [, nowLeft, nowBroad, nowHigh] = boxes[name][index];
      expect(Math.abs(nowLeft - left), `${part} ${index}: left`).toBeLessThanOrEqual(ASIDE);
      expect(Math.abs(nowBroad - broad), `${part} ${index}: width`).toBeLessThanOrEqual(ASIDE);
      expect(Math.max(nowHigh / high, high / nowHigh), `${part} ${index}: height`).toBeLessThanOrEqual(HIGHER);
    }
  });
}

test('the pictures are few and small', () => {
  const pictures = readdirSync(FOLDER).filter((file) => file.endsWith('.png'));
  expect(pictures.sort()).toEqual(SUBJECTS.map(({ name }) => `${name}.png`).sort());
  expect(pictures.length).toBeLessThanOrEqual(PICTURES);
  const bytes = pictures.reduce((sum, file) => sum + statSync(new URL(file, FOLDER)).size, 0);
  expect(bytes).toBeLessThanOrEqual(BYTES);
});
