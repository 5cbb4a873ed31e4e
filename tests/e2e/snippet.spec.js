// The snippet builder: what it says follows what was chosen, and each thing it gives works.
import jsQR from 'jsqr';
import { test, expect } from './fixtures.js';
import { action, open, say } from './card.js';

const code = (page, of) => page.locator(`[data-snippet="${of}"]`);

async function visit(page, locale = 'zh-Hans') {
  await open(page, `./?lang=${locale}#/embed`);
  await expect(code(page, 'script')).toBeVisible();
  await expect(page.locator('[id="embed.sheet"] option')).not.toHaveCount(1);
}

test.describe('while the preview follows', () => {
  // Each choice makes the frame anew: what its last page was still fetching is broken off, and the browser says so.
  test.use({ tolerate: /Fetch API cannot load|TypeError: Failed to fetch/ });

  test('what was chosen stands in every snippet and in the preview', async ({ page, baseURL }) => {
    await visit(page);
    await expect(code(page, 'script')).toContainText(`<script async src="${baseURL}embed.js"></script>`);
    await expect(code(page, 'script')).toContainText('<sprout-sheet sheet="community/job">');
    await page.locator('[id="embed.sheet"]').selectOption('community/crowd');
    await page.locator('[id="embed.lang"]').selectOption('en');
    await page.locator('[id="embed.theme"]').selectOption('dark');
    await page.locator('[id="embed.width"]').fill('360');
    await page.locator('[data-field="who"]').check();
    await expect(code(page, 'script')).toContainText('sheet="community/crowd" fields="who" lang="en" theme="dark" style="max-width:360px"');
    await expect(code(page, 'frame')).toContainText(`src="${baseURL}?embed=community/crowd&amp;lang=en&amp;theme=dark&amp;fields=who"`);
    await expect(code(page, 'link')).toHaveText(`${baseURL}?lang=en#/w/community/crowd`);
    await expect(page.locator('[data-preview]')).toHaveAttribute('src', `${baseURL}?embed=community/crowd&lang=en&theme=dark&fields=who`);
    await page.getByRole('radio', { name: say('EmbedDesktop') }).check();
    await expect(page.locator('[data-preview]')).toHaveCSS('width', '720px');
  });
});

test('the frame that the snippet makes holds the sheet, and so does the preview', async ({ page }) => {
  await visit(page, 'en');
  const preview = page.frameLocator('[data-preview]');
  await expect(preview.locator('[data-sheet="community/job"], .ws-card').first()).toBeVisible();
});

test('a snippet is copied whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await visit(page, 'en');
  for (const of of ['script', 'frame', 'link']) {
    await action(page, `copy-${of}`).click();
    await expect(page.getByText(say('Copied', 'en'))).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code(page, of).textContent());
  }
});

test('the code leads to the sheet', async ({ page }) => {
  await visit(page);
  const image = page.locator('[data-share-code]');
  await expect(image).toBeVisible();
  const { data, width, height } = await image.evaluate(async (element) => {
    await element.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [element.naturalWidth, element.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(element, 0, 0);
    return { data: [...context.getImageData(0, 0, canvas.width, canvas.height).data], width: canvas.width, height: canvas.height };
  });
  expect(jsQR(Uint8ClampedArray.from(data), width, height)?.data).toBe(await code(page, 'link').textContent());
});

test('a file of one’s own has the snippet alone', async ({ page }) => {
  await visit(page);
  await page.locator('[id="embed.sheet"]').selectOption('own');
  await page.locator('[id="embed.address"]').fill('https://example.org/week.json');
  await expect(code(page, 'script')).toContainText('<sprout-sheet src="https://example.org/week.json"></sprout-sheet>');
  await expect(code(page, 'frame')).toHaveCount(0);
  await expect(page.locator('[data-preview]')).toHaveCount(0);
});
