// Keys: Enter, Tab, paste, and the whole story without a mouse.
import { test, expect } from './fixtures.js';
import { CARD, action, blank, compose, dialog, expectBlanks, fields, names, open, say, sentence, tabTo } from './card.js';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const focused = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('data-action'));

test('Enter goes to the next blank and breaks no line', async ({ page }) => {
  await open(page);
  await blank(page, 'who').click();
  for (const [at, name] of names.entries()) {
    expect(await focused(page)).toBe(`job.${name}`);
    await page.keyboard.type(`w${at}`);
    await page.keyboard.press('Enter');
  }
  expect(await focused(page)).toBe('share');
  await expectBlanks(page, { who: 'w0', situation: 'w1', progress: 'w2', obstacle: 'w3' });
});

test('Enter belongs to the input method while it composes', async ({ page, context }) => {
  await open(page);
  await blank(page, 'who').click();
  const cdp = await context.newCDPSession(page);
  const enter = { type: 'rawKeyDown', key: 'Enter', code: 'Enter' };
  await compose(cdp, ['n', 'ni']);
  await cdp.send('Input.dispatchKeyEvent', { ...enter, windowsVirtualKeyCode: 13 });
  expect(await focused(page)).toBe('job.who');
  await expectBlanks(page, { who: 'ni' });
  await cdp.send('Input.insertText', { text: '你' });
  // Safari ends the composition first and sends its Enter after, as key 229.
  await cdp.send('Input.dispatchKeyEvent', { ...enter, windowsVirtualKeyCode: 229 });
  expect(await focused(page)).toBe('job.who');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('job.situation');
  await expectBlanks(page, { who: '你', situation: '' });
});

test('pasted lines become one, without markup', async ({ page }) => {
  await open(page);
  await blank(page, 'who').click();
  await page.keyboard.type('<>');
  await page.keyboard.press('ArrowLeft');
  await page.evaluate(async () => {
    const blob = (type, text) => new Blob([text], { type });
    await navigator.clipboard.write([new ClipboardItem({
      'text/plain': blob('text/plain', '第一行  \n第二行\r\n<b>third</b>\n'),
      'text/html': blob('text/html', '<h1>第一行</h1><p>第二行</p><b>third</b>'),
    })]);
  });
  await page.keyboard.press('Control+v');
  await expectBlanks(page, { who: '<第一行 第二行 <b>third</b>>' });
  expect(await blank(page, 'who').evaluate((element) => element.children.length)).toBe(0);
  await expect(page.locator('[data-sentence]')).toContainText('<第一行 第二行 <b>third</b>>');
});

for (const locale of ['zh-Hans', 'en']) {
  test(`Tab reaches every blank, in order, and each has its name (${locale})`, async ({ page }) => {
    await open(page, `./?lang=${locale}`);
    for (const field of fields) {
      await tabTo(page, `[id="job.${field.id}"]`);
      await expect(page.locator(':focus')).toHaveAccessibleName(field.label[locale]);
      await expect(page.locator(':focus')).toHaveRole('textbox');
      await expect(page.locator(':focus')).toHaveAccessibleDescription(field.hint[locale]);
    }
    await tabTo(page, '[data-action="share"]');
  });
}

test('the skip link leads to the card without touching the address', async ({ page }) => {
  await open(page, './#/');
  await page.keyboard.press('Tab');
  await expect(page.locator(':focus')).toHaveText(say('SkipToContent'));
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('main');
  expect(new URL(page.url()).hash).toBe('#/');
});

test('the whole story with the keyboard alone', async ({ page }) => {
  const card = CARD['zh-Hans'];
  await open(page);
  await tabTo(page, '[id="job.who"]');
  for (const name of names) {
    expect(await focused(page)).toBe(`job.${name}`);
    await page.keyboard.insertText(card[name]);
    await page.keyboard.press('Enter');
  }
  await expectBlanks(page, card);
  await expect(page.locator('[data-sentence]')).toHaveText(sentence(card));
  expect(await focused(page)).toBe('share');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page)).toHaveAccessibleName(say('ShareTitle'));
  const link = page.locator('[data-share-link]');
  await expect(link).toBeVisible();
  await tabTo(page, '[data-action="copy-link"]');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('status')).toHaveText(say('Copied'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await link.textContent());
  await tabTo(page, '[data-action="copy-text"]');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(sentence(card));
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(action(page, 'share')).toBeFocused();
  // And it opens again.
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
});

test('a choice is made, changed and cleared with keys', async ({ page }) => {
  await open(page);
  const inputs = page.locator('input[name="job.start"]');
  await tabTo(page, 'input[name="job.start"]');
  await page.keyboard.press('Space');
  await expect(inputs.first()).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(inputs.nth(1)).toBeChecked();
  await tabTo(page, '.ws-choice__clear');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name="job.start"]:checked')).toHaveCount(0);
  await expect(inputs.first()).toBeFocused();
});
