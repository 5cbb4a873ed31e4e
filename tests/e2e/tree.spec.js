// What a screen reader is given, as it is read: names, roles and states in their order. The
// pictures of it are in `tree/`; `npx playwright test tree.spec.js --update-snapshots` writes them
// anew, to be read before they are kept.
import { test, expect } from './fixtures.js';
import { CARD, dialog, open, settled, share, write } from './card.js';

const LOCALES = /** @type {const} */ (['zh-Hans', 'en']);
const like = (locator, name, locale) => expect(locator).toMatchAriaSnapshot({ name: `${name}.${locale}.aria.yml` });

for (const locale of LOCALES) {
  test(`the job card reads like sentences (${locale})`, async ({ page }) => {
    await open(page, `./?lang=${locale}#/w/community/job`);
    await like(page.locator('.ws-card'), 'job-empty', locale);
    await write(page, CARD[locale]);
    await settled(page);
    // Undo and redo, the time and the hint of the last blank are as they are at the moment.
    await like(page.locator('.ws-sentence'), 'job-filled', locale);
  });

  test(`the classification reads like sentences (${locale})`, async ({ page }) => {
    await open(page, `./?lang=${locale}#/w/community/value`);
    const [statements, profile] = [page.locator('.ws-statements'), page.locator('.ws-profile')];
    await statements.locator('input').nth(2).check();
    await statements.locator('input').nth(4).check();
    await like(statements, 'statements', locale);
    await like(profile, 'profile', locale);
    await expect(page.locator('.ws-card [role=status]:not(.ws-save)').filter({ hasText: /./ })).toHaveCount(1);
  });

  test(`rows read like sentences (${locale})`, async ({ page }) => {
    await open(page, `./?lang=${locale}#/w/community/listening`);
    const rows = page.locator('[id="listening.quotes"]');
    await like(rows, 'rows-empty', locale);
    await rows.locator('[data-action="add-row"]').click();
    await rows.locator('textarea').first().fill(CARD[locale].obstacle);
    await rows.locator('input[type="date"]').first().fill('2026-11-10');
    await settled(page);
    await like(rows, 'rows', locale);
  });

  test(`the share dialog reads like sentences (${locale})`, async ({ page }) => {
    await open(page, `./?lang=${locale}#/w/community/job`);
    await write(page, CARD[locale]);
    await share(page);
    // The link is another at each address: its length is told beside it.
    await page.locator('[data-share-link]').evaluate((link) => {
      link.textContent = 'link';
      link.setAttribute('href', '#link');
    });
    await like(dialog(page), 'share', locale);
  });
}
