// What one chooses to send, the ways to send it, and the round trip of feedback.
import jsQR from 'jsqr';
import { readFile } from 'node:fs/promises';
import { test, expect } from './fixtures.js';
import {
  CARD, action, blank, dialog, expectBlanks, expectSaved, job, names, notice, open, say, sentence, settled, share,
  sharedView, storage, write,
} from './card.js';

const card = CARD['zh-Hans'];
const EMPTY = Object.fromEntries(names.map((name) => [name, '']));
const start = job.sections[0].fields[1];

const way = (page, word, locale) => dialog(page).getByRole('radio', { name: say(word, locale), exact: true });

/** The words of a link, as its payload. @param {string} link */
const payloadOf = (link) => new URL(link).hash.slice(1);

/** What a QR code in an image on the page says. @param {import('@playwright/test').Locator} image */
async function scan(image, turn = 'sharp') {
  const { width, height, pixels } = await image.evaluate(async (element, how) => {
    await element.decode();
    const canvas = document.createElement('canvas');
    canvas.width = element.naturalWidth;
    canvas.height = element.naturalHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (how !== 'sharp') context.filter = 'blur(0.8px)';
    context.drawImage(element, 0, 0);
    let source = canvas;
    if (how === 'sent on') {
      // As a chat app does: JPEG of quality 60.
      const again = new Image();
      again.src = canvas.toDataURL('image/jpeg', 0.6);
      await again.decode();
      context.filter = 'none';
      context.drawImage(again, 0, 0);
      source = canvas;
    }
    const { data } = source.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let at = 0; at < data.length; at += 4) text += String.fromCharCode(data[at]);
    return { width: canvas.width, height: canvas.height, pixels: btoa(text) };
  }, turn);
  const grey = Buffer.from(pixels, 'base64');
  const colours = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < grey.length; at += 1) colours.fill(grey[at], at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return jsQR(colours, width, height)?.data;
}

/** Opens a link in somebody else's browser. */
async function arrive(stranger, link, options) {
  const page = await (await stranger(options)).newPage();
  await page.goto(link);
  await expect(sharedView(page).first()).toBeVisible();
  return page;
}

test('every field that was shared is there, and opening writes nothing', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  await page.locator(`[id="job.start.problem"]`).check();
  const link = await share(page);
  const reader = await (await stranger()).newPage();
  await open(reader);
  await write(reader, { who: '我自己的人' });
  await expectSaved(reader, { who: '我自己的人' });
  await settled(reader);
  const before = await storage(reader);
  await reader.goto('about:blank');
  await reader.goto(link);
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(card));
  const choice = start.choices.find((one) => one.id === 'problem');
  await expect(sharedView(reader).locator('dt')).toHaveText(start.label['zh-Hans']);
  await expect(sharedView(reader).locator('dd')).toHaveText(choice.label['zh-Hans']);
  await expect(sharedView(reader).locator('input, textarea, [contenteditable]')).toHaveCount(0);
  expect(await storage(reader)).toEqual(before);
});

test('only the sentence, or only what one picks, goes in; the preview shows just that', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  await page.locator(`[id="job.start.problem"]`).check();
  await share(page);
  const preview = dialog(page).locator('.ws-share__preview');
  await expect(preview.locator('[data-sentence]')).toHaveText(sentence(card));
  await expect(preview.locator('dd')).toHaveCount(1);
  await dialog(page).locator('summary').click();
  await way(page, 'PartCard').check();
  await expect(preview.locator('dd')).toHaveCount(0);
  await way(page, 'PartChosen').check();
  await dialog(page).getByRole('checkbox', { name: job.sections[0].fields[0].blanks[3].label['zh-Hans'] }).uncheck();
  const { obstacle, ...rest } = card;
  expect(obstacle).toBeTruthy();
  await expect(preview.locator('[data-sentence]')).toHaveText(sentence(rest));
  const link = await dialog(page).locator('[data-share-link]').textContent();
  const reader = await arrive(stranger, link ?? '');
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(rest));
  await expect(sharedView(reader).locator('dd')).toHaveCount(1);
});

test('a blank sheet travels as a link, and one that is filled in beforehand', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  await share(page);
  await dialog(page).locator('summary').click();
  await way(page, 'SendBlank').check();
  const empty = await dialog(page).locator('[data-share-link]').textContent();
  const reader = await arrive(stranger, empty ?? '');
  await expect(sharedView(reader).locator('h1')).toHaveText(say('SharedBlankTitle'));
  await expect(sharedView(reader)).toContainText(job.title['zh-Hans']);
  await expect(action(reader, 'keep-copy')).toHaveCount(0);
  await action(reader, 'write-own').click();
  await expectBlanks(reader, EMPTY);

  await dialog(page).getByRole('checkbox', { name: job.sections[0].fields[0].blanks[1].label['zh-Hans'] }).check();
  const filled = dialog(page).locator('[data-share-link]');
  await expect(filled).not.toHaveText(empty ?? '');
  const other = await arrive(stranger, (await filled.textContent()) ?? '');
  await expect(sharedView(other)).toContainText(card.situation);
  await expect(sharedView(other)).not.toContainText(card.who);
  const before = await storage(other);
  expect(before.filter(([key]) => key.includes('/job/'))).toEqual([]);
  await action(other, 'keep-copy').click();
  await expectBlanks(other, { ...EMPTY, situation: card.situation });
});

test('a QR code says the link, sharp, blurred and sent on', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  const link = await share(page);
  await way(page, 'AsCode').check();
  const image = dialog(page).locator('[data-share-code]');
  await expect(image).toBeVisible();
  await expect(image).toHaveAttribute('src', /^data:image\/png;base64,/);
  await expect(dialog(page).locator('img')).toHaveCount(1);
  const said = await scan(image);
  expect(said?.split('#')[0]).toBe(link.split('#')[0]);
  expect(payloadOf(said ?? '')).toMatch(/^1\d+$/);
  for (const how of ['blurred', 'sent on']) expect(await scan(image, how), how).toBe(said);
  const reader = await arrive(stranger, said ?? '');
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(card));
});

for (const [locale, answers] of [
  ['zh-Hans', { who: '小满' }],
  ['zh-Hans', card],
  ['zh-Hans', { ...card, obstacle: '一断就得从头再来，翻三份表格也对不上，'.repeat(14) }],
  ['en', CARD.en],
]) {
  const length = Object.values(answers).join('').length;
  test(`a picture of ${length} characters holds the way to the card, by day and by night (${locale})`, async ({ page, stranger }) => {
    await open(page, `./?lang=${locale}`);
    await write(page, answers);
    await share(page);
    await way(page, 'AsPicture', locale).check();
    const image = dialog(page).locator('[data-share-picture]');
    await expect(image).toBeVisible();
    expect(await image.evaluate((element) => element.naturalWidth)).toBe(1080);
    const day = await image.getAttribute('src');
    const said = await scan(image);
    expect(said, 'by day').toContain('#1');
    expect(await scan(image, 'sent on')).toBe(said);
    await way(page, 'PictureDark', locale).check();
    await expect(image).not.toHaveAttribute('src', day ?? '');
    expect(await scan(image), 'by night').toBe(said);
    const loading = page.waitForEvent('download');
    await action(page, 'save-picture').click();
    const file = await loading;
    expect(file.suggestedFilename()).toBe(`${job.name[locale]}.png`);
    expect((await readFile(await file.path())).subarray(1, 4).toString()).toBe('PNG');
    const reader = await arrive(stranger, said ?? '');
    await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(answers, locale));
  });
}

test('text and Markdown can be copied and stored', async ({ page }) => {
  await open(page);
  await write(page, card);
  await page.locator(`[id="job.start.product"]`).check();
  await share(page);
  await way(page, 'AsText').check();
  const text = dialog(page).locator('[data-share-text]');
  await expect(text).toContainText(sentence(card));
  await expect(text).toContainText(`${start.label['zh-Hans']}：`);
  let loading = page.waitForEvent('download');
  await action(page, 'save-text').click();
  let file = await loading;
  expect(file.suggestedFilename()).toBe(`${job.name['zh-Hans']}.txt`);
  expect(await readFile(await file.path(), 'utf8')).toBe(await text.textContent());
  await way(page, 'StyleMarkdown').check();
  await expect(text).toContainText(`## ${job.name['zh-Hans']}`);
  loading = page.waitForEvent('download');
  await action(page, 'save-text').click();
  file = await loading;
  expect(file.suggestedFilename()).toBe(`${job.name['zh-Hans']}.md`);
});

test('a copy that is kept twice is one copy', async ({ page, stranger }) => {
  await open(page, './#/w/community/listening');
  await page.locator('[data-action="add-row"]').click();
  const quote = page.locator('[id$=".quote"]');
  await quote.fill('一断更就接不回来');
  await settled(page);
  const link = await share(page);
  const reader = await arrive(stranger, link);
  for (const time of ['first', 'second']) {
    await reader.goto('about:blank');
    await reader.goto(link);
    await action(reader, 'keep-copy').click();
    await expect(reader.locator('[id$=".quote"]'), time).toHaveCount(1);
    await settled(reader);
  }
});

test('over one’s own, a copy can fill only what is open', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  const link = await share(page);
  const reader = await (await stranger()).newPage();
  await open(reader);
  await write(reader, { who: '我自己的人' });
  await expectSaved(reader, { who: '我自己的人' });
  await reader.goto(link);
  await action(reader, 'keep-copy').click();
  await expect(reader.getByRole('alert')).toContainText('我自己的人');
  await action(reader, 'keep-copy-open').click();
  await expectBlanks(reader, { ...card, who: '我自己的人' });
});

test('feedback goes to the author and back, each link with all that was said', async ({ page, stranger }) => {
  await open(page);
  await write(page, card);
  await expectSaved(page, card);
  const link = await share(page);

  const reader = await arrive(stranger, link);
  const before = await storage(reader);
  await action(reader, 'give-feedback').click();
  await action(reader, 'make-feedback').click();
  await expect(reader.getByRole('alert')).toHaveText(say('FeedbackEmpty'));
  await reader.locator('[id$=".obstacle"]').fill('接龙一改，账就对不上');
  await reader.locator('[id="note.closing"]').fill('下周五再看一眼');
  await action(reader, 'make-feedback').click();
  const first = await reader.locator('[data-share-link]').textContent();
  expect(await storage(reader)).toEqual(before);

  // To anybody else it is a card with notes.
  const other = await arrive(stranger, first ?? '');
  await expect(other.locator('h1')).toHaveText(say('FeedbackBetween'));
  await expect(other.locator('[data-note]')).toContainText('接龙一改，账就对不上');
  await expect(action(other, 'take-over')).toHaveCount(0);

  // To the author it stands beside the own card.
  await page.goto('about:blank');
  await page.goto(first ?? '');
  await expect(page.locator('h1')).toHaveText(say('FeedbackForYou'));
  await expect(sharedView(page).locator('[data-sentence]')).toHaveText(sentence(card));
  await expect(page.locator('[data-closing]')).toContainText('下周五再看一眼');
  await action(page, 'take-over').click();
  await expect(notice(page)).toContainText(say('TakenOver', 'zh-Hans', job.name['zh-Hans']));
  await expect(page.locator('.ws-note__own')).toContainText('接龙一改，账就对不上');
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expect(page.locator('.ws-note__own')).toHaveCount(0);
  await action(page, 'take-over').click();

  // And once more round.
  await action(page, 'give-feedback').click();
  await page.locator('[id$=".who"]').fill('她叫李姐');
  await page.locator('[id="note.closing"]').fill('改好了，你再看看');
  await action(page, 'make-feedback').click();
  const second = await page.locator('[data-share-link]').textContent();
  await reader.goto('about:blank');
  await reader.goto(second ?? '');
  await expect(reader.locator('[data-note]')).toHaveCount(2);
  await expect(reader.locator('[data-closing]')).toHaveText([/下周五再看一眼/, /改好了，你再看看/]);
  await page.goto('about:blank');
  await page.goto('./#/w/community/job');
  await expectBlanks(page, { ...card, obstacle: '接龙一改，账就对不上' });
});

test.describe('inside WeChat', () => {
  test.use({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.44 Mobile' });

  test('nothing offers what does not work there, and pictures are there for a long press', async ({ page }) => {
    await page.addInitScript(() => {
      navigator.share = () => Promise.resolve();
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await open(page);
    await write(page, card);
    await share(page);
    await expect(action(page, 'send-link')).toHaveCount(0);
    await action(page, 'copy-link').click();
    await expect(dialog(page).getByRole('status')).toHaveText(say('CopyByHand'));
    const selected = await page.evaluate(() => String(getSelection()));
    expect(selected).toBe(await dialog(page).locator('[data-share-link]').textContent());
    await action(page, 'copy-text').click();
    await expect(dialog(page).locator('[data-share-text]')).toHaveText(sentence(card));
    await expect(action(page, 'save-text')).toHaveCount(0);
    await expect(dialog(page)).toContainText(say('OpenOutside'));
    await way(page, 'AsPicture').check();
    await expect(dialog(page).locator('[data-share-picture]')).toHaveAttribute('src', /^data:image\/png/);
    await expect(action(page, 'save-picture')).toHaveCount(0);
  });
});
