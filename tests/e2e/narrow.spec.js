// Small screens, large text, thumbs.
import { test, expect } from './fixtures.js';
import { CARD, action, blank, dialog, linkOf, open, settled, share, sharedView, write } from './card.js';

/** Nothing is wider than the window, and nothing that one reads or presses stands outside it. */
async function expectNoSideways(page, what) {
  const { width, inner, outside } = await page.evaluate(() => {
    const seen = [...document.querySelectorAll('button, a, p, h1, h2, h3, span, input, label, mark, summary, blockquote, dialog[open]')];
    const outside = seen.filter((element) => {
      // The row of examples is meant to be pushed along; the skip link waits outside.
      if (element.closest('.ws-skip, .ws-examples__all') || !element.checkVisibility({ visibilityProperty: true })) return false;
      return [...element.getClientRects()].some((box) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1));
    });
    const name = (element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`;
    return { width: document.documentElement.scrollWidth, inner: innerWidth, outside: outside.map(name) };
  });
  expect(width, `${what}: page width`).toBeLessThanOrEqual(inner);
  expect(outside, `${what}: outside the window`).toEqual([]);
}

/** Everything that is pressed is 44 px high and wide. */
async function expectThumbs(page, what) {
  const small = await page.evaluate(() => [...document.querySelectorAll('button, .ws-button, summary, .ws-choice__one')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ name: `${element.className} ${element.textContent.trim()}`, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width < 43.9 || box.height < 43.9)
    .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`));
  expect(small, `${what}: too small to press`).toEqual([]);
}

const LONG = 'Donaudampfschifffahrtsgesellschaft'.repeat(6).slice(0, 200);

async function walk(page, stranger, locale, each) {
  await open(page, `./?lang=${locale}`);
  await each('empty');
  await write(page, CARD[locale]);
  await page.locator('input[type="radio"]').first().check();
  await settled(page);
  await each('filled');
  await page.locator('.ws-help > summary').click();
  await each('with the guide open');
  await blank(page, 'progress').click();
  await page.keyboard.insertText(LONG);
  await settled(page);
  await each('with a word of 200 letters');
  await share(page);
  await each('sharing');
  expect(await dialog(page).evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await page.locator('[data-example]').first().click();
  await each('with a notice');
  const link = await linkOf(stranger, { who: LONG, obstacle: CARD[locale].obstacle }, locale);
  await page.goto(`./#${link}`);
  await expect(sharedView(page)).toBeVisible();
  await action(page, 'keep-copy').click();
  await each('a shared card, asking');
  await page.goto('./#/nowhere');
  await expect(page.getByRole('alert')).toBeVisible();
  await each('an error');
}

for (const locale of ['zh-Hans', 'en']) {
  for (const width of [280, 320]) {
    test(`nothing goes sideways at ${width} px, and everything can be pressed (${locale})`, async ({ page, stranger }) => {
      await page.setViewportSize({ width, height: 640 });
      await walk(page, stranger, locale, async (what) => {
        await expectNoSideways(page, what);
        await expectThumbs(page, what);
      });
    });
  }

  test(`nothing goes sideways with text at 200 % (${locale})`, async ({ page, stranger }) => {
    await page.setViewportSize({ width: 640, height: 800 });
    await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => {
      document.documentElement.style.fontSize = '200%';
    }));
    await walk(page, stranger, locale, async (what) => {
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      await expectNoSideways(page, what);
    });
  });

  test(`nothing is lost with wider letters, words and lines (${locale})`, async ({ page, stranger }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.addInitScript(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
      document.adoptedStyleSheets = [sheet];
    });
    await walk(page, stranger, locale, async (what) => {
      expect(await page.locator('h1').first().evaluate((title) => getComputedStyle(title).letterSpacing)).not.toBe('normal');
      await expectNoSideways(page, what);
    });
  });

  for (const width of [320, 390, 768, 1180]) {
    test(`a button pressed right after writing is pressed: nothing moves from under it (${locale}, ${width} px)`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await open(page, `./?lang=${locale}`);
      await write(page, CARD[locale]);
      await settled(page);
      await blank(page, 'who').click();
      await page.keyboard.press('End');
      await page.keyboard.type('x');
      const button = action(page, 'share');
      await button.scrollIntoViewIfNeeded();
      const before = await button.boundingBox();
      if (!before) throw new Error('the button is not there');
      await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
      await page.mouse.down();
      const pressed = await button.boundingBox();
      await page.mouse.up();
      await expect(dialog(page)).toBeVisible();
      expect(pressed).toEqual(before);
    });
  }
}
