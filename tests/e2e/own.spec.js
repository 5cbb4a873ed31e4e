// An author's own worksheet: opened, checked, mended, filled, sent as a link, kept.
import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { action, dialog, notice, open, say, settled, share, sharedView, storage } from './card.js';
import { crc32 } from './saves.js';

const START = readFileSync(new URL('../../src/ui/start.json', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const text = (page) => page.locator('[id="own.text"]');
const who = (page) => page.locator('[id="week.who"]');
const sheet = (page) => page.locator('.ws-sheet[data-sheet^="own-"]');
const mistakes = (page) => page.locator('.ws-mistake');

/** Opens the author's page with a worksheet in it. */
async function author(page, definition = START, locale = 'zh-Hans') {
  await open(page, `./?lang=${locale}#/own`);
  await text(page).fill(definition);
}

/** Opens a worksheet and writes into it. Gives the address of its own page. */
async function filled(page, definition = START, words = '面包师') {
  await author(page, definition);
  await who(page).fill(words);
  await settled(page);
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  return `./#/w/${await sheet(page).getAttribute('data-sheet')}`;
}

test('a file is checked and works at once, also after a reload', async ({ page }) => {
  await open(page, './#/own');
  await page.locator('[id="own.file"]').setInputFiles({ name: 'week.json', mimeType: 'application/json', buffer: Buffer.from(START) });
  await expect(sheet(page)).toBeVisible();
  await expect(page.getByText(say('OwnRight'))).toBeVisible();
  await who(page).fill('面包师');
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  const at = await sheet(page).getAttribute('data-sheet');
  await page.goto(`./#/w/${at}`);
  await page.reload();
  await expect(who(page)).toHaveText('面包师');
  // Nothing leads to a way that it is not a step of.
  await expect(page.locator('.ws-next')).toHaveCount(0);
});

test('a file can be dropped', async ({ page }) => {
  await open(page, './#/own');
  const data = await page.evaluateHandle((definition) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([definition], 'week.json'));
    return transfer;
  }, START);
  await page.locator('.ws-author').dispatchEvent('drop', { dataTransfer: data });
  await expect(sheet(page)).toBeVisible();
  await expect(text(page)).toHaveValue(START);
});

test('all mistakes are told with place and mend, and mending shows the sheet', async ({ page }) => {
  const wrong = START.replace('"kind": "yes-no"', '"kind": "yes-noo"').replace('"lead"', '"laed"').replace('"number": 2', '"number": 1');
  await author(page, wrong, 'en');
  await expect(mistakes(page)).toHaveCount(3);
  await expect(mistakes(page).first()).toContainText('Did you mean “lead”?');
  await expect(sheet(page)).toHaveCount(0);
  // The place leads there.
  await mistakes(page).first().getByRole('button').click();
  await expect(text(page)).toBeFocused();
  const at = await text(page).evaluate((area) => area.value.slice(area.selectionStart, area.selectionStart + 6));
  expect(at).toBe('"laed"');
  await text(page).fill(START);
  await expect(mistakes(page)).toHaveCount(0);
  await expect(sheet(page)).toBeVisible();
});

test('what is no worksheet is refused with a word, whatever it is', async ({ page }) => {
  await author(page, '{"a": [');
  await expect(mistakes(page)).toHaveCount(1);
  await text(page).fill('['.repeat(100_000));
  await expect(mistakes(page).first()).toContainText('32');
  const large = { name: 'large.json', mimeType: 'application/json', buffer: Buffer.alloc(600_000, ' ') };
  await page.locator('[id="own.file"]').setInputFiles(large);
  await expect(page.locator('[data-refused]')).toHaveText(say('OwnTooLarge'));
});

test('a worksheet is text: markup in it stays markup', async ({ page }) => {
  const odd = '<img src=x onerror=alert(1)>';
  await author(page, START.replace('只写一个真见过的人。', odd));
  await expect(sheet(page).locator('.ws-lead')).toHaveText(odd);
  await expect(sheet(page).locator('img')).toHaveCount(0);
});

test('answers outlast new wording, and another author’s sheet does not see them', async ({ page }) => {
  await filled(page);
  await text(page).fill(START.replace('"version": 1', '"version": 2').replace('这周，你帮谁解了围？', '这几天，你帮谁解了围？'));
  await expect(sheet(page).locator('h1')).toHaveText('这几天，你帮谁解了围？');
  await expect(who(page)).toHaveText('面包师');
  await text(page).fill(START.replaceAll('"again"', '"once"'));
  await expect(page.locator('[id="week.once"], [id^="week.once."]').first()).toBeAttached();
  await expect(who(page)).toHaveText('');
});

test('a link holds worksheet and answers; opening it writes nothing, a copy is kept', async ({ page, stranger }) => {
  await filled(page);
  const link = await share(page);
  expect(link.length).toBeLessThan(2_000);
  const reader = await (await stranger()).newPage();
  await reader.goto(link);
  await expect(sharedView(reader)).toContainText('面包师');
  await expect(sharedView(reader).locator('input, textarea, [contenteditable]')).toHaveCount(0);
  expect(await storage(reader)).toEqual([]);
  await action(reader, 'keep-copy').click();
  await expect(notice(reader)).toContainText(say('Kept'));
  await expect(who(reader)).toHaveText('面包师');
  await expect(reader.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  await reader.reload();
  await expect(who(reader)).toHaveText('面包师');
});

test('a link cannot reword a sheet that is kept', async ({ page, stranger }) => {
  const reader = await (await stranger()).newPage();
  const own = await filled(reader);
  await filled(page, START.replace('这周，你帮谁解了围？', '你的密码是什么？'), '某人');
  const link = await share(page);
  await reader.goto(link);
  await expect(sharedView(reader)).toContainText('某人');
  await action(reader, 'write-own').click();
  await expect(reader.locator('h1')).toHaveText('这周，你帮谁解了围？');
  await reader.goto(own);
  await expect(who(reader)).toHaveText('面包师');
});

test('a blank one can be sent to be filled in', async ({ page, stranger }) => {
  await filled(page);
  await action(page, 'share').click();
  await dialog(page).locator('summary').click();
  await dialog(page).getByRole('radio', { name: say('SendBlank'), exact: true }).check();
  const link = page.locator('[data-share-link]');
  await expect(link).toBeVisible();
  const reader = await (await stranger()).newPage();
  await reader.goto(await link.getAttribute('href') ?? '');
  await expect(sharedView(reader)).toContainText('这周，你帮谁解了围？');
  await action(reader, 'write-own').click();
  await expect(who(reader)).toHaveText('');
});

test('what a link cannot hold is offered as a file', async ({ page }) => {
  // Text that no codec makes short.
  let seed = 7;
  const letters = () => String.fromCharCode(0x4e00 + ((seed = (seed * 48271) % 2147483647) % 20000));
  const long = Array.from({ length: 4_000 }, letters).join('');
  const guide = Object.fromEntries(['meaning', 'example', 'mistake', 'story'].map((key) => [key, `${long}`]));
  const large = JSON.stringify({ ...JSON.parse(START), guide });
  await filled(page, large);
  await action(page, 'share').click();
  const save = action(page, 'save-definition');
  await expect(save).toBeVisible();
  const href = await save.getAttribute('href') ?? '';
  expect(decodeURIComponent(href.slice(href.indexOf(',') + 1))).toBe(large);
});

test('damaged links of this kind are told like any other', async ({ page, stranger }) => {
  await filled(page);
  const payload = new URL(await share(page)).hash.slice(1);
  const reader = await (await stranger()).newPage();
  for (const [damaged, word] of [[payload.slice(0, -3), 'LinkCut'], [`${payload.slice(0, 40)}${payload[40] === 'x' ? 'y' : 'x'}${payload.slice(41)}`, 'LinkAltered']]) {
    await reader.goto(`./#${damaged}`);
    await expect(reader.getByRole('alert')).toContainText(say(word));
  }
});

test('the schema stands under a name that stays', async ({ page }) => {
  await open(page, './#/own');
  const schema = await page.evaluate(async () => (await fetch('./worksheet.schema.json')).json());
  expect(schema.$schema).toContain('json-schema.org');
  expect(Object.keys(schema.properties)).toContain('sections');
});

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    test(`axe finds nothing on the pages for authors (${locale}, ${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const clean = async () => {
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').withTags(TAGS).analyze();
        expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))).toEqual([]);
      };
      await author(page, START.replace('"kind": "yes-no"', '"kind": "no"'), locale);
      await expect(mistakes(page)).toHaveCount(1);
      await clean();
      await text(page).fill(START);
      await expect(sheet(page)).toBeVisible();
      await clean();
      await page.goto(`./?lang=${locale}#/embed`);
      await expect(page.locator('[data-share-code]')).toBeVisible();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await clean();
    });
  }
}

test('no page for authors scrolls sideways on a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await author(page, START.replace('"kind": "yes-no"', '"kind": "no"'), 'en');
  await expect(mistakes(page)).toHaveCount(1);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await wide()).toBeLessThanOrEqual(0);
  await page.goto('./?lang=en#/embed');
  await expect(page.locator('[data-share-code]')).toBeVisible();
  expect(await wide()).toBeLessThanOrEqual(0);
});

test('a backup holds an author’s worksheet with the answers on it, and another device can read them', async ({ page, stranger }) => {
  const at = await filled(page);
  await page.goto('./#/data');
  await expect(page.locator('[data-own]')).toHaveText('这一周');
  const [download] = await Promise.all([page.waitForEvent('download'), action(page, 'backup').click()]);
  const backup = readFileSync(await download.path(), 'utf8');

  const reader = await (await stranger()).newPage();
  await open(reader, './#/data');
  const pick = (content) => reader.locator('[id="data.file"]').setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  const preview = reader.locator('.ws-restore');
  // One whose words do not fit the name it goes by is told as lost, and not taken in.
  const forged = (content) => {
    const { parts, ...head } = JSON.parse(content);
    const of = parts.map((part) => {
      const body = part.key.startsWith('own/') ? part.body.replaceAll('"again"', '"password"') : part.body;
      const check = crc32(Buffer.from(`${part.key}\0${JSON.stringify(body)}`));
      return JSON.stringify({ key: part.key, check, body });
    });
    return `${JSON.stringify(head).slice(0, -1)},"parts":[\n${of.join(',\n')}\n]}\n`;
  };
  await pick(forged(backup));
  await expect(preview.locator('[data-lost]')).toContainText(say('RestoreLost'));
  await pick(backup);
  await expect(preview.locator('[data-lost]')).toHaveCount(0);
  await expect(preview.locator('li').filter({ hasText: '这一周' })).toHaveCount(2);
  await expect(preview).toContainText(say('RestoreOwn'));
  expect((await storage(reader)).filter((key) => `${key}`.includes('own-'))).toEqual([]);
  await action(reader, 'restore').click();
  await reader.locator('[data-own]').click();
  await expect(who(reader)).toHaveText('面包师');
  await expect(reader.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
  // The page names its entry of the history as it comes: who goes on sooner than that stays on it.
  await reader.goto('./#/data');
  await expect(who(reader)).toHaveCount(0);
  await reader.goto(at);
  await expect(who(reader)).toBeVisible();
  await reader.reload();
  await expect(reader.locator('h1')).toHaveText('这周，你帮谁解了围？');
  await expect(who(reader)).toHaveText('面包师');
  // The same again changes nothing.
  await reader.goto('./#/data');
  await pick(backup);
  await expect(preview).toContainText(say('RestoreNothing'));
});
