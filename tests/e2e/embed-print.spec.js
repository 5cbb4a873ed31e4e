// An article with a sheet in it, printed; and the browser's own settings on storage.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { test, expect, blankIn, expectFits, inside, livingIn } from './embed.js';
import { CARD } from './card.js';

/** The pages of a printed page, as text. @param {Buffer} pdf @param {string} path */
function pagesOf(pdf, path) {
  writeFileSync(path, pdf);
  return execFileSync('pdftotext', ['-layout', path, '-']).toString().split('\f');
}

test('a sheet of up to a page is printed whole, with what is written', async ({ page, hosts }, info) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${hosts.url}narrow.html`);
  await page.addStyleTag({ content: 'main { inline-size: auto !important; max-inline-size: 40rem; }' });
  await livingIn(page);
  for (const [name, text] of Object.entries(CARD.en)) {
    await blankIn(page, name).click();
    await page.keyboard.insertText(text);
  }
  await expectFits(page);
  const pages = pagesOf(await page.pdf({ format: 'A4' }), info.outputPath('short.pdf'));
  const words = (text) => text.replace(/\s+/g, ' ');
  const on = pages.map(words).filter((text) => text.includes(CARD.en.who));
  expect(on).toHaveLength(1);
  expect(on[0]).toContain(CARD.en.obstacle.slice(0, 20));
});

test('a longer one is printed as a line with a link', async ({ page, hosts, baseURL }, info) => {
  hosts.written.set('long.html', `<!doctype html><html lang="en"><title>Long</title><script async src="http://127.0.0.1:8080/embed.js"></script>
    <body style="background: #fff"><p>Before.</p><sprout-sheet sheet="community/value" label="The value I deliver"></sprout-sheet><p>After.</p>`);
  await page.goto(`${hosts.url}long.html`);
  await livingIn(page);
  await expectFits(page);
  const pages = pagesOf(await page.pdf({ format: 'A4' }), info.outputPath('long.pdf'));
  const text = pages.join(' ').replace(/\s+/g, ' ');
  expect(text).toContain(`Before. The value I deliver ${baseURL}#/w/community/value After.`);
});

test('the frame prints by itself', async ({ page, hosts }) => {
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset.printed = ''; }; });
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  await inside(page).locator('[data-action=print]').click();
  await expect(inside(page).locator('html')).toHaveAttribute('data-printed', '');
});

for (const [name, profile, state] of /** @type {const} */ ([
  ['kept by site', { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }, 'saved'],
  // No cookies, but storage by site: Chromium keeps that. Without it, it denies all: as in the other tests.
  ['denied to third parties', { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } }, 'saved'],
  ['denied to all', { profile: { default_content_setting_values: { cookies: 2 } } }, 'memory'],
])) {
  test(`storage that the browser's settings have ${name}`, async ({ hosts, baseURL }, info) => {
    const folder = mkdtempSync(join(tmpdir(), 'sproutsheet-'));
    mkdirSync(join(folder, 'Default'));
    writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(profile));
    const { launchOptions, viewport } = info.project.use;
    // Playwright's own arguments turn off what keeps storage apart by site.
    const args = [...launchOptions?.args ?? [], '--headless', '--remote-debugging-pipe', `--user-data-dir=${folder}`];
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions, ignoreDefaultArgs: true, args, viewport, baseURL });
    try {
      const complaints = [];
      context.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
      context.on('weberror', (error) => complaints.push(error.error().message));
      const page = await context.newPage();
      await page.goto(`${hosts.url}narrow.html`);
      await livingIn(page);
      await blankIn(page, 'who').click();
      await page.keyboard.insertText(CARD.en.who);
      await expect(inside(page).locator('[data-save-state]')).toHaveAttribute('data-save-state', state);
      await expectFits(page);
      await page.reload();
      await livingIn(page);
      await expect(blankIn(page, 'who')).toHaveText(state === 'saved' ? CARD.en.who : '');
      // The site itself keeps its own: what is written in an article does not show there.
      const full = await context.newPage();
      await full.goto('./#/w/community/job');
      await expect(full.locator('[id="job.who"]')).toHaveText('');
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  });
}

