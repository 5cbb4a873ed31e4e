// The first visit: the page stands there whole, and all else is fetched at the first sign of a person.
import { test, expect } from './fixtures.js';
import { action, blank, dialog, expectBlanks, expectSaved, holdProgram, living, notice, open, storage, write } from './card.js';

const CARD_PAGE = './#/w/community/job';

/** The page as it is written, without what only the framework reads. */
const markup = (page) => page.evaluate(() => {
  const copy = document.getElementById('app').cloneNode(true);
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (comments.nextNode()) found.push(comments.currentNode);
  for (const comment of found) comment.remove();
  copy.normalize();
  return copy.innerHTML.replaceAll('><', '>\n<');
});

for (const locale of ['zh-Hans', 'en']) {
  for (const [name, address] of [['home', ''], ['card', '#/w/community/job']]) {
    test(`the whole page stands there before the program, as it lives (${locale}, ${name})`, async ({ page }) => {
      await page.goto(`./?lang=${locale}${address}`);
      await expect(page.locator('.ws-sentence')).toBeVisible();
      const [before, title] = [await markup(page), await page.title()];
      await living(page);
      expect(await markup(page)).toBe(before);
      expect(await page.title()).toBe(title);
    });
  }
}

test('nothing else is fetched until the person does something', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').pop()));
  await page.goto(CARD_PAGE);
  await expect(page.locator('.ws-sentence')).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((file) => /\.(js|wasm|bin)$/.test(file ?? ''))).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.locator('html[data-ready]')).toBeAttached();
  expect(asked.filter((file) => /^app-.*\.wasm$/.test(file ?? ''))).toHaveLength(1);
});

test('who has saved something gets the program at once', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await page.reload();
  await expect(page.locator('html[data-ready]')).toBeAttached();
});

test('a button that was pressed too soon does its work when the program comes', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto(CARD_PAGE);
  await page.locator('[data-example="mother"]').click();
  expect(await page.locator('html[data-ready]').count()).toBe(0);
  release();
  await expect(notice(page)).toContainText('带娃的妈妈');
  await expectBlanks(page, { who: '80后宝妈' });
});

for (const [what, press, expected] of [
  ['sharing', '[data-action="share"]', (page) => expect(dialog(page)).toBeVisible()],
  ['a choice', '.ws-choice__one >> nth=1', (page) => expect(page.locator('[id="job.start.problem"]')).toBeChecked()],
  ['help', '.ws-help summary', (page) => expect(page.locator('.ws-help')).toHaveAttribute('open', '')],
  ['the other language', '[data-action="lang"]', (page) => expect(page.locator('html')).toHaveAttribute('lang', 'en')],
]) {
  test(`${what} may be pressed too soon as well`, async ({ page }) => {
    const release = await holdProgram(page);
    await page.goto(CARD_PAGE);
    await page.locator(press).click();
    expect(await page.locator('html[data-ready]').count()).toBe(0);
    release();
    await expect(page.locator('html[data-ready]')).toBeAttached();
    await expected(page);
  });
}

test('the keyboard goes on from where it was', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto(CARD_PAGE);
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('Tab');
  const where = () => page.evaluate(() => document.activeElement?.textContent);
  const before = await where();
  expect(before).toBe('从社区长出事业');
  release();
  await living(page);
  expect(await where()).toBe(before);
});

test('the skip link works before the program, and leads nowhere else', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto(CARD_PAGE);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  release();
  await living(page);
  await expect(page.locator('#main')).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#/w/community/job');
});

test('what is written before the program comes is kept, also if the page goes before it', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto(CARD_PAGE);
  await blank(page, 'who').click();
  await page.keyboard.type('half');
  release();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  await page.goto('./#/p/community');
  await living(page);
  await page.goto(CARD_PAGE);
  await expectBlanks(page, { who: 'half' });
  await expectSaved(page, { who: 'half' });
  expect((await storage(page)).filter(([key]) => key === 'sproutsheet/draft')).toEqual([]);
  await expect(action(page, 'undo')).toHaveAttribute('aria-disabled', 'false');
});

test('Enter goes on to the next blank before the program too, and stays where it went', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto(CARD_PAGE);
  await blank(page, 'obstacle').fill('一键排');
  await blank(page, 'who').click();
  for (const text of ['团长', '收集需求', '漏单', '接龙']) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  await expect(action(page, 'share')).toBeFocused();
  const filled = { who: '团长', situation: '收集需求', progress: '漏单', obstacle: '一键排接龙' };
  await expectBlanks(page, filled);
  release();
  await living(page);
  await expectBlanks(page, filled);
  await expect(action(page, 'share')).toBeFocused();
});
