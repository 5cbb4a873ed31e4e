// Every kind of field, in each of its states: what axe finds, what the keyboard can do, and that
// nothing written here is kept.
import { readFileSync, readdirSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { expectClean } from './axe.js';
import { open, say, storage } from './card.js';
import { combinations } from './matrix.js';

const FOLDER = new URL('../../worksheets/gallery/', import.meta.url);
const pack = JSON.parse(readFileSync(new URL('pack.json', FOLDER), 'utf8'));
const sheet = (id) => JSON.parse(readFileSync(new URL(`${id}.json`, FOLDER), 'utf8'));

const kind = (page, id) => page.locator(`[data-kind="${id}"]`);
const state = (page, id, name) => kind(page, id).locator(`[data-state="${name}"]`);
const control = (page, id) => page.locator(`[id="${id}"]`);

async function visit(page, locale = 'zh-Hans') {
  await page.clock.setFixedTime(new Date('2026-11-10T09:00:00'));
  await open(page, `./?lang=${locale}#/gallery`);
  await expect(page.locator('.ws-gallery')).toBeVisible();
}

for (const { locale, theme, width } of combinations({ locale: ['zh-Hans', 'en'], theme: ['light', 'dark'], width: [320, 390, 768, 1280] })) {
  test(`axe finds nothing in the gallery (${locale}, ${theme}, ${width} px)`, async ({ page }) => {
    test.slow(); // it is a long page
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await visit(page, locale);
    for (const details of await page.locator('details > summary').all()) await details.click();
    await expectClean(page);
  });
}

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`every kind stands there in its states, with its JSON (${locale})`, async ({ page }) => {
    await visit(page, locale);
    await expect(page).toHaveTitle(new RegExp(pack.title[locale]));
    expect(readdirSync(FOLDER).length).toBe(pack.sheets.length + 1);
    for (const id of pack.sheets) {
      const file = sheet(id);
      await expect(kind(page, id).locator('h2').first()).toHaveText(file.name[locale]);
      for (const name of ['empty', 'still', ...file.examples.map((example) => example.id)]) {
        await expect(state(page, id, name), `${id} ${name}`).toBeVisible();
      }
      const shown = await kind(page, id).locator('.ws-gallery__json').textContent();
      expect(JSON.parse(`[${shown}]`), id).toEqual(file.sections[0].fields);
    }
  });
}

test('nothing goes sideways at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
    await visit(page, locale);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), locale).toBe(320);
  }
});

test('what is written in the gallery is kept nowhere', async ({ page }) => {
  await visit(page);
  const before = await storage(page);
  await control(page, 'text-empty.who').fill('阿成');
  await state(page, 'quadrant', 'empty').locator('[data-action="add-card"]').click();
  await control(page, 'quadrant-empty.tasks.new').fill('一件事');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.waitForTimeout(700);
  expect(await storage(page)).toEqual(before);
  await page.reload();
  await expect(control(page, 'text-empty.who')).toHaveValue('');
});

test('odd numbers and dates are told once they are written, and stay as they are', async ({ page }) => {
  await visit(page, 'en');
  const wrong = control(page, 'number-wrong.loaves');
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(wrong).toHaveAccessibleDescription(new RegExp(say('FaultNoNumber', 'en', 'forty or so').slice(0, 20)));
  await expect(state(page, 'number', 'low').getByRole('alert')).toHaveText(say('FaultBelow', 'en', '0'));
  await expect(state(page, 'number', 'fine').getByRole('alert')).toHaveText(say('FaultWhole', 'en'));
  await expect(state(page, 'date', 'wrong').getByRole('alert')).toHaveText(say('FaultNoDate', 'en', '2026-02-30'));
  await wrong.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('-');
  await expect(wrong).not.toHaveAttribute('aria-invalid');
  await page.keyboard.press('Tab');
  await expect(state(page, 'number', 'wrong').getByRole('alert')).toHaveText(say('FaultNoNumber', 'en', '-'));
  await wrong.fill('1,200');
  await wrong.blur();
  await expect(wrong).not.toHaveAttribute('aria-invalid');
  await expect(wrong).toHaveValue('1,200');
});

test('a unit is one or many, as its number is', async ({ page }) => {
  await visit(page, 'en');
  const empty = state(page, 'number', 'empty');
  const unit = empty.locator('.ws-field__unit');
  await expect(unit).toHaveText('loaves');
  for (const [number, word] of [['1', 'loaf'], ['12', 'loaves'], ['1', 'loaf'], ['', 'loaves']]) {
    await empty.locator('input').fill(number);
    await expect(unit).toHaveText(word);
  }
});

test('a calculation follows what is written, and says what it lacks', async ({ page }) => {
  await visit(page, 'en');
  const empty = state(page, 'calculation', 'empty').locator('.ws-calculation');
  await expect(empty).toContainText('Still needs: Money at hand, What a month takes');
  await expect(empty).toContainText('Money at hand ÷ What a month takes = ____');
  await control(page, 'calculation-empty.reserve').fill('36,000');
  await expect(empty).toContainText('Still needs: What a month takes');
  await control(page, 'calculation-empty.living').fill('5400');
  await expect(empty.locator('.ws-calculation__number')).toHaveText('6.7 months');
  await expect(empty).toContainText('36,000 ÷ 5,400 = 6.7 months');
  await control(page, 'calculation-empty.living').fill('0');
  await expect(empty).toContainText('with nothing to pay for, for ever');
  await expect(empty.locator('.ws-calculation__number')).toHaveCount(0);
  await expect(state(page, 'calculation', 'wrong')).toContainText(say('CalculationNoNumber', 'en', 'Money at hand'));
});

test('a chart and shares say in a table what they draw', async ({ page }) => {
  await visit(page, 'en');
  const chart = state(page, 'chart', 'filled').locator('.ws-chart').first();
  await expect(chart.getByRole('img')).toHaveAccessibleName(/March 12 → June 347/);
  await chart.locator('summary').click();
  await expect(chart.locator('tbody tr')).toHaveText(['March12', 'April42', 'May137', 'June347', 'the whole batch1,000']);
  const shares = state(page, 'shares', 'filled').locator('.ws-shares');
  await expect(shares.locator('tr')).toHaveText(['bread420,00060%', 'baking classes200,00029%', 'goods on commission80,00011%']);
  await control(page, 'shares-empty.sources.add').click();
  await expect(state(page, 'shares', 'empty').locator('.ws-row input').first()).toBeFocused();
  await page.keyboard.type('eggs');
  await page.keyboard.press('Tab');
  await page.keyboard.type('5');
  await expect(state(page, 'shares', 'empty').locator('.ws-shares tr')).toHaveText(['eggs5100%']);
});

test('a board is written and sorted by keyboard alone', async ({ page }) => {
  await visit(page, 'en');
  const board = state(page, 'quadrant', 'empty');
  const field = (corner) => board.locator(`[data-corner="${corner}"] .ws-board__name`);
  const waiting = board.locator('.ws-board__waiting .ws-board__name');
  await control(page, 'quadrant-empty.tasks.new').focus();
  await page.keyboard.type('mend the oven');
  await page.keyboard.press('Enter');
  await page.keyboard.type('sleep');
  await page.keyboard.press('Enter');
  await expect(waiting).toHaveText(['mend the oven', 'sleep']);
  await expect(control(page, 'quadrant-empty.tasks.new')).toBeFocused();
  const mover = board.getByLabel(say('BoardMove', 'en', 'sleep'));
  await mover.focus();
  await mover.selectOption('up');
  await expect(field('up')).toHaveText(['sleep']);
  await expect(waiting).toHaveText(['mend the oven']);
  await expect(board.getByLabel(say('BoardMove', 'en', 'sleep'))).toBeFocused();
  // A letter picks from the list that has the focus.
  await page.keyboard.press('d');
  await expect(field('both')).toHaveText(['sleep']);
  await expect(board.getByLabel(say('BoardMove', 'en', 'sleep'))).toBeFocused();
  // The list below is the same rows: an answer there moves the card.
  await board.locator('summary').click();
  const urgent = board.locator('.ws-row').nth(1).getByRole('group', { name: 'Urgent' });
  await urgent.getByLabel('No', { exact: true }).check();
  await expect(field('up')).toHaveText(['sleep']);
  await board.locator('[data-action="remove-row"]').nth(1).click();
  await expect(field('up')).toHaveCount(0);
  await page.locator('.ws-notice').getByRole('button').click();
  await expect(field('up')).toHaveText(['sleep']);
});

test('a card can be dragged', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await visit(page, 'en');
  const board = state(page, 'quadrant', 'filled');
  const card = board.locator('.ws-board__waiting .ws-board__card').first();
  await card.dragTo(board.locator('[data-corner="across"]'));
  await expect(board.locator('[data-corner="across"] .ws-board__name')).toHaveText(['answer the supplier', 'ask Ben about flour']);
  await expect(board.locator('.ws-board__waiting')).toBeHidden();
});

test('circles say what stands in which overlap', async ({ page }) => {
  await visit(page, 'en');
  const circles = state(page, 'circles', 'filled');
  await expect(circles.locator('.ws-circles__list dt')).toHaveText([
    'In all 4', 'In 3: I love it, I am good at it, The world needs it', 'In 2: I love it, I am good at it',
    'In 2: I love it, The world needs it', 'In 2: I am good at it, It pays', 'In no circle yet',
  ]);
  await expect(circles.getByRole('img')).toHaveAccessibleName(/I love it ∩ I am good at it/);
  const empty = state(page, 'circles', 'empty');
  await control(page, 'circles-empty.things.add').focus();
  await page.keyboard.press('Enter');
  await expect(empty.locator('.ws-row input').first()).toBeFocused();
  await page.keyboard.type('songs');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(empty.locator('.ws-circles__list dt')).toHaveText(['In 1: I love it']);
  await expect(empty.locator('.ws-circles__list li')).toHaveText(['1songs']);
});

test('a streak is ticked by one tap, and walked by keyboard', async ({ page }) => {
  await visit(page, 'en');
  const streak = state(page, 'streak', 'filled');
  await expect(streak.locator('.ws-streak__count')).toHaveText('9/365');
  await expect(streak).toContainText(say('StreakLongest', 'en', '5'));
  await expect(streak).toContainText(say('StreakCurrent', 'en', '1'));
  const today = streak.locator('[data-action="tick"]');
  await today.click();
  await expect(today).toHaveAttribute('aria-pressed', 'true');
  await expect(streak).toContainText(say('StreakCurrent', 'en', '2'));
  const day = (name) => control(page, `streak-filled.days.d${name}`);
  await expect(day('20261110')).toHaveAttribute('aria-current', 'date');
  await day('20261110').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await expect(day('20261102')).toBeFocused();
  await expect(day('20261102')).toHaveAccessibleName('Monday, November 2');
  await page.keyboard.press('Enter');
  await expect(day('20261102')).toHaveAttribute('aria-pressed', 'false');
  await expect(streak.locator('.ws-streak__count')).toHaveText('9/365');
  await expect(day('20261102')).toBeFocused();
  await page.keyboard.press('PageUp');
  await expect(day('20261031')).toBeFocused();
  await expect(streak.locator('.ws-streak__title')).toHaveText('October 2026');
  await page.keyboard.press('ArrowDown');
  await expect(day('20261107')).toBeFocused();
  // Days to come cannot be ticked.
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(day('20261130')).toHaveAttribute('aria-pressed', 'false');
  await expect(day('20261130')).toHaveAttribute('aria-disabled', 'true');
  // One day is reached by Tab, whatever month it is.
  await streak.getByRole('button', { name: say('MonthBack', 'en') }).click();
  await expect(streak.locator('.ws-streak__day[tabindex="0"]')).toHaveCount(1);
});

test('the gallery is linked from the foot of every page', async ({ page }) => {
  await open(page, './');
  await page.getByRole('link', { name: say('GalleryLink') }).click();
  await expect(page.locator('.ws-gallery')).toBeVisible();
  await page.getByRole('button', { name: sheet('streak').name['zh-Hans'] }).click();
  await expect(page.locator('[id="gallery.streak"]')).toBeFocused();
});
