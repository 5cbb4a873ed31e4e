// Files that do not arrive, and new versions.
import { test, expect } from './fixtures.js';
import { action, blank, dialog, expectBlanks, expectSaved, living, open, say, touch } from './card.js';
import { faults, KEPT, row, type, write } from './faults.js';
import { installed, serveSite } from './site.js';

faults('Network');

const offline = test.extend({
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => { await use(site.url); },
  serviceWorkers: 'allow',
});
let current;

/** A row with a site of its own. */
function netRow(fault, said, run, kept = KEPT) {
  row(fault, said, run, kept, (title, body_) => offline(title, async ({ page, context, stranger, site }) => {
    current = site;
    await body_({ page, context, stranger });
  }));
}

netRow('no network from the first byte, after one visit', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  current.cut();
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
});

netRow('a new version comes while one types', 'UpdateReady', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  current.changed.set('worker.js', (text) => text.replace(/(sproutsheet-)\w+/, '$1next'));
  await blank(page, 'situation').click();
  await type(page, '下');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await type(page, '雨');
  await expect(page.locator('[data-remind="update"]')).toContainText(say('UpdateReady'));
  await type(page, '天');
  await action(page, 'update').click();
  await page.waitForFunction(() => performance.getEntriesByType('navigation')[0].type === 'reload');
  await living(page);
  await expectBlanks(page, { who: '老周', situation: '下雨天' });
});

// What fails to load is told in the console too, by the browser itself.
offline.use({ tolerate: /Failed to (load|fetch)|ERR_|integrity|404|500|Content-Length|instantiate|fetch dynamically|CompileError|MIME/ });

/** Types into the page before any program is there, then lets it ask for one. */
async function typedFirst(page) {
  await page.goto('./');
  await blank(page, 'who').click();
  await page.keyboard.insertText('老周');
  await touch(page);
}

/** The words that were typed stand there still, and in the page that comes when all is well again. */
async function comesBack(page) {
  await expectBlanks(page, { who: '老周' });
  current.changed.clear();
  current.mend();
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
}

netRow('the network goes between the page and the program', 'ProgramFailed', async ({ page }) => {
  await page.goto('./');
  await blank(page, 'who').waitFor();
  current.cut();
  await blank(page, 'who').click();
  await page.keyboard.insertText('老周');
  await expect(page.locator('.ws-lost')).toContainText(say('ProgramFailed'));
  await comesBack(page);
}, 'all there, once the program comes');

for (const [what, pattern, spoil] of [
  ['the program arrives cut off', /^app-.*\.wasm$/, (text) => text.slice(0, text.length / 2)],
  ['the program is another build’s', /^app-.*\.wasm$/, (text) => `${text} `],
  ['the script is another build’s', /^app-(?!parts).*\.js$/, (text) => `${text}\n// next`],
]) {
  netRow(what, 'ProgramFailed', async ({ page }) => {
    current.changed.set(pattern, spoil);
    await typedFirst(page);
    await expect(page.locator('.ws-lost')).toContainText(say('ProgramFailed'));
    await comesBack(page);
  }, 'all there, once the program comes');
}

netRow('the sheets do not arrive', 'ProgramFailed', async ({ page }) => {
  current.changed.set(/^community\..*\.bin$/, null);
  await typedFirst(page);
  await expect(page.locator('.ws-lost')).toContainText(say('ProgramFailed'));
  await comesBack(page);
}, 'all there, once they come');

netRow('a part of a new version does not arrive', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  current.changed.set('worker.js', (text) => text.replace(/(sproutsheet-)\w+/, '$1next').replace('const FILES = [', 'const FILES = ["./not-there.js",'));
  await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => {}); });
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
  // The version that is here stays, with a network and without.
  await expect.poll(() => page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).installing))).toBe(false);
  current.cut();
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周修鞋' });
});

netRow('the browser has thrown away what was stored for offline', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
});

netRow('the program for links does not arrive, and later does', 'ShareFailed', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  current.changed.set(/^tools-.*\.(js|wasm)$/, null);
  await action(page, 'share').click();
  await expect(dialog(page)).toContainText(say('ShareFailed'));
  await expectBlanks(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
});
