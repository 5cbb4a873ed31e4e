// Very much text in one blank.
import { test, expect } from './fixtures.js';
import { action, blank, dialog, expectSaved, open, say, sentence, settled, sharedView } from './card.js';

const LENGTH = 20_000;

/** Text that no codec makes small: the same each time. */
function noise(length) {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += String.fromCharCode(0x4e00 + (state % 20_000));
  }
  return text;
}

const settles = (page) => expect(page.locator('dialog[open] :is([data-share-link], [role="alert"])')).toBeVisible({ timeout: 10_000 });

test('20,000 different characters hang nothing, and sharing says that they are too many', async ({ page }) => {
  await open(page);
  await blank(page, 'who').click();
  const start = Date.now();
  await page.keyboard.insertText(noise(LENGTH));
  await page.keyboard.type('end');
  await expectSaved(page, { who: `${noise(LENGTH)}end` });
  await action(page, 'share').click();
  await settles(page);
  expect(Date.now() - start).toBeLessThan(10_000);
  await expect(dialog(page).getByRole('alert')).toHaveText(say('ShareTooLong'));
  await page.keyboard.press('Escape');
  await blank(page, 'situation').click();
  await page.keyboard.type('go on');
  await expectSaved(page, { situation: 'go on' });
});

test('a long text that fits travels whole', async ({ page, stranger }) => {
  const who = '一二三四五六七八九十'.repeat(1_500);
  await open(page);
  await blank(page, 'who').click();
  await page.keyboard.insertText(who);
  await settled(page);
  await action(page, 'share').click();
  await settles(page);
  const link = await page.locator('[data-share-link]').textContent();
  const reader = await (await stranger()).newPage();
  await reader.goto(link ?? '');
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence({ who }));
});
