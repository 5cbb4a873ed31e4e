// Languages: the address, then the person's choice, then the browser.
import { test, expect } from './fixtures.js';
import { CARD, action, expectBlanks, expectSaved, job, open, write } from './card.js';

const lang = (page) => page.locator('html');
const title = (page) => page.locator('h1');

test('switching there and back loses no word', async ({ page }) => {
  const card = CARD['zh-Hans'];
  await open(page);
  await write(page, card);
  for (const locale of ['en', 'zh-Hans']) {
    await action(page, 'lang').click();
    await expect(lang(page)).toHaveAttribute('lang', locale);
    await expect(title(page)).toHaveText(job.title[locale]);
    await expectBlanks(page, card);
    await expect(action(page, 'lang')).toBeFocused();
  }
  await expectSaved(page, card);
  await page.reload();
  await expectBlanks(page, card);
});

test('the address wins over the browser', async ({ page }) => {
  await open(page);
  await expect(title(page)).toHaveText(job.title['zh-Hans']);
  await open(page, './?lang=en');
  await expect(lang(page)).toHaveAttribute('lang', 'en');
  await expect(title(page)).toHaveText(job.title.en);
  // The address asked for this visit only.
  await open(page, './');
  await expect(title(page)).toHaveText(job.title['zh-Hans']);
});

test('a choice removes the address’s language, keeps the rest of it, and stays', async ({ page }) => {
  await open(page, './?from=x&lang=en#/');
  await action(page, 'lang').click();
  await expect(lang(page)).toHaveAttribute('lang', 'zh-Hans');
  const url = new URL(page.url());
  expect(url.searchParams.has('lang')).toBe(false);
  expect(url.searchParams.get('from')).toBe('x');
  expect(url.hash).toBe('#/');
  await action(page, 'lang').click();
  await expect(lang(page)).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(lang(page)).toHaveAttribute('lang', 'en');
  await expect(title(page)).toHaveText(job.title.en);
});

test('the person’s choice wins over the browser, the address over both', async ({ page }) => {
  await open(page);
  await action(page, 'lang').click();
  await open(page, './#/');
  await expect(title(page)).toHaveText(job.title.en);
  await page.goto('about:blank');
  await open(page, './?lang=zh');
  await expect(title(page)).toHaveText(job.title['zh-Hans']);
});

for (const [locale, wanted] of [['en-GB', 'en'], ['zh-TW', 'zh-Hans'], ['fr-FR', 'en']]) {
  test(`a browser in ${locale} gets ${wanted}`, async ({ stranger }) => {
    const context = await stranger({ locale });
    const page = await context.newPage();
    await open(page);
    await expect(lang(page)).toHaveAttribute('lang', wanted);
    await expect(title(page)).toHaveText(job.title[wanted]);
  });
}

for (const tag of ['zh-CN', 'zh_CN', 'ZH', 'en_US']) {
  test(`the first paint and the program agree on ?lang=${tag}`, async ({ page }) => {
    await page.addInitScript(() => {
      new MutationObserver((changes) => {
        for (const change of changes) {
          if (change.target === document.documentElement) (window.langs ??= []).push(document.documentElement.lang);
        }
      }).observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
    });
    await open(page, `./?lang=${tag}`);
    const wanted = /^zh/i.test(tag) ? 'zh-Hans' : 'en';
    expect([...new Set(await page.evaluate(() => window.langs))]).toEqual([wanted]);
  });
}
