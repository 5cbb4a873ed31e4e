// Pages that are killed, crash, close or load again at the wrong moment.
import { test, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, holdProgram, living, notice, open, say, storage } from './card.js';
import { faults, KEPT, openWith, row, state, twoSaves, type, write } from './faults.js';

faults('Crashes');

for (const [what, step] of [['before the save is written', 0], ['when half of the save is written', 0.5], ['after the save is written', 1]]) {
  row(`the page is killed ${what}`, step === 0.5 ? 'SaveBroken' : 'saved', async ({ page }) => {
    await twoSaves(page);
    await page.evaluate((part) => {
      const real = Storage.prototype.setItem;
      Storage.prototype.setItem = function set(key, value) {
        if (window.dead) throw new DOMException('dead', 'UnknownError');
        if (this === localStorage && /\/[ab]$/.test(key)) {
          if (part > 0) real.call(this, key, value.slice(0, value.length * part));
          window.dead = true;
          throw new DOMException('dead', 'UnknownError');
        }
        real.call(this, key, value);
      };
    }, step);
    await type(page, '的');
    await expect.poll(() => page.evaluate(() => window.dead)).toBe(true);
    // Nothing of the killed page may come back: neither storage nor its memory.
    const cdp = await page.context().newCDPSession(page);
    const kept = await storage(page);
    const fresh = await page.context().newPage();
    cdp.send('Page.crash').catch(() => {});
    await openWith(fresh, kept);
    const text = await blank(fresh, 'who').textContent();
    expect(step === 1 ? ['老周修鞋的'] : ['老周修鞋', '老周']).toContain(text);
    if (step === 0.5) await expect(state(fresh)).toContainText(say('SaveBroken'));
    await write(fresh, { situation: '下雨' });
    await expectSaved(fresh, { who: text ?? '', situation: '下雨' });
  }, step === 1 ? KEPT : 'all but the last 300 ms');
}

row('the tab’s process crashes after a pause', 'saved', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  const fresh = await context.newPage();
  const cdp = await context.newCDPSession(page);
  cdp.send('Page.crash').catch(() => {});
  await open(fresh);
  await expectBlanks(fresh, { who: '老周' });
});

row('the page is loaded again at once after the last key', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
});

row('the tab is closed at once after the last key', 'saved', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await page.close({ runBeforeUnload: true });
  const fresh = await context.newPage();
  await open(fresh);
  await expectBlanks(fresh, { who: '老周' });
});

row('“Clear all” was pressed, and the page loaded again', 'Undo', async ({ page }) => {
  await twoSaves(page);
  await action(page, 'reset').click();
  await expect(notice(page)).toContainText(say('ResetDone'));
  await page.waitForTimeout(400);
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '' });
  await action(page, 'undo').click();
  await expectBlanks(page, { who: '老周修鞋' });
  await expectSaved(page, { who: '老周修鞋' });
}, 'undo brings it back');

row('the page is killed after a spoiled save is set aside, before the new one is written', 'SaveBroken', async ({ page, context }) => {
  const [newest, older] = await twoSaves(page);
  await openWith(page, [[newest.key, newest.text.slice(0, -9)], [older.key, older.text]]);
  await expectBlanks(page, { who: '老周' });
  await page.evaluate(() => {
    const real = Storage.prototype.setItem;
    Storage.prototype.setItem = function set(key, value) {
      if (window.dead) throw new DOMException('dead', 'UnknownError');
      real.call(this, key, value);
      if (/\/aside\//.test(key)) window.dead = true;
    };
  });
  await write(page, { situation: '下雨' });
  await expect.poll(() => page.evaluate(() => window.dead)).toBe(true);
  const kept = await storage(page);
  const fresh = await context.newPage();
  (await context.newCDPSession(page)).send('Page.crash').catch(() => {});
  await openWith(fresh, kept);
  await expectBlanks(fresh, { who: '老周' });
  await expect(state(fresh)).toContainText(say('SaveBroken'));
  await write(fresh, { situation: '下雨' });
  await expectSaved(fresh, { who: '老周', situation: '下雨' });
}, 'all but the last 300 ms');

row('the tab crashes before the program has come', 'saved', async ({ page, context }) => {
  await holdProgram(page);
  await page.goto('./');
  await write(page, { who: '老周' });
  const fresh = await context.newPage();
  (await context.newCDPSession(page)).send('Page.crash').catch(() => {});
  await open(fresh);
  await expectBlanks(fresh, { who: '老周' });
  await expectSaved(fresh, { who: '老周' });
});
