// Storage that is denied, full, or damaged.
import { test, expect } from './fixtures.js';
import { CARD, blank, expectBlanks, expectSaved, living, open, saved, say, sentence, share, sharedView, slots, storage, write } from './card.js';

const card = CARD['zh-Hans'];
const state = (page) => page.locator('[data-save-state]');
const ASIDE = /^sproutsheet\/aside\//;
const aside = async (page) => (await storage(page)).filter(([key]) => ASIDE.test(key)).map(([, text]) => text);

test('without storage it works, says so, and shares', async ({ page, stranger }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() { throw new DOMException('denied', 'SecurityError'); },
    });
  });
  await open(page);
  await expect(state(page)).toHaveAttribute('data-save-state', 'memory');
  await write(page, card);
  await expectBlanks(page, card);
  await expect(state(page)).toHaveAttribute('data-save-state', 'memory');
  await expect(state(page)).toContainText(say('InMemory'));
  await expect(state(page)).toHaveRole('status');
  await page.locator('[data-action="lang"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectBlanks(page, card);
  await page.locator('[data-action="theme"]').click();
  const link = await share(page);
  const reader = await (await stranger()).newPage();
  await reader.goto(link);
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(card, 'en'));
});

test('a full storage is told, writing goes on, and it saves once there is room', async ({ page }) => {
  await page.addInitScript(() => {
    const real = Storage.prototype.setItem;
    window.full = true;
    Storage.prototype.setItem = function set(key, value) {
      if (window.full) throw new DOMException('no room', 'QuotaExceededError');
      real.call(this, key, value);
    };
  });
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toHaveAttribute('data-save-state', 'failed');
  await expect(state(page)).toContainText(say('StorageFull'));
  await page.keyboard.insertText('修鞋');
  await write(page, { situation: '下雨' });
  await expectBlanks(page, { who: '老周修鞋', situation: '下雨' });
  await expect(state(page)).toHaveAttribute('data-save-state', 'failed');
  expect(await saved(page)).toEqual({});
  await page.evaluate(() => { window.full = false; });
  await page.keyboard.insertText('天');
  await expectSaved(page, { who: '老周修鞋', situation: '下雨天' });
});

test('storage that fills up later never costs what it holds already', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  });
  await page.keyboard.insertText('修鞋');
  await expect(state(page)).toHaveAttribute('data-save-state', 'failed');
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
});

/** Two saves: the older says `old`, the newer `new`. */
async function twoSaves(page) {
  await open(page);
  await write(page, { who: '旧的' });
  await expectSaved(page, { who: '旧的' });
  await page.keyboard.insertText('和新的');
  await expectSaved(page, { who: '旧的和新的' });
  const both = await slots(page);
  expect(both.map((slot) => slot.revision)).toEqual([2, 1]);
  return both;
}

/** Puts texts into storage while no page of ours is open, then opens the card. */
async function openWith(page, texts) {
  await page.goto('./#/nowhere');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.evaluate((all) => all.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
  await page.goto('about:blank');
  await open(page);
}

for (const [what, spoil] of [
  ['truncated', (text) => text.slice(0, -10)],
  ['cut in its first line', (text) => text.slice(0, 15)],
  ['changed', (text) => text.replace('新', '亲')],
  ['foreign', () => 'hello'],
  ['emptied', () => ''],
]) {
  test(`when the newest save is ${what}, the one before it is taken, and the broken one is set aside`, async ({ page }) => {
    const [newest] = await twoSaves(page);
    const broken = spoil(newest.text);
    await openWith(page, [[newest.key, broken]]);
    await expectBlanks(page, { who: '旧的' });
    await expect(state(page)).toContainText(say('SaveBroken'));
    await write(page, { situation: '接着写' });
    await expectSaved(page, { who: '旧的', situation: '接着写' });
    expect(await aside(page)).toEqual([broken]);
    await page.reload();
    await living(page);
    await expectBlanks(page, { who: '旧的', situation: '接着写' });
    await expect(state(page)).not.toContainText(say('SaveBroken'));
  });
}

test('when both saves are broken it says so, and both are set aside', async ({ page }) => {
  const both = await twoSaves(page);
  const broken = both.map(({ key, text }) => [key, text.slice(0, -7)]);
  await openWith(page, broken);
  await expectBlanks(page, { who: '' });
  await expect(state(page)).toContainText(say('SaveLost'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await page.keyboard.insertText('二');
  await expectSaved(page, { who: '一二' });
  expect((await aside(page)).sort()).toEqual(broken.map(([, text]) => text).sort());
});

test('a newer version’s save is set aside as it is', async ({ page }) => {
  const [newest] = await twoSaves(page);
  const newer = newest.text.replace(/^sproutsheet 1 /, 'sproutsheet 2 ');
  await openWith(page, [[newest.key, newer]]);
  await expect(state(page)).toContainText(say('SaveNewer'));
  await write(page, { situation: '接着写' });
  await expectSaved(page, { situation: '接着写' });
  expect(await aside(page)).toEqual([newer]);
});

test('a save that says something else is set aside', async ({ page }) => {
  await openWith(page, [['sproutsheet/first/community/job/a', 'sproutsheet 1 7 00000000\n{}']]);
  await expect(state(page)).toContainText(say('SaveLost'));
  await blank(page, 'who').click();
  await page.keyboard.type('abc');
  await expectSaved(page, { who: 'abc' });
  await page.keyboard.type('def');
  await expectSaved(page, { who: 'abcdef' });
  expect(await aside(page)).toEqual(['sproutsheet 1 7 00000000\n{}']);
});

test('a save comes 300 ms after the last key, not after the first, and after each pause again', async ({ page }) => {
  await page.clock.install({ time: 1_800_000_000_000 });
  await open(page);
  await write(page, { who: '老' });
  await expectSaved(page, { who: '老' });
  await page.clock.pauseAt(1_800_000_100_000);
  for (const text of ['老周', '老周修', '老周修鞋']) {
    await page.keyboard.insertText(text.at(-1));
    await page.clock.runFor(299);
    expect(await saved(page)).toEqual({ who: '老' });
  }
  await page.clock.runFor(2);
  await expectSaved(page, { who: '老周修鞋' });
  await page.keyboard.insertText('的');
  await page.clock.runFor(299);
  expect(await saved(page)).toEqual({ who: '老周修鞋' });
  await page.clock.runFor(2);
  await expectSaved(page, { who: '老周修鞋的' });
});
