// The start: one may write before the program is there, and nothing is lost or moved when it comes.
import { test, expect } from './fixtures.js';
import { CARD, blank, compose, expectBlanks, expectSaved, frames, holdProgram, living, names, open, saved, write } from './card.js';

const caret = (page, name) => blank(page, name).evaluate((element) => {
  const selection = getSelection();
  const inside = element.contains(selection.anchorNode) && element.contains(selection.focusNode);
  return inside ? [selection.anchorOffset, selection.focusOffset] : null;
});

const ready = (page) => page.locator('html[data-ready]').count();

/** What the card says and where it stands. */
const look = (page) => page.evaluate(() => {
  const text = (selector) => document.querySelector(selector)?.textContent;
  const box = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const attributes = ['id', 'role', 'contenteditable', 'tabindex', 'aria-label', 'aria-placeholder', 'aria-multiline',
    'data-placeholder', 'data-empty', 'enterkeyhint', 'spellcheck', 'class'];
  return {
    place: text('.ws-sheet__place'),
    title: text('h1'),
    lead: text('.ws-lead'),
    sentence: text('.ws-sentence'),
    hints: [...document.querySelectorAll('.ws-hint')].map((hint) => hint.textContent),
    blanks: [...document.querySelectorAll('.ws-blank')].map((blank) =>
      Object.fromEntries(attributes.map((name) => [name, blank.getAttribute(name)]))),
    boxes: ['.ws-masthead__name', 'h1', '.ws-lead', '.ws-sentence', '.ws-hints', '.ws-blank']
      .flatMap((selector) => [...document.querySelectorAll(selector)].map((element) => ({ selector, ...box(element) }))),
  };
});

function expectSameLook(before, after) {
  const { boxes: was, ...words } = before;
  const { boxes: is, ...wordsNow } = after;
  expect(wordsNow).toEqual(words);
  expect(is.length).toBe(was.length);
  for (const [at, box] of was.entries()) {
    for (const side of ['x', 'y', 'width', 'height']) {
      expect(Math.abs(is[at][side] - box[side]), `${box.selector} ${at}: ${side}`).toBeLessThanOrEqual(1);
    }
  }
}

const watchShifts = (page) => page.addInitScript(() => {
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
});

for (const locale of ['zh-Hans', 'en']) {
  for (const [name, size] of [['narrow', { width: 390, height: 844 }], ['wide', { width: 1180, height: 800 }]]) {
    test(`the prerendered card and the living one agree, empty and filled (${locale}, ${name})`, async ({ page }) => {
      await page.setViewportSize(size);
      await watchShifts(page);
      for (const filled of [false, true]) {
        const release = await holdProgram(page);
        await page.goto(`./?lang=${locale}`);
        await expect(page.locator('.ws-sentence')).toBeVisible();
        const before = await look(page);
        expect(await ready(page)).toBe(0);
        expect(before.blanks.map((blank) => blank.id)).toEqual(names.map((id) => `job.${id}`));
        release();
        await living(page);
        await frames(page, 3);
        expectSameLook(before, await look(page));
        expect(await page.evaluate(() => window.shift)).toBeLessThan(0.02);
        await page.unrouteAll({ behavior: 'wait' });
        if (!filled) {
          await write(page, CARD[locale]);
          await expectSaved(page, CARD[locale]);
        }
      }
    });
  }
}

test('the hint that shows does not jump when the program comes', async ({ page }) => {
  const shown = page.locator('.ws-hint--shown');
  await open(page);
  await write(page, { who: '老周', situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
  const release = await holdProgram(page);
  await page.reload();
  const before = await shown.textContent();
  release();
  await living(page);
  await expect(shown).toHaveText(before ?? '');
});

test('what is written before the program is there is kept, with focus and caret', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('./');
  await blank(page, 'situation').click();
  await page.keyboard.type('先写');
  await blank(page, 'who').click();
  await page.keyboard.type('abcdef');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await ready(page)).toBe(0);
  expect(await caret(page, 'who')).toEqual([4, 4]);
  release();
  await living(page);
  await expectBlanks(page, { who: 'abcdef', situation: '先写', progress: '', obstacle: '' });
  await expect(blank(page, 'who')).toBeFocused();
  expect(await caret(page, 'who')).toEqual([4, 4]);
  await page.keyboard.type('X');
  await expectBlanks(page, { who: 'abcdXef' });
  await expectSaved(page, { who: 'abcdXef', situation: '先写' });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: 'abcdXef', situation: '先写' });
});

test('a selection survives the program’s coming', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('./');
  await blank(page, 'obstacle').click();
  await page.keyboard.type('abcdef');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  release();
  await living(page);
  expect(await caret(page, 'obstacle')).toEqual([6, 4]);
  await page.keyboard.type('Z');
  await expectBlanks(page, { obstacle: 'abcdZ' });
});

test('an empty blank that has the focus keeps it', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('./');
  await blank(page, 'progress').click();
  release();
  await living(page);
  await expect(blank(page, 'progress')).toBeFocused();
  await page.keyboard.type('go');
  await expectBlanks(page, { progress: 'go' });
});

test('the program waits for a composition to end', async ({ page, context }) => {
  const release = await holdProgram(page);
  await page.goto('./');
  await blank(page, 'who').click();
  const cdp = await context.newCDPSession(page);
  await compose(cdp, ['n', 'ni', 'nih']);
  await blank(page, 'who').evaluate((element) => { element.first = true; });
  const arrived = page.waitForEvent('requestfinished', (request) => /\/app-[^/]*\.wasm$/.test(request.url()));
  release();
  await arrived;
  // Time enough for it to start; it must not take over.
  await frames(page, 40);
  expect(await ready(page)).toBe(0);
  await compose(cdp, ['nihao']);
  expect(await blank(page, 'who').evaluate((element) => element.first)).toBe(true);
  await expectBlanks(page, { who: 'nihao' });
  await cdp.send('Input.insertText', { text: '你好' });
  await living(page);
  await expectBlanks(page, { who: '你好' });
  await expect(blank(page, 'who')).toBeFocused();
  expect(await caret(page, 'who')).toEqual([2, 2]);
  await compose(cdp, ['m', 'ma']);
  await cdp.send('Input.insertText', { text: '吗' });
  await expectBlanks(page, { who: '你好吗' });
  await expectSaved(page, { who: '你好吗' });
});

test('lines pasted before the program is there become one', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const release = await holdProgram(page);
  await page.goto('./');
  await blank(page, 'who').click();
  await page.evaluate(() => navigator.clipboard.writeText('一行 \n<i>两行</i>'));
  await page.keyboard.press('Control+v');
  await expectBlanks(page, { who: '一行 <i>两行</i>' });
  release();
  await living(page);
  await expectBlanks(page, { who: '一行 <i>两行</i>' });
});

test('what was saved stands there before the program, and what is added to it stays', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  const release = await holdProgram(page);
  await page.reload();
  await expectBlanks(page, { who: '老周' });
  await blank(page, 'who').click();
  await page.keyboard.press('End');
  await page.keyboard.insertText('修鞋');
  release();
  await living(page);
  await expectBlanks(page, { who: '老周修鞋' });
  await page.keyboard.press('Control+z');
  await expectBlanks(page, { who: '老周' });
});

test('a reload in the middle of a word keeps it', async ({ page }) => {
  await open(page);
  await blank(page, 'who').click();
  await page.keyboard.type('half a wo');
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: 'half a wo' });
  expect((await saved(page)).who).toBe('half a wo');
});

test('a shared link shows no card to fill before the program is there', async ({ page }) => {
  const release = await holdProgram(page);
  await page.goto('./#A123456789012345');
  await frames(page, 3);
  await expect(page.locator('.ws-blank')).toHaveCount(0);
  release();
  await living(page);
  await expect(page.getByRole('alert')).toBeVisible();
});

test.describe('without the program', () => {
  test.use({ tolerate: /Failed to load resource|Failed to fetch dynamically imported module/ });

  test('the page says that nothing can be saved, and what is written stays in view', async ({ page }) => {
    await page.route(/\/app-[^/]*\.js$/, (route) => route.abort());
    await page.goto('./');
    await blank(page, 'who').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.keyboard.type('abc');
    await expectBlanks(page, { who: 'abc' });
  });

  test('content that comes late takes over what was written meanwhile', async ({ page }) => {
    let isAway = true;
    await page.route(/\/community\.[^/]*\.bin$/, (route) => (isAway ? route.abort() : route.continue()));
    const release = await holdProgram(page);
    await page.goto('./');
    await blank(page, 'who').click();
    await page.keyboard.type('abc');
    release();
    await expect(page.getByRole('alert')).toBeVisible();
    await expectBlanks(page, { who: 'abc' });
    isAway = false;
    await living(page);
    await expectBlanks(page, { who: 'abc' });
    await expect(page.getByRole('alert')).toBeHidden();
    await expectSaved(page, { who: 'abc' });
  });
});

for (const [address, locale] of [['#/w/community/crowd', 'zh-Hans'], ['#/w/independent/balance', 'en'], ['#/p/community', 'en'], ['#/data', 'zh-Hans'], ['#/own', 'en'], ['#/embed', 'en']]) {
  test(`the head of a page is there before the program, and does not move: ${address} (${locale})`, async ({ page }) => {
    await watchShifts(page);
    const release = await holdProgram(page);
    await page.goto(`./?lang=${locale}${address}`);
    const head = () => page.evaluate(() => ['.ws-masthead__name', '.ws-sheet__place', 'h1', '.ws-lead'].map((selector) => {
      const part = document.querySelector(selector);
      if (!part) return [selector];
      const { x, y, width, height } = part.getBoundingClientRect();
      return [selector, part.textContent, part.querySelector('a')?.getAttribute('href'), ...[x, y, width, height].map(Math.round)];
    }));
    await expect(page.locator('h1')).not.toBeEmpty();
    const before = await head();
    expect(await ready(page)).toBe(0);
    await release();
    await living(page);
    expect(await head()).toEqual(before);
    expect(await page.evaluate(() => window.shift)).toBeLessThanOrEqual(0.02);
  });
}
