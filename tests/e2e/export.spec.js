// Taking along what was written, in every form, and bringing rows back in.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { CARD, action, dialog, notice, open, say, sentence, settled, write } from './card.js';
import { answersOf, inkOf, keep, packs, printTo, sheets, textOf, typed } from './paper.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const listening = sheets.find((sheet) => sheet.id === 'listening');
const quotes = listening.sections[0].fields[0];

/** What people and attackers type. */
const NASTY = '“他说”|"a", b\n=cmd|\' /C calc\'!A0 🌱 \u{200f}עברית <b>&amp;';

/**
 * Takes a form along. Gives the file's name and text.
 * @param {import('@playwright/test').Page} page @param {string} form
 */
async function take(page, form) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).locator(`[data-export="${form}"]`).click(),
  ]);
  await expect(dialog(page).getByRole('status').first()).toContainText(download.suggestedFilename());
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Opens the export of a page. @param {import('@playwright/test').Page} page */
async function openExport(page) {
  await action(page, 'export').click();
  await expect(dialog(page)).toContainText(say('ExportTitle'));
}

/** @param {import('@playwright/test').Page} page */
async function expectClean(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
}

test('a card leaves as text, Markdown, JSON and CSV, under a name in its language', async ({ page }) => {
  await open(page);
  await write(page, CARD['zh-Hans']);
  await settled(page);
  await openExport(page);
  const text = await take(page, 'txt');
  expect(text.name).toMatch(/^一句话说清 \d{4}-\d\d-\d\d\.txt$/);
  expect(text.text).toContain(sentence(CARD['zh-Hans']));
  const markdown = await take(page, 'md');
  expect(markdown.text).toContain(`> ${sentence(CARD['zh-Hans'])}`);
  const json = JSON.parse((await take(page, 'json')).text);
  expect(json).toMatchObject({ format: 'sproutsheet-export', version: 1, language: 'zh-Hans' });
  const answers = Object.fromEntries(json.sheets[0].answers.map(({ id, answer }) => [id, answer]));
  expect(answers).toEqual(CARD['zh-Hans']);
  const csv = await take(page, 'csv');
  expect(csv.text.startsWith('\u{feff}')).toBe(true);
});

test('the page that leaves opens alone: no script, no network, nothing for axe', async ({ page, context, browser }, info) => {
  await keep(page, [[listening, { answers: {}, rows: { quotes: [{ quote: NASTY, who: '小满' }, { who: '阿莲' }] } }]]);
  await open(page, './#/p/community');
  await openExport(page);
  const { name, text } = await take(page, 'html');
  expect(name).toMatch(/\.html$/);
  expect(text).not.toMatch(/<script|<link|<img|src=/);
  const file = info.outputPath('page.html');
  writeFileSync(file, text);
  // From the disk, in a browser that reaches nothing else.
  const alone = await browser.newContext({ offline: true });
  /** @type {string[]} */
  const asked = [];
  alone.on('request', (request) => asked.push(request.url()));
  await alone.route(/^(?!file:)/, (route) => route.abort());
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const reader = await alone.newPage();
    await reader.emulateMedia({ colorScheme });
    await reader.goto(pathToFileURL(file).href);
    expect(await reader.locator('script').count()).toBe(0);
    await expect(reader.locator('td').first()).toHaveText(NASTY);
    await expect(reader.locator('td b')).toHaveCount(0);
    await expectClean(reader);
    await reader.setViewportSize({ width: 320, height: 640 });
    expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await reader.screenshot({ path: info.outputPath(`phone-${colorScheme}.png`), fullPage: true });
    // It prints as ink on white, whatever the look.
    const printed = info.outputPath(`${colorScheme}.pdf`);
    await printTo(reader, printed);
    for (const ink of inkOf(printed)) expect(ink).toBeLessThan(0.2);
    expect(textOf(printed)).toContain('小满');
    await reader.close();
  }
  expect([...new Set(asked)]).toEqual([pathToFileURL(file).href]);
  await alone.close();
  expect(context.pages().length).toBe(1);
});

test('a sheet and a path leave as pictures', async ({ page }) => {
  await keep(page, [[sheets.find((sheet) => sheet.id === 'job'), { answers: CARD['zh-Hans'], rows: {} }]]);
  for (const [place, name] of [['', '一句话说清'], ['#/p/community', packs[0].title['zh-Hans']]]) {
    await open(page, `./${place}`);
    await openExport(page);
    const loading = page.waitForEvent('download');
    await dialog(page).locator('[data-export="png"]').click();
    const file = await loading;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^${name} \\d{4}-\\d\\d-\\d\\d\\.png$`));
    expect(readFileSync(await file.path()).subarray(1, 4).toString()).toBe('PNG');
    await page.goto('about:blank');
  }
});

test('a notebook leaves whole, with both packs, in every form', async ({ page, stranger }) => {
  const [one, other] = packs.map((pack) => pack.sheets[0]);
  const written = [one, other].map((sheet) => [sheet, answersOf(sheet, 'filled', 'zh-Hans')]);
  await keep(page, /** @type {any} */ (written));
  await open(page, './#/data');
  await action(page, 'export-notebook').click();
  await expect(dialog(page)).toContainText(say('ExportTitle'));
  const all = written.flatMap(([, answers]) => typed(/** @type {any} */ (answers)));
  for (const form of ['txt', 'md', 'csv', 'json', 'html']) {
    const { name, text } = await take(page, form);
    expect(name).toContain(say('NotebookFirst'));
    // The words themselves: each form guards signs in its own way.
    for (const words of all) expect(text, form).toContain(/第 \d+ 句/.exec(words)?.[0] ?? words);
    for (const pack of packs) expect(text, form).toContain(form === 'csv' ? pack.sheets[0].name['zh-Hans'] : pack.title['zh-Hans']);
    if (form === 'json') {
      expect(JSON.parse(text)).toMatchObject({ format: 'sproutsheet-notebook', version: 1, packs: [{ pack: { id: 'community' } }, { pack: { id: 'independent' } }] });
    }
    if (form === 'html') {
      const reader = await (await stranger()).newPage();
      await reader.setContent(text);
      await expectClean(reader);
    }
  }
});

test('a notebook leaves without being opened, in every form', async ({ page }, info) => {
  // What is drawn is noted: a picture's words cannot be read off it.
  await page.addInitScript(() => {
    const drawn = /** @type {any} */ (window).drawn = /** @type {string[]} */ ([]);
    const draw = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function fillText(text, ...place) {
      drawn.push(text);
      return draw.call(this, text, ...place);
    };
  });
  await keep(page, [[sheets.find((sheet) => sheet.id === 'job'), { answers: { ...CARD['zh-Hans'], who: '先前那本的老周' }, rows: {} }]]);
  await open(page, './#/data');
  await action(page, 'new-notebook').click();
  const books = page.locator('[data-notebook]');
  await expect(books).toHaveCount(2);
  await page.keyboard.insertText('第二本');
  await books.nth(1).locator('[data-action="open-notebook"]').click();
  const header = page.locator('.ws-masthead__notebook');
  await expect(header).toHaveText('第二本');
  await page.evaluate(() => { location.hash = '#/w/community/job'; });
  await write(page, { who: '后来那本的阿莲' });
  await settled(page);
  await page.evaluate(() => { location.hash = '#/data'; });
  for (const [at, name, own, other] of /** @type {const} */ ([
    [0, say('NotebookFirst'), '先前那本的老周', '后来那本的阿莲'],
    [1, '第二本', '后来那本的阿莲', '先前那本的老周'],
  ])) {
    // Chromium lets a page hand over no more than ten files in a burst; nobody takes eleven that fast.
    await page.waitForTimeout(at * 2_000);
    const button = books.nth(at).locator('[data-action="export-notebook"]');
    await button.click();
    for (const form of ['txt', 'md', 'csv', 'json', 'html']) {
      const file = await take(page, form);
      expect(file.name, form).toMatch(new RegExp(`^${name} \\d{4}-\\d\\d-\\d\\d\\.${form}$`));
      expect(file.text, form).toContain(own);
      expect(file.text, form).not.toContain(other);
    }
    const loading = page.waitForEvent('download');
    await page.evaluate(() => { /** @type {any} */ (window).drawn.length = 0; });
    await dialog(page).locator('[data-export="png"]').click();
    const file = await loading;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^${name} \\d{4}-\\d\\d-\\d\\d\\.png$`));
    await file.saveAs(info.outputPath(`notebook-${at}.png`));
    const drawn = await page.evaluate(() => /** @type {any} */ (window).drawn.join(''));
    expect(drawn).toContain(own);
    expect(drawn).not.toContain(other);
    expect(drawn.replaceAll(' ', '')).toContain(name.replaceAll(' ', ''));
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
    await expect(header).toHaveText('第二本');
  }
});

test('rows leave as CSV and come back the same, shown first and undone as one', async ({ page, stranger }, info) => {
  const rows = [
    { quote: NASTY, who: '小满', situation: '对账', progress: '-', obstacle: "'=1+1", where: '＠群', date: '2026-01-31' },
    { quote: ' 前后有空格 ', who: '阿莲', situation: ';', progress: '\t', obstacle: '+1', where: '', date: '' },
  ];
  await keep(page, [[listening, { answers: {}, rows: { quotes: rows } }]]);
  await open(page, './#/w/community/listening');
  await openExport(page);
  const { text } = await take(page, 'csv');
  const file = info.outputPath('rows.csv');
  writeFileSync(file, text);

  const reader = await (await stranger()).newPage();
  await open(reader, './#/w/community/listening');
  await openExport(reader);
  await dialog(reader).locator('input[type="file"]').setInputFiles(file);
  await expect(dialog(reader)).toContainText(say('ImportFound', 'zh-Hans', '2'));
  await expect(dialog(reader).locator('td').nth(1)).toHaveText('小满');
  await expect(reader.locator('.ws-row')).toHaveCount(0);
  await expectClean(reader);
  await action(reader, 'import-rows').click();
  await expect(dialog(reader)).toHaveCount(0);
  await expect(notice(reader)).toContainText(say('ImportDone', 'zh-Hans', '2'));
  await expect(reader.locator('.ws-row')).toHaveCount(2);
  const back = await reader.locator('.ws-row').evaluateAll((all, names) => all.map((row) =>
    Object.fromEntries(names.map((name) => [name, row.querySelector(`[id$=".${name}"]`).value]))),
  quotes.columns.map((/** @type {any} */ column) => column.id));
  // A line of text holds no break: what a person pastes there loses it too.
  expect(back).toEqual(rows.map((row) => ({ ...row, progress: row.progress })));
  await notice(reader).getByRole('button', { name: say('Undo') }).click();
  await expect(reader.locator('.ws-row')).toHaveCount(0);
});

test('a table of somebody else’s program is read, and one without our columns is told', async ({ page }, info) => {
  await open(page, './#/w/community/listening');
  await openExport(page);
  const pick = async (/** @type {string} */ name, /** @type {string | Buffer} */ bytes) => {
    const file = info.outputPath(name);
    writeFileSync(file, bytes);
    await dialog(page).locator('input[type="file"]').setInputFiles(file);
  };
  await pick('other.csv', 'a,b\n1,2\n');
  await expect(dialog(page).getByRole('alert')).toContainText(quotes.columns[0].label['zh-Hans']);
  await pick('empty.csv', '');
  await expect(dialog(page).getByRole('alert')).toHaveText(say('ImportEmpty'));
  // As Excel saves it in China: GB 18030, here "谁,备注" and "李姐,x".
  await pick('excel.csv', Buffer.from([0xcb, 0xad, 0x2c, 0xb1, 0xb8, 0xd7, 0xa2, 0x0d, 0x0a, 0xc0, 0xee, 0xbd, 0xe3, 0x2c, 0x78, 0x0d, 0x0a]));
  await expect(dialog(page).locator('td').first()).toHaveText('李姐');
  await expect(dialog(page)).toContainText(say('ImportLeftOut', 'zh-Hans', '备注'));
});

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`axe finds nothing on the export, and it fits a small screen (${locale})`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, `./?lang=${locale}#/w/community/listening`);
    await action(page, 'export').click();
    await expect(dialog(page)).toContainText(say('ExportTitle', locale));
    await expectClean(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.keyboard.press('Escape');
    await expect(action(page, 'export')).toBeFocused();
  });
}
