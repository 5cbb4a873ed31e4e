// Without scripts, and in a browser that is too old.
import { test, expect } from './fixtures.js';
import { fields, job, say, sentence } from './card.js';

for (const locale of ['zh-Hans', 'en']) {
  test(`without scripts the sheet can be read (${locale})`, async ({ stranger }) => {
    const page = await (await stranger({ javaScriptEnabled: false })).newPage();
    await page.goto('./');
    const sheet = page.locator(`[lang="${locale}"]`).filter({ hasText: job.title[locale] });
    await expect(sheet.getByText(job.title[locale])).toBeVisible();
    await expect(sheet.getByText(job.lead[locale])).toBeVisible();
    await expect(sheet.getByText(sentence({}, locale).split('____')[0].trim()).first()).toBeVisible();
    for (const field of fields) await expect(sheet.getByText(field.hint[locale])).toBeVisible();
    await expect(sheet.getByText(say('NeedsScript', locale))).toBeVisible();
    const html = page.locator('html');
    expect(await html.evaluate((root) => root.scrollWidth - root.clientWidth)).toBeLessThanOrEqual(0);
  });
}

test('a browser that is too old gets the text, and the reason', async ({ page }) => {
  await page.addInitScript(() => { delete window.HTMLDialogElement; });
  await page.goto('./');
  await expect(page.getByText(say('TooOld'))).toBeVisible();
  await expect(page.getByText(job.title['zh-Hans'])).toBeVisible();
  await expect(page.getByText(say('NeedsScript'))).toHaveCount(0);
  await expect(page.locator('html[data-ready]')).toHaveCount(0);
});
