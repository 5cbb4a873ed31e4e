// What strangers may hand over, into the built site: links, saves, backups, tables. No script runs,
// nothing hangs, the message is plain, and one can go on writing. The inputs are those of
// `tests/hostile/`, which go through the readers natively and in Chromium too.
import { existsSync, readFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { action, blank, dialog, expectBlanks, expectSaved, living, open, sharedView, write } from './card.js';
import { bare } from './saves.js';

const isFull = Boolean(process.env.SPROUTSHEET_FULL);
const FILE = process.env.SPROUTSHEET_HOSTILE ?? new URL('../../target/hostile.json', import.meta.url);
const HOW = 'SPROUTSHEET_HOSTILE=target/hostile.json cargo test --test strangers makes the inputs';

/** @typedef {{ class: string, door: string, text: string, says: string | null }} Input */
/** @returns {Input[]} */
function inputs(door) {
  if (!existsSync(FILE)) throw new Error(HOW);
  return JSON.parse(readFileSync(FILE, 'utf8')).filter((input) => input.door === door);
}

/** What no words of a stranger may become. */
const ALIVE = ['script', 'iframe', 'object', 'embed', 'base', 'form', 'link', 'meta', 'style', 'math', '[onload]', '[onerror]',
  '[onclick]', '[onfocus]', '[ontoggle]', '[onmouseover]', '[srcdoc]', 'a[href^="javascript" i]', 'a[href^="data:text/html" i]'];
/** Characters that turn the line, or cannot be seen. */
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/;

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => { window.pwned = () => { window.owned = true; }; });
});

/** Nothing came alive in the page. */
async function expectText(page, what) {
  const found = await page.evaluate((all) => ({
    owned: Boolean(window.owned),
    polluted: Boolean({}.polluted),
    alive: [...document.querySelectorAll(`#app :is(${all})`)].map((element) => element.outerHTML.slice(0, 200)),
  }), ALIVE.join(','));
  expect(found, what).toEqual({ owned: false, polluted: false, alive: [] });
}

/** One can go on writing. */
async function expectAlive(page) {
  await open(page, './#/');
  await write(page, { situation: '还能写' });
  await expectSaved(page, { situation: '还能写' });
}

const short = ({ class: name, text }) => `${name}: ${text.slice(0, 60)}`;
const count = (all, what) => console.log(`${all.length} hostile inputs as ${what} in the built site`);

test('links', async ({ page }) => {
  const all = inputs('link');
  test.setTimeout(60_000 + all.length * 1_500);
  await open(page, './#/data');
  for (const input of all) {
    await page.evaluate((text) => { location.hash = '#/data'; location.hash = `#${text}`; }, input.text);
    if (input.says === null) {
      // A link, a page that is there, or a message: never nothing.
      await expect(page.locator('.ws-message[role="alert"], [data-view="shared"], [data-sheet], .ws-data__part, .ws-library').first(), short(input)).toBeVisible();
    } else {
      await expect(sharedView(page), short(input)).toBeVisible();
      const shown = await sharedView(page).locator('[data-sentence] mark').first().textContent();
      expect(shown ?? '', short(input)).not.toMatch(HIDDEN);
      if (!shown?.includes('\ufffd')) expect(shown?.trim(), short(input)).toBe(input.says.trim());
    }
    await expectText(page, short(input));
  }
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /\/[ab]$/.test(key)))).toEqual([]);
  await expectAlive(page);
  count(all, 'links');
});

test('saves', async ({ page }) => {
  // Each needs a reload: the run takes every fifth, the long run all.
  const all = inputs('save').filter((_, at) => isFull || at % 5 === 0);
  test.setTimeout(60_000 + all.length * 3_000);
  for (const input of all) {
    await bare(page);
    await page.evaluate((text) => {
      localStorage.clear();
      sessionStorage.clear();
      localStorage.setItem('sproutsheet/first/community/job/a', text);
    }, input.text);
    await open(page);
    if (input.says !== null) await expectBlanks(page, { who: input.says });
    await expectText(page, short(input));
    await blank(page, 'situation').click();
    await page.keyboard.insertText('还在');
    await expectSaved(page, { situation: '还在' });
    // Twice: the second save takes the slot that the input stood in.
    await page.keyboard.insertText('写');
    await expectSaved(page, { situation: '还在写' });
    const kept = await page.evaluate((text) => Object.entries(localStorage).some(([key, value]) => /\/aside\//.test(key) && value === text), input.text);
    if (input.says === null && input.class !== 'depth, length, count') expect(kept, `${short(input)} is set aside whole`).toBe(true);
  }
  count(all, 'saves');
});

test('backups', async ({ page }) => {
  const all = inputs('backup');
  test.setTimeout(60_000 + all.length * 2_000);
  await open(page, './#/data');
  for (const input of all) {
    if (input.says !== null) {
      await bare(page);
      await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
      await open(page, './#/data');
    }
    const buffer = Buffer.from(input.text);
    await page.locator('[id="data.file"]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer });
    await expect(page.locator('.ws-restore p').first(), short(input)).toBeVisible();
    await expectText(page, short(input));
    if (input.says !== null) {
      await action(page, 'restore').click();
      await expect(page.locator('.ws-restore__done')).toBeVisible();
      await expectText(page, short(input));
      await page.evaluate(() => { location.hash = '#/'; });
      await expectBlanks(page, { who: input.says });
      await page.evaluate(() => { location.hash = '#/data'; });
    }
  }
  await page.reload();
  await living(page);
  await expectText(page, 'what was set aside');
  await expectAlive(page);
  count(all, 'backups');
});

test('tables', async ({ page }) => {
  const all = inputs('table');
  test.setTimeout(60_000 + all.length * 2_000);
  await open(page, './#/w/community/listening');
  await action(page, 'export').first().click();
  const file = dialog(page).locator('input[type="file"]').first();
  for (const input of all) {
    await file.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(input.text) });
    await expect(dialog(page).locator('.ws-export__in').locator('[role="alert"], [role="status"]').first(), short(input)).toBeVisible();
    await expectText(page, short(input));
  }
  await page.keyboard.press('Escape');
  await expectAlive(page);
  count(all, 'tables');
});
