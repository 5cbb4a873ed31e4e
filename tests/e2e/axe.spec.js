// What axe can find.
import { test, expect } from './fixtures.js';
import { expectClean } from './axe.js';
import { CARD, blank, linkOf, open, settled, share, sharedView, write } from './card.js';
import { combinations } from './matrix.js';
import { MAKES, PAGES } from './pages.js';

/** What is looked at beside the pages as they are: dialogs open, errors shown. */
const STATES = {
  'the empty home page': async (page, locale) => open(page, `./?lang=${locale}`),
  'the filled home page': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    await page.locator('input[type="radio"]').first().check();
    await page.locator('.ws-help > summary').click();
    await page.locator('[data-example]').first().click();
    await blank(page, 'who').focus();
    await settled(page);
  },
  'the share dialog': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    await share(page);
  },
  'the share dialog with all its choices': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    await page.locator('input[type="radio"]').first().check();
    await share(page);
    await page.locator('dialog summary').click();
    await page.locator('input[name="share-part"]').last().check();
    await page.locator('input[name="send-as"]').nth(1).check();
    await expect(page.locator('[data-share-code]')).toBeVisible();
  },
  'a card as text': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    await share(page);
    await page.locator('input[name="send-as"]').last().check();
    await expect(page.locator('[data-share-text]')).toBeVisible();
  },
  'feedback as it is written': async (page, locale, stranger) => {
    const link = await linkOf(stranger, CARD[locale], locale);
    await page.goto(`./?lang=${locale}#${link}`);
    await page.locator('[data-action="give-feedback"]').click();
    await page.locator('[id="note.closing"]').fill('x');
    await page.locator('[data-action="make-feedback"]').click();
    await expect(page.locator('[data-share-link]')).toBeVisible();
  },
  'feedback as it arrives': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    const link = await share(page);
    await page.goto(link);
    await page.locator('[data-action="give-feedback"]').click();
    await page.locator('[id$=".who"]').fill('x');
    await page.locator('[id="note.closing"]').fill('y');
    await page.locator('[data-action="make-feedback"]').click();
    const back = await page.locator('[data-share-link]').textContent();
    await page.goto(back ?? '');
    await expect(page.locator('[data-note]')).toBeVisible();
  },
  'a shared card': async (page, locale, stranger) => {
    const link = await linkOf(stranger, CARD[locale], locale);
    // Read in the other language: the worst case for what language a text is in.
    await page.goto(`./?lang=${locale === 'en' ? 'zh' : 'en'}#${link}`);
    await expect(sharedView(page)).toBeVisible();
  },
  'an error page': async (page, locale) => {
    await page.goto(`./?lang=${locale}#A123456789012345`);
    await expect(page.getByRole('alert')).toBeVisible();
  },
};

STATES['numbers that are none, told before sharing'] = async (page, locale) => {
  await open(page, `./?lang=${locale}#/w/independent/balance`);
  await page.locator('input[inputmode]').first().fill('x');
  await page.locator('[data-action="share"]').click();
  await expect(page.locator('.ws-odd h2')).toBeFocused();
};
STATES['the export dialog'] = async (page, locale) => {
  await open(page, `./?lang=${locale}#/w/community/listening`);
  await page.locator('[data-action="export"]').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
};

/** A page as one finds it, or filled by its first example. */
const asFound = (address) => async (page, locale) => {
  await open(page, `./?lang=${locale}${address}`);
  await expect(page.locator('#main h1')).toBeVisible();
  const example = page.locator('[data-example]').first();
  if (await example.count()) await example.click();
  if (await page.locator('[data-save-state]').count()) await settled(page);
};
for (const address of process.env.SPROUTSHEET_FULL ? PAGES : MAKES) STATES[address] = asFound(address);

const looks = combinations({
  what: Object.keys(STATES),
  locale: ['zh-Hans', 'en'],
  theme: ['light', 'dark'],
  width: [320, 390, 768, 1280],
});
// A state is made once for a language, and looked at in each of its themes and widths.
const made = new Map();
for (const { what, locale, ...look } of looks) {
  const name = `${what} (${locale})`;
  made.set(name, { what, locale, looks: [...(made.get(name)?.looks ?? []), look] });
}
for (const [name, { what, locale, looks }] of made) {
  test(`axe finds nothing on ${name}`, async ({ page, stranger }) => {
    test.setTimeout(20_000 + 15_000 * looks.length);
    for (const [at, { theme, width }] of looks.entries()) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      if (at === 0) await STATES[what](page, locale, stranger);
      await test.step(`${theme}, ${width} px`, () => expectClean(page));
    }
  });
}
