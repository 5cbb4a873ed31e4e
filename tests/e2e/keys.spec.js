// The whole way with the keyboard alone: from the home page through every sheet to the tools and
// the path. On each page the focus begins at its title, Tab goes over all that can be pressed or
// written in, in the order in which it stands there, and the next page is one Enter away.
import { test, expect } from './fixtures.js';
import { living, open, say, settled, tabTo } from './card.js';
import { sheetsOf } from './pages.js';

/**
 * What Tab must come to next: all that can be pressed or written in behind the title, in its order.
 * A group of radio buttons is one. Nothing where the page ends.
 * @param {import('@playwright/test').Page} page
 */
const upcoming = (page) => page.evaluate(() => {
  const here = document.activeElement;
  const isBehind = (one) => here.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
  const can = [...document.querySelectorAll('#main :is(a[href], button, input, textarea, select, summary, [tabindex="0"])')];
  const shown = can.filter((one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && one.tabIndex >= 0);
  const next = shown.find((one) => {
    if (!isBehind(one) || one.type !== 'radio') return isBehind(one);
    const group = shown.filter((other) => other.name === one.name);
    return !group.includes(here) && one === (group.find((other) => other.checked) ?? group[0]);
  });
  return next ? window.nameOf(next) : '';
});

/** Where the focus is, and whether one can see that. @param {import('@playwright/test').Page} page */
const focus = (page) => page.evaluate(() => {
  const one = document.activeElement;
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
  const isText = one.matches('.ws-blank, textarea, input:not([type]), input[type="text"]:not([inputmode])');
  return { name: window.nameOf(one), inMain: Boolean(one.closest('#main')), isSeen, kind: isText ? 'text' : one.type };
});

/** A sheet with its questions: the program for them may come a moment after its title. @param {import('@playwright/test').Page} page */
const whole = (page, sheet) => expect(page.locator(`[data-sheet="community/${sheet}"] :is(.ws-field, .ws-blank, .ws-rows, fieldset)`).first()).toBeVisible();

/** Walks a page with Tab from its title to its end, writing on the way. @param {import('@playwright/test').Page} page */
async function walk(page, text) {
  await expect(page.locator('#main h1')).toBeFocused();
  let stations = 0;
  for (let wanted = await upcoming(page); wanted; wanted = await upcoming(page)) {
    const { name: before } = await focus(page);
    await page.keyboard.press('Tab');
    // A date has stations of its own: day, month, year, calendar.
    for (let i = 0; i < 4 && (await focus(page)).name === before; i += 1) await page.keyboard.press('Tab');
    const { name, isSeen, kind } = await focus(page);
    expect(name).toBe(wanted);
    expect(isSeen, `${wanted} can be seen`).toBe(true);
    if (kind === 'text') await page.keyboard.insertText(text);
    if (kind === 'radio') await page.keyboard.press('Space');
    stations += 1;
  }
  expect(stations).toBeGreaterThan(2);
  await page.keyboard.press('Tab');
  expect((await focus(page)).inMain, 'Tab leaves the page behind').toBe(false);
}

/** Goes back with Shift and Tab until something has the focus, and presses it. @param {import('@playwright/test').Page} page */
async function press(page, selector, limit = 60) {
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press('Shift+Tab');
    if (await page.evaluate((wanted) => Boolean(document.activeElement?.matches(wanted)), selector)) {
      await page.keyboard.press('Enter');
      return;
    }
  }
  throw new Error(`Shift+Tab does not reach ${selector}`);
}

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`the whole way with the keyboard alone (${locale})`, async ({ page }) => {
    test.setTimeout(150_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.addInitScript(() => {
      window.nameOf = (one) => one.id || one.dataset.action || one.dataset.example || one.getAttribute('href') || `${one.closest('fieldset')?.id ?? ''} ${one.getAttribute('aria-label') ?? one.textContent.trim().slice(0, 24)}`;
    });
    const way = sheetsOf('community').filter((sheet) => !['listening', 'problems', 'loop'].includes(sheet));
    await open(page, `./?lang=${locale}#/`);
    await tabTo(page, '[href="#/w/community/crowd"]', 80);
    await page.keyboard.press('Enter');
    for (const [at, sheet] of way.entries()) {
      await whole(page, sheet);
      await expect(page).toHaveTitle(new RegExp(say('Name', locale)));
      await expect.poll(() => page.evaluate(() => document.title)).not.toContain(say('Tagline', locale));
      await walk(page, `${sheet} ${at}`);
      await settled(page);
      await press(page, at === way.length - 1 ? '.ws-next__path' : '.ws-next__link');
    }
    // The path knows all of it; the tools are on it too.
    await expect(page.locator('.ws-path')).toBeVisible();
    await walk(page, '');
    await expect(page.locator('[data-summary]')).toContainText('crowd 0');
    for (const tool of ['listening', 'problems', 'loop']) {
      await press(page, `[href="#/w/community/${tool}"]`, 90);
      await whole(page, tool);
      await walk(page, tool);
      await press(page, '.ws-next__path');
      await expect(page.locator('.ws-path')).toBeVisible();
      await expect(page.locator('#main h1')).toBeFocused();
      for (let i = 0; i < 90; i += 1) {
        await page.keyboard.press('Tab');
        if (!(await focus(page)).inMain) break;
      }
    }
  });
}

test('Back leads to where one was, and the title says where that is', async ({ page }) => {
  await open(page, './#/p/community');
  const link = page.locator('[href="#/w/community/screen"]');
  await link.focus();
  const scroll = await page.evaluate(() => scrollY);
  expect(scroll).toBeGreaterThan(0);
  const title = await page.title();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-sheet="community/screen"] h1')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect(await page.title()).not.toBe(title);
  await page.goBack();
  await expect(link).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scroll);
  expect(await page.title()).toBe(title);
});

test('Enter goes from question to question, and makes one row after the other', async ({ page }) => {
  await open(page, './#/w/community/crowd');
  await page.locator('[id="crowd.who"]').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="crowd.situation"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="crowd.person"]')).toBeFocused();
  // A long text has lines of its own.
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="crowd.person"]')).toBeFocused();
  await page.goto('./#/w/community/monday');
  await living(page);
  const add = page.locator('[id="monday.people"] [data-action="add-row"]');
  await add.focus();
  await page.keyboard.press('Enter');
  const cells = page.locator('[id="monday.people"] .ws-row input');
  await expect(cells.first()).toBeFocused();
  for (let i = 1; i < await cells.count(); i += 1) await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="monday.people"] .ws-row')).toHaveCount(2);
});

test('on a phone what comes next stands at the thumb, above the keyboard', async ({ page }) => {
  await open(page, './#/w/community/crowd');
  const bar = page.locator('.ws-onward');
  await expect(bar).toBeHidden();
  await page.locator('[id="crowd.who"]').click();
  await expect(bar).toBeVisible();
  await expect(bar).toContainText('1 / 3');
  const next = bar.getByRole('button');
  expect((await next.boundingBox()).height).toBeGreaterThanOrEqual(44);
  // The keyboard comes up: the window is shorter, and what is written stays in it.
  await page.setViewportSize({ width: 390, height: 420 });
  await next.click();
  const control = page.locator('[id="crowd.situation"]');
  await expect(control).toBeFocused();
  await expect(control).toBeInViewport();
  const [field, foot] = [await control.boundingBox(), await bar.boundingBox()];
  expect(field.y + field.height).toBeLessThanOrEqual(foot.y);
  await next.click();
  await expect(page.locator('[id="crowd.person"]')).toBeFocused();
  await expect(bar).toContainText(say('OnwardLast'));
  await page.locator('h1').click();
  await expect(bar).toBeHidden();
});

test('a keyboard that comes up never hides what is being written', async ({ page }) => {
  for (const [address, control] of [['./#/', '[id="job.obstacle"]'], ['./#/w/community/screen', '[id="screen.skill-fact"]']]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, address);
    const field = page.locator(control);
    await field.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top + scrollY - 760));
    await field.focus();
    await page.setViewportSize({ width: 390, height: 400 });
    await expect(field).toBeInViewport({ ratio: 1 });
  }
});

test('what is odd is told once more before it is sent: the focus goes there, and each line leads to its place', async ({ page }) => {
  await open(page, './?lang=en#/w/independent/balance');
  const number = page.locator('input[inputmode]').first();
  await number.fill('a lot');
  await page.locator('[data-action="share"]').click();
  const summary = page.locator('.ws-odd');
  await expect(summary.getByRole('heading')).toBeFocused();
  await expect(summary.getByRole('heading')).toHaveText(say('OddTitle', 'en', '1'));
  await expect(summary.getByRole('listitem')).toContainText('a lot');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(number).toBeFocused();
  expect(new URL(page.url()).hash).toBe('#/w/independent/balance');
  await page.locator('[data-action="share-anyway"]').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
  await page.keyboard.press('Escape');
  await number.fill('1200');
  await page.locator('[data-action="share"]').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
  await expect(summary).toHaveCount(0);
});

test('the focus stays near what was moved, removed or brought back', async ({ page }) => {
  await open(page, './?lang=en#/w/community/listening');
  const add = page.locator('[data-action="add-row"]').first();
  const rows = page.locator('.ws-row');
  for (const [at, text] of ['one', 'two', 'three'].entries()) {
    await add.click();
    await expect(rows.nth(at).locator('textarea').first()).toBeFocused();
    await page.keyboard.insertText(text);
  }
  const up = rows.nth(2).getByRole('button', { name: say('RowUp', 'en') });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(rows.nth(1).locator('textarea').first()).toHaveValue('three');
  await expect(rows.nth(1).getByRole('button', { name: say('RowUp', 'en') })).toBeFocused();
  await rows.nth(1).locator('[data-action="remove-row"]').press('Enter');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1).locator('[data-action="remove-row"]')).toBeFocused();
  const undo = page.locator('.ws-notice').getByRole('button');
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(3);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});
