// What axe can find.
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { CARD, blank, linkOf, open, settled, share, sharedView, write } from './card.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectClean(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary}`));
  expect(found).toEqual([]);
}

const STATES = {
  'the empty home page': async (page, locale) => open(page, `./?lang=${locale}`),
  'the filled home page': async (page, locale) => {
    await open(page, `./?lang=${locale}`);
    await write(page, CARD[locale]);
    await page.locator('input[type="radio"]').first().check();
    await page.locator('summary').click();
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

for (const [state, reach] of Object.entries(STATES)) {
  for (const locale of ['zh-Hans', 'en']) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      test(`axe finds nothing on ${state} (${locale}, ${colorScheme})`, async ({ page, stranger }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await reach(page, locale, stranger);
        await expectClean(page);
      });
    }
  }
}
