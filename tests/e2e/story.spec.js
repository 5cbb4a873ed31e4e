// The whole story: write, come back, share, open.
import { test, expect } from './fixtures.js';
import { CARD, blank, compose, expectBlanks, expectSaved, names, open, say, sentence, share, sharedView, storage, write } from './card.js';

const card = CARD['zh-Hans'];

test('a composed card is kept, shared, and read by somebody else character by character', async ({ page, context, stranger }) => {
  await open(page);
  await blank(page, 'who').click();
  const cdp = await context.newCDPSession(page);
  const seen = [];
  for (const step of ['n', 'ni', 'nih', 'nihao']) {
    await compose(cdp, [step]);
    seen.push(await blank(page, 'who').textContent());
  }
  expect(seen).toEqual(['n', 'ni', 'nih', 'nihao']);
  await cdp.send('Input.insertText', { text: '你好' });
  await expectBlanks(page, { who: '你好' });
  await page.keyboard.insertText(card.who.slice(2));
  const { who, ...rest } = card;
  await write(page, rest);
  await expectBlanks(page, card);
  await expect(page.locator('[data-sentence]')).toHaveText(sentence(card));
  await expectSaved(page, card);
  await expect(page.locator('[data-save-state]')).toContainText(/^\d\d:\d\d /);

  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await expectBlanks(page, card);
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');

  const link = await share(page);
  expect(link).toMatch(/#A[0-9A-Za-z]{12,}$/);

  const other = await stranger();
  const reader = await other.newPage();
  await reader.goto(link);
  const view = sharedView(reader);
  await expect(view).toBeVisible();
  expect(await view.locator('[data-sentence]').evaluate((element) => element.textContent)).toBe(sentence(card));
  for (const name of names) await expect(view).toContainText(card[name]);
  await expect(view.locator('[contenteditable], input, textarea, select, [role="textbox"]')).toHaveCount(0);
  expect(await reader.evaluate(() => document.designMode)).toBe('off');
  expect(reader.url()).toBe(link);
});

test('merely opening a link changes nothing in the reader’s storage', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  const link = await share(page);

  const other = await stranger();
  const own = await other.newPage();
  await open(own);
  const mine = { who: '我自己写的一个人', situation: '搬家' };
  await write(own, mine);
  await expectSaved(own, mine);
  await own.close();

  const reader = await other.newPage();
  await reader.goto('./#/nowhere');
  await expect(reader.getByRole('alert')).toBeVisible();
  const before = await storage(reader);
  expect(before.length).toBeGreaterThan(0);
  await reader.goto('about:blank');
  await reader.goto(link);
  await expect(sharedView(reader)).toContainText(card.who);
  expect(await storage(reader)).toEqual(before);
  await reader.goto('about:blank');
  await reader.goto('./#/');
  await expectBlanks(reader, mine);
  expect(await storage(reader)).toEqual(before);
});

test('a link says what it holds in the writer’s language, the page speaks the reader’s', async ({ page, stranger }) => {
  await open(page, './?lang=en');
  await write(page, CARD.en);
  const link = await share(page);
  const other = await stranger();
  const reader = await other.newPage();
  await reader.goto(new URL(link).pathname + new URL(link).hash);
  const words = sharedView(reader).locator('[data-sentence]');
  await expect(words).toHaveText(sentence(CARD.en, 'en'));
  await expect(reader.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(reader.locator('[lang="en"]').filter({ has: reader.locator('[data-sentence]') })).toHaveCount(1);
  await expect(sharedView(reader).locator('h1')).toHaveText(say('SharedTitle'));
});

test('an empty card says that there is nothing to share yet', async ({ page }) => {
  await open(page);
  await page.locator('[data-action="share"]').click();
  await expect(page.locator('dialog[open]')).toContainText(say('ShareEmpty'));
  await expect(page.locator('[data-share-link]')).toHaveCount(0);
});
