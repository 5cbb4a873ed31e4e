// Notebooks, the backup, and answers whose question is gone.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, living, notice, open, saved, say, settled, storage, write } from './card.js';
import { bare, body, crc32, seal } from './saves.js';

const DATA = './#/data';
const book = (page, at) => page.locator('[data-notebook]').nth(at);
const header = (page) => page.locator('.ws-masthead__notebook');

/** Goes to another page of the site without loading it again. */
async function go(page, fragment) {
  await page.evaluate((to) => { location.hash = to; }, fragment);
}

/** Makes a notebook with a name and opens it. */
async function makeNotebook(page, name) {
  await go(page, '#/data');
  await action(page, 'new-notebook').click();
  const count = await page.locator('[data-notebook]').count();
  const field = book(page, count - 1).locator('input');
  await expect(field).toBeFocused();
  await page.keyboard.insertText(name);
  await book(page, count - 1).locator('[data-action="open-notebook"]').click();
  await expect(header(page)).toHaveText(name);
}

test('a second notebook starts empty, and the first keeps its keys and words', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await expect(header(page)).toHaveCount(0);
  await makeNotebook(page, '面包店');
  await go(page, '#/');
  await expectBlanks(page, { who: '' });
  await write(page, { who: '早起的人' });
  await settled(page);
  expect(await saved(page)).toEqual({ who: '老周' });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '早起的人' });
  await expect(header(page)).toHaveText('面包店');
  await go(page, '#/data');
  await book(page, 0).locator('[data-action="open-notebook"]').click();
  await expect(notice(page)).toContainText(say('NotebookFirst'));
  await go(page, '#/w/community/job');
  await expectBlanks(page, { who: '老周' });
});

test('the prerendered card shows the words of the notebook that is open', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await makeNotebook(page, '第二');
  await go(page, '#/');
  await write(page, { who: '另一个' });
  await settled(page);
  await page.route(/\/app-[^/]*\.wasm$/, () => {});
  await page.reload();
  await expect(blank(page, 'who')).toHaveText('另一个');
});

test('a notebook is duplicated, put into the bin, taken back, and both changes are undone', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await go(page, '#/data');
  await book(page, 0).locator('[data-action="duplicate-notebook"]').click();
  await expect(page.locator('[data-notebook]')).toHaveCount(2);
  await expect(book(page, 1).locator('input')).toHaveValue(say('NotebookCopy', 'zh-Hans', say('NotebookFirst')));
  await book(page, 1).locator('[data-action="open-notebook"]').click();
  await go(page, '#/');
  await expectBlanks(page, { who: '老周' });
  await go(page, '#/data');
  await book(page, 1).locator('[data-action="delete-notebook"]').click();
  await expect(page.locator('[data-notebook]')).toHaveCount(1);
  await expect(page.locator('[data-binned]')).toHaveCount(1);
  await expect(header(page)).toHaveCount(0);
  await expect(notice(page)).toContainText(say('NotebookDeleted').split('{}')[1]);
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expect(page.locator('[data-notebook]')).toHaveCount(2);
  await book(page, 0).locator('[data-action="delete-notebook"]').click();
  await expect(header(page)).toHaveCount(0);
  await page.reload();
  await living(page);
  await action(page, 'restore-notebook').click();
  await expect(page.locator('[data-notebook]')).toHaveCount(2);
  await expect(book(page, 0).locator('[data-action="delete-notebook"]')).toBeVisible();
});

test('what was in the bin for 30 days is removed, and nothing sooner', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await go(page, '#/data');
  await book(page, 0).locator('[data-action="duplicate-notebook"]').click();
  await book(page, 1).locator('[data-action="delete-notebook"]').click();
  await expect(page.locator('[data-binned]')).toHaveCount(1);
  const keys = async () => (await storage(page)).filter(([key]) => key.includes('/community/job/')).length;
  const before = await keys();
  await page.waitForTimeout(400);
  await page.clock.setFixedTime(Date.now() + 29 * 86_400_000);
  await page.reload();
  await living(page);
  await expect(page.locator('[data-binned]')).toHaveCount(1);
  expect(await keys()).toBe(before);
  await page.clock.setFixedTime(Date.now() + 31 * 86_400_000);
  await page.reload();
  await living(page);
  await expect(page.locator('[data-binned]')).toHaveCount(0);
  expect(await keys()).toBeLessThan(before);
  await go(page, '#/');
  await expectBlanks(page, { who: '老周' });
});

test('two notebooks stand side by side on a sheet', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await makeNotebook(page, '面包店');
  await go(page, '#/');
  await write(page, { who: '早起的人', situation: '六点' });
  await go(page, '#/data');
  await page.locator('[id="compare.sheet"]').selectOption('community/job');
  const row = page.locator('[data-compare] tbody tr').first();
  await expect(row.locator('td')).toHaveText(['早起的人', '老周']);
});

test('a notebook of another tab is there, and its delete is undone in every tab', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, DATA);
  await open(other, DATA);
  await action(page, 'new-notebook').click();
  await expect(book(page, 1).locator('input')).toBeFocused();
  await page.keyboard.insertText('别的方向');
  await expect(book(other, 1).locator('input')).toHaveValue('别的方向');
  await book(page, 1).locator('[data-action="delete-notebook"]').click();
  await expect(other.locator('[data-notebook]')).toHaveCount(1);
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expect(book(other, 1).locator('input')).toHaveValue('别的方向');
});

test('a backup holds all notebooks, restores into an empty browser, and can be undone', async ({ page, stranger }) => {
  await open(page);
  await write(page, { who: '老周', situation: '下雨' });
  await makeNotebook(page, '面包店');
  await go(page, '#/');
  await write(page, { who: '早起的人' });
  await settled(page);
  await go(page, '#/data');
  const [download] = await Promise.all([page.waitForEvent('download'), action(page, 'backup').click()]);
  expect(download.suggestedFilename()).toMatch(/^sproutsheet-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await download.path(), 'utf8');
  const json = JSON.parse(text);
  expect(json.format).toBe('sproutsheet-backup');
  expect(json.count).toBe(json.parts.length);

  const reader = await (await stranger()).newPage();
  await open(reader);
  await write(reader, { obstacle: '自己的' });
  await go(reader, '#/data');
  const pick = (content) => reader.locator('[id="data.file"]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  await pick(text);
  const preview = reader.locator('.ws-restore');
  await expect(preview).toContainText(say('RestoreShows'));
  await expect(preview.locator('li')).toHaveCount(3);
  expect(await saved(reader)).toEqual({ obstacle: '自己的' });
  await action(reader, 'restore').click();
  await expect(reader.locator('[data-notebook]')).toHaveCount(2);
  await go(reader, '#/');
  await expectBlanks(reader, { who: '老周', situation: '下雨', obstacle: '自己的' });
  await expectSaved(reader, { who: '老周', situation: '下雨', obstacle: '自己的' });
  await action(reader, 'undo').click();
  await expectBlanks(reader, { who: '', situation: '', obstacle: '自己的' });
  await action(reader, 'redo').click();
  await expectBlanks(reader, { who: '老周' });

  // The same again changes nothing; a spoiled one says what it lost; a foreign one is refused.
  await go(reader, '#/data');
  await pick(text);
  await expect(preview).toContainText(say('RestoreNothing'));
  await pick(text.replace('早起的人', '晚起的人'));
  await expect(preview.locator('[data-lost]')).toContainText(say('RestoreLost'));
  await pick(text.slice(0, text.indexOf('\n') + 1));
  await expect(preview).toContainText(say('RestoreMissing').split('{}')[0]);
  await pick('hello');
  await expect(preview).toContainText(say('RestoreForeign'));
  await pick(JSON.stringify(json, null, 2));
  await expect(preview).toContainText(say('RestoreNothing'));
});

test('a whole restore is taken back with one button', async ({ page }) => {
  await open(page, DATA);
  const parts = [['first/community/job', body('community/job', { who: '老周' })], ['first/community/crowd', body('community/crowd', { who: '街坊' })]];
  const line = ([key, content]) => {
    const json = JSON.stringify(content);
    return `{"key":"${key}","check":"${crc32(Buffer.from(`${key}\0${json}`))}","body":${json}}`;
  };
  const text = `{"format":"sproutsheet-backup","version":1,"made":1769000000000,"count":2,"parts":[\n${parts.map(line).join(',\n')}\n]}\n`;
  await page.locator('[id="data.file"]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await action(page, 'restore').click();
  await action(page, 'undo-restore').click();
  await go(page, '#/');
  await expectBlanks(page, { who: '' });
});

test('after a week without a backup a line reminds, once a week, and a backup ends it', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  const reminder = page.locator('[data-remind="backup"]');
  await expect(reminder).toHaveCount(0);
  await page.clock.setFixedTime(Date.now() + 8 * 86_400_000);
  await page.reload();
  await living(page);
  await expect(reminder).toContainText(say('RemindBackup'));
  await reminder.getByRole('button', { name: say('RemindLater') }).click();
  await expect(reminder).toHaveCount(0);
  await page.reload();
  await living(page);
  await expect(reminder).toHaveCount(0);
  await page.clock.setFixedTime(Date.now() + 16 * 86_400_000);
  await page.reload();
  await living(page);
  await reminder.getByRole('link').click();
  await Promise.all([page.waitForEvent('download'), action(page, 'backup').click()]);
  await expect(notice(page)).toContainText(say('BackupSaved'));
  await go(page, '#/');
  await page.reload();
  await living(page);
  await expect(reminder).toHaveCount(0);
});

test('answers whose question is gone stand on the sheet, are copied, and stay in the next save', async ({ page }) => {
  await open(page);
  await bare(page);
  const save = seal(3, body('community/job', { who: '老周', mood: '平静\n第二行' }));
  await page.evaluate((text) => localStorage.setItem('sproutsheet/first/community/job/a', text), save);
  await open(page);
  const earlier = page.locator('[data-earlier]');
  await expect(earlier).toContainText('平静');
  await expect(page.getByText(say('EarlierHow'))).toBeVisible();
  await action(page, 'copy-earlier').click();
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', mood: '平静\n第二行', situation: '下雨' });
});

test('what was set aside can be downloaded as it was', async ({ page }) => {
  await bare(page);
  await page.evaluate(() => localStorage.setItem('sproutsheet/aside/12/sproutsheet/first/community/job/a', 'as it was'));
  await open(page, DATA);
  const [download] = await Promise.all([page.waitForEvent('download'), action(page, 'download-aside').click()]);
  expect(readFileSync(await download.path(), 'utf8')).toBe('as it was');
});

test('what was set aside can be deleted, one by one, and taken back', async ({ page }) => {
  await bare(page);
  const keys = ['12', '13'].map((at) => `sproutsheet/aside/${at}/sproutsheet/first/community/job/a`);
  await page.evaluate((all) => all.forEach((key) => localStorage.setItem(key, 'as it was')), keys);
  await open(page, DATA);
  const there = () => page.evaluate((all) => all.map((key) => localStorage.getItem(key)), keys);
  await action(page, 'delete-aside').first().click();
  await expect(page.getByText(say('AsideDeleted'))).toBeVisible();
  expect(await there()).toEqual([null, 'as it was']);
  await page.locator('[data-action="undo-aside"]:visible').click();
  expect(await there()).toEqual(['as it was', 'as it was']);
  await action(page, 'delete-aside').last().click();
  expect(await there()).toEqual(['as it was', null]);
});

test('a file too large to be a backup is refused, and not read to its end', async ({ page }) => {
  await open(page, DATA);
  const buffer = Buffer.alloc(34 * 1024 * 1024, 'x');
  await page.locator('[id="data.file"]').setInputFiles({ name: 'b', mimeType: 'text/plain', buffer });
  await expect(page.locator('.ws-restore')).toContainText(say('RestoreTooLarge'));
});

test('undo goes on after a reload', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await action(page, 'reset').click();
  await expectBlanks(page, { who: '' });
  await settled(page);
  await page.reload();
  await living(page);
  await action(page, 'undo').click();
  await expectBlanks(page, { who: '老周' });
  await action(page, 'undo').click();
  await expectBlanks(page, { who: '' });
  await action(page, 'redo').click();
  await expectSaved(page, { who: '老周' });
});

for (const [theme, locale] of [['light', 'zh-Hans'], ['dark', 'en']]) {
  test(`the page of notebooks has no accessibility fault (${theme}, ${locale})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: /** @type {'light' | 'dark'} */ (theme) });
    await open(page, `./?lang=${locale}`);
    await write(page, { who: '老周' });
    await makeNotebook(page, '面包店');
    await page.locator('[id="compare.sheet"]').selectOption('community/job');
    await expect(page.locator('[data-compare]')).toBeVisible();
    await page.locator('[id="data.file"]').setInputFiles({ name: 'b', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await expect(page.locator('.ws-restore p')).toBeVisible();
    const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])).toEqual([]);
  });
}
