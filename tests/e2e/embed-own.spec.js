// An author's own worksheet in somebody's article: by its address, or written inside the element.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test, expect, expectFits, inside, livingIn, picture, sheets, shown } from './embed.js';
import { say } from './card.js';

const START = readFileSync(new URL('../../src/ui/start.json', import.meta.url), 'utf8');
const WRITTEN = 'http://127.0.0.1:8080/';

/** A page around, with an element in it. */
const article = (element, head = '') => `<!doctype html><html lang="en"><meta charset="utf-8">${head}<title>An article</title>
<body><p>Before.</p>${element}<p>After.</p><script async src="${WRITTEN}embed.js"></script></body></html>`;

const who = (page) => inside(page).locator('[id="week.who"]');

/** Notes what the page around was told. */
const told = (page) => page.evaluate(() => window.events);

test('a file beside the article is fetched by the article and lives in it', async ({ page, hosts }) => {
  hosts.written.set('week.json', START);
  hosts.written.set('src.html', article('<sprout-sheet src="week.json"></sprout-sheet>'));
  await page.goto(`${hosts.url}src.html`);
  await shown(page);
  await expect(inside(page).locator('h1')).toHaveText('Whom did you help out this week?');
  await who(page).fill('a baker');
  await expect.poll(async () => (await told(page)).map(([type]) => type)).toContain('change');
  // A reload hands it over again, and what was written is there, as far as the browser keeps it.
  await expect(inside(page).locator('[data-save-state]')).toHaveAttribute('data-save-state', /saved|memory/);
});

for (const width of [360, 1280]) {
  test(`the example: a baker’s article with the baker’s own sheet (${width})`, async ({ page, hosts }, info) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${hosts.url}own.html`);
    const steps = await page.evaluate(() => history.length);
    await shown(page);
    const before = await page.evaluate(() => scrollY);
    await livingIn(page);
    await expect(inside(page).locator('h1')).toHaveText('Whom is your first loaf for?');
    await expectFits(page);
    expect(await page.evaluate(() => [document.activeElement === document.body, scrollY, history.length])).toEqual([true, before, steps]);
    expect(await page.evaluate(() => window.shift)).toBeLessThanOrEqual(0.02);
    await picture(page, info.outputPath('own.png'));
    const empty = await sheets(page).evaluate((it) => it.getBoundingClientRect().height);
    const blank = inside(page).locator('[id="loaf.who"]');
    await blank.click();
    for (let part = 0; part < 20; part += 1) await page.keyboard.insertText('somebody who likes bread '.repeat(4));
    await expectFits(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expectFits(page);
    await expect.poll(() => sheets(page).evaluate((it) => it.getBoundingClientRect().height)).toBeLessThanOrEqual(empty + 40);
    const { violations } = await new AxeBuilder({ page }).include('sprout-sheet').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('the example’s sheet is there in Chinese too', async ({ page, hosts }) => {
  const example = readFileSync(new URL('../../examples/own.html', import.meta.url), 'utf8');
  hosts.written.set('own.zh.html', example.replace(/<sprout-sheet(?: lang="\w+")?/, '<sprout-sheet lang="zh-CN"'));
  await page.goto(`${hosts.url}own.zh.html`);
  await shown(page);
  await expect(inside(page).locator('h1')).toHaveText('第一个面包，烤给谁？');
});

test('a worksheet inside the element needs no other file', async ({ page, hosts }) => {
  hosts.written.set('inline.html', article(`<sprout-sheet lang="zh-Hans"><script type="application/json">${START}</script></sprout-sheet>`));
  await page.goto(`${hosts.url}inline.html`);
  await shown(page);
  await expect(inside(page).locator('h1')).toHaveText('这周，你帮谁解了围？');
});

test('the way to the full page takes worksheet and answers along', async ({ page, hosts, context }) => {
  hosts.written.set('inline.html', article(`<sprout-sheet><script type="application/json">${START}</script></sprout-sheet>`));
  await page.goto(`${hosts.url}inline.html`);
  await shown(page);
  await who(page).fill('a baker');
  const opened = context.waitForEvent('page');
  await inside(page).locator('[data-action="continue"]').click();
  const full = await opened;
  await expect(full.locator('[data-view="shared"]')).toContainText('a baker');
});

test('mistakes are one calm line for the reader, and all of them for the author', async ({ page, hosts }) => {
  const warned = [];
  page.on('console', (message) => { if (message.type() === 'warning') warned.push(message.text()); });
  hosts.written.set('week.json', START.replace('"kind": "yes-no"', '"kind": "maybe"').replace('"lead"', '"laed"'));
  hosts.written.set('src.html', article('<sprout-sheet src="week.json"></sprout-sheet>'));
  await page.addInitScript(() => {
    document.addEventListener('sproutsheet:mistakes', (event) => window.events.push(['mistakes', event.detail]));
  });
  await page.goto(`${hosts.url}src.html`);
  await shown(page);
  await expect(inside(page).locator('.ws-embed__calm')).toHaveText(say('OwnCalm', 'en'));
  await expect(inside(page).locator('.ws-mistake')).toHaveCount(0);
  await expect.poll(async () => (await told(page)).find(([type]) => type === 'mistakes')?.[1].mistakes.length).toBe(2);
  const [, { mistakes }] = (await told(page)).find(([type]) => type === 'mistakes');
  expect(mistakes.find(({ path }) => path === 'laed')).toMatchObject({ mend: 'Did you mean “lead”?' });
  expect(warned.some((line) => line.includes('week.json:') && line.includes('“laed”'))).toBe(true);
  expect((await told(page)).map(([type]) => type)).toContain('error');
});

test.describe('without the file', () => {
  test.use({ tolerate: /localhost:|Content Security Policy/ });

  test('a file that does not come is told, and the article reads on', async ({ page, hosts }) => {
    hosts.written.set('src.html', article('<sprout-sheet src="data:application/json,nothing" label="A sheet"></sprout-sheet>', '<meta http-equiv="Content-Security-Policy" content="connect-src \'self\'">'));
    await page.goto(`${hosts.url}src.html`);
    await sheets(page).first().scrollIntoViewIfNeeded();
    await expect.poll(async () => (await told(page)).find(([type]) => type === 'error')?.[1].reason).toBe('src');
  });
});

test('a frame of our own sheet takes no worksheet from the page around', async ({ page, hosts }) => {
  hosts.written.set('job.html', article('<sprout-sheet sheet="community/crowd"></sprout-sheet>'));
  await page.goto(`${hosts.url}job.html`);
  await shown(page);
  await expect(inside(page).locator('[data-sheet="community/crowd"]')).toBeVisible();
  await page.evaluate((definition) => {
    const frame = document.querySelector('sprout-sheet').shadowRoot.querySelector('iframe');
    frame.contentWindow.postMessage({ sproutsheet: 1, type: 'definition', definition }, '*');
  }, START);
  await expect(inside(page).locator('[data-sheet="community/crowd"]')).toBeVisible();
  await expect(inside(page).locator('h1')).not.toHaveText('Whom did you help out this week?');
});
