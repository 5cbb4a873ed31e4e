// Several sheets in one link: chosen on the path, opened as they were, kept in a notebook of their own.
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { CARD, action, dialog, expectBlanks, notice, open, say, sentence, sharedView, storage } from './card.js';
import { answersOf, keep, packs, paper, sheets } from './paper.js';

const card = CARD['zh-Hans'];
const find = (/** @type {string} */ id) => sheets.find((sheet) => sheet.id === id);
const [crowd, listening] = ['crowd', 'listening'].map(find);
const people = answersOf(crowd, 'filled', 'zh-Hans');
const said = { quotes: [{ quote: '一断更就接不回来', who: '小满' }, { quote: '对账对到半夜', who: '阿莲' }] };

/** Writes three sheets and opens the dialog that sends them. @param {import('@playwright/test').Page} page */
async function sharePath(page) {
  await keep(page, [[crowd, people], [find('job'), { answers: card, rows: {} }], [listening, { answers: {}, rows: /** @type {any} */ (said) }]]);
  await open(page, './#/p/community');
  await action(page, 'share').click();
  await expect(dialog(page)).toContainText(say('SharePathTitle'));
  const link = dialog(page).locator('[data-share-link]');
  await expect(link).toBeVisible();
  return link;
}

const tick = (page, sheet) => dialog(page).getByRole('checkbox', { name: sheet.name['zh-Hans'], exact: true });

test('the sheets of a path that are written on travel in one link, and those that are left out do not', async ({ page, stranger }) => {
  const link = await sharePath(page);
  // Other sheets show what flows from these: they are not offered.
  for (const sheet of [crowd, find('job'), listening]) await expect(tick(page, sheet)).toBeChecked();
  await expect(tick(page, find('fit'))).toHaveCount(0);
  const preview = dialog(page).locator('.ws-share__preview');
  await expect(preview.locator('figure')).toHaveCount(3);
  await expect(preview).toContainText('对账对到半夜');
  const all = (await link.textContent()) ?? '';
  await tick(page, crowd).uncheck();
  await expect(preview.locator('figure')).toHaveCount(2);
  await expect(link).not.toHaveText(all);
  const some = (await link.textContent()) ?? '';
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const reader = await (await stranger()).newPage();
  await reader.goto(some);
  await expect(sharedView(reader)).toHaveCount(2);
  await expect(reader.locator('h1')).toHaveText([say('SharedTitle')]);
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(card));
  await expect(sharedView(reader).last()).toContainText('阿莲');
  await reader.goto('about:blank');
  await reader.goto(all);
  await expect(sharedView(reader)).toHaveCount(3);
  await expect(sharedView(reader).first()).toHaveAttribute('data-sheet', 'community/crowd');
});

test('what is kept in a new notebook leaves one’s own as it is, and to undo it puts that notebook away', async ({ page, stranger }) => {
  const link = (await (await sharePath(page)).textContent()) ?? '';
  const reader = await (await stranger()).newPage();
  const mine = { who: '我自己的人' };
  await keep(reader, [[find('job'), { answers: mine, rows: {} }]]);
  await open(reader, link);
  const own = (await storage(reader)).filter(([key]) => key.startsWith('sproutsheet/first/'));
  await action(reader, 'keep-all').click();
  await expect(reader).toHaveURL(/#\/p\/community$/);
  await expect(notice(reader)).toContainText(say('KeptNew').split('{}')[1]);
  await expect(reader.locator('[data-summary]')).toContainText(sentence(card));
  expect((await storage(reader)).filter(([key]) => key.startsWith('sproutsheet/first/'))).toEqual(own);
  await notice(reader).getByRole('button', { name: say('Undo') }).click();
  await expect(reader.locator('[data-summary]')).toContainText(mine.who);
  await reader.goto('./#/data');
  await expect(reader.locator('[data-binned]')).toHaveCount(1);
});

test('a single card can go into a new notebook where one has written one’s own', async ({ page, stranger }) => {
  await keep(page, [[find('job'), { answers: card, rows: {} }]]);
  await open(page);
  await action(page, 'share').click();
  const link = (await dialog(page).locator('[data-share-link]').textContent()) ?? '';
  const reader = await (await stranger()).newPage();
  await open(reader, link);
  await expect(sharedView(reader)).toBeVisible();
  await expect(action(reader, 'keep-new')).toHaveCount(0);
  await keep(reader, [[find('job'), { answers: { who: '我' }, rows: {} }]]);
  await open(reader, link);
  await action(reader, 'keep-new').click();
  await expectBlanks(reader, card);
  await notice(reader).getByRole('button', { name: say('Undo') }).click();
  await expectBlanks(reader, { who: '我' });
});

test('a path leaves as a picture, a code and text too', async ({ page }) => {
  await sharePath(page);
  for (const [word, made] of [['AsCode', '[data-share-code]'], ['AsPicture', '[data-share-picture]'], ['AsText', '[data-share-text]']]) {
    await dialog(page).getByRole('radio', { name: say(word), exact: true }).check();
    await expect(dialog(page).locator(made)).toBeVisible();
  }
  await expect(dialog(page).locator('[data-share-text]')).toContainText(sentence(card));
});

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`the portrait that a path ends in travels in its link, word for word, and prints on one page (${locale})`, async ({ page, stranger }) => {
    const pack = packs[1];
    await keep(page, pack.sheets.map((/** @type {any} */ sheet) => [sheet, answersOf(sheet, 'filled', locale)]));
    await open(page, `./?lang=${locale}#/p/${pack.id}`);
    const lines = page.locator('[data-portrait] p');
    await expect(lines).toHaveCount(pack.sheets.length);
    const mine = await lines.allTextContents();
    await action(page, 'share').click();
    const link = (await dialog(page).locator('[data-share-link]').textContent()) ?? '';
    const reader = await (await stranger()).newPage();
    await reader.goto(link);
    await expect(sharedView(reader)).toHaveCount(pack.sheets.length);
    await expect(reader.locator('[data-portrait] p')).toHaveText(mine);
    // Only what is looked at has travelled: nothing is kept.
    expect((await storage(reader)).filter(([key]) => key.includes(`/${pack.id}/`))).toEqual([]);
    expect(await paper(page, `${pack.id}?portrait`, locale)).toBe(1);
    const said = (await page.locator('.pp-sentence--line').allTextContents()).map((line) => line.trim());
    expect(said).toEqual(mine.map((line) => line.trim()));
  });
}
