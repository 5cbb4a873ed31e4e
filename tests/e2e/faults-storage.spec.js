// Storage that refuses, or is full.
import { test, expect } from './fixtures.js';
import { expectBlanks, expectSaved, living, open, say, slots } from './card.js';
import { append, breakWrites, faults, fill, row, state, twoSaves, type, write } from './faults.js';
import { bare } from './saves.js';

faults('Storage');

row('storage is denied from the start', 'InMemory', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }
  });
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toContainText(say('InMemory'));
  await expectBlanks(page, { who: '老周' });
}, 'all there while the page is open; share link and backup carry it away');

row('storage throws on every read, and later reads again', 'InMemory + saved', async ({ page }) => {
  await twoSaves(page);
  await page.addInitScript(() => {
    const real = Storage.prototype.getItem;
    window.blind = true;
    Storage.prototype.getItem = function get(key) {
      if (window.blind && this === localStorage && /\/[ab]$/.test(key)) throw new DOMException('broken', 'UnknownError');
      return real.call(this, key);
    };
  });
  await page.reload();
  await living(page);
  await write(page, { situation: '下雨' });
  await expect(state(page)).toContainText(say('InMemory'));
  await page.evaluate(() => { window.blind = false; });
  await type(page, '天');
  await expectSaved(page, { who: '老周修鞋', situation: '下雨天' });
  await expectBlanks(page, { who: '老周修鞋', situation: '下雨天' });
});

row('storage throws on every write, for another reason than space', 'InMemory', async ({ page }) => {
  await breakWrites(page, [], 'UnknownError');
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toContainText(say('InMemory'));
  await page.evaluate(() => { window.mended = true; });
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
});

for (const n of [1, 2, 5]) {
  row(`storage throws on write ${n} only`, 'StorageFull + saved', async ({ page }) => {
    await breakWrites(page, [n]);
    await open(page);
    let text = '';
    for (let i = 1; i <= 6; i += 1) {
      text += `${i}`;
      await append(page, 'who', `${i}`);
      await expect.poll(() => page.evaluate(() => window.writes)).toBeGreaterThanOrEqual(i);
      if (i === n) await expect(state(page)).toContainText(say('StorageFull'));
      else await expectSaved(page, { who: text });
    }
    await expectBlanks(page, { who: text });
    await page.reload();
    await living(page);
    await expectBlanks(page, { who: text });
  });
}

row('the origin is full before the first save', 'StorageFull', async ({ page }) => {
  await bare(page);
  await fill(page);
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toHaveAttribute('data-save-state', 'failed');
  await expect(state(page)).toContainText(say('StorageFull'));
  expect(await slots(page)).toEqual([]);
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await page.evaluate(() => localStorage.removeItem('ballast'));
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
}, 'all there, over a reload of the tab too; saved once there is room');

row('the origin fills up in the middle of writing', 'StorageFull', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await fill(page, 1_000);
  for (let i = 0; i < 12; i += 1) {
    await type(page, '很长的一段话，'.repeat(20));
    await page.waitForTimeout(20);
  }
  const all = `老周${'很长的一段话，'.repeat(240)}`;
  await expect(state(page)).toContainText(say('StorageFull'));
  const before = await slots(page);
  expect(before.length).toBeGreaterThan(0);
  await expectBlanks(page, { who: all });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: all });
  await page.evaluate(() => localStorage.removeItem('ballast'));
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: all, situation: '下雨' });
}, 'all there, over a reload of the tab too; nothing half-written');

row('the origin is full at the last save, as the page goes away', 'StorageFull', async ({ page }) => {
  await twoSaves(page);
  await fill(page);
  await type(page, '的'.repeat(400));
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: `老周修鞋${'的'.repeat(400)}` });
  await expect(state(page)).toContainText(say('StorageFull'));
});

row('only the tab’s own storage is denied', 'saved', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
});

row('storage is full, by the older name for it', 'StorageFull + saved', async ({ page }) => {
  await breakWrites(page, [], 'NS_ERROR_DOM_QUOTA_REACHED');
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toContainText(say('StorageFull'));
  await page.evaluate(() => { window.mended = true; });
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
});

row('storage is taken away while one types, and given back', 'InMemory + saved', async ({ page }) => {
  await twoSaves(page);
  await page.evaluate(() => {
    for (const name of ['getItem', 'setItem']) {
      const real = Storage.prototype[name];
      Storage.prototype[name] = function denied(...words) {
        if (!window.given) throw new DOMException('denied', 'SecurityError');
        return real.apply(this, words);
      };
    }
  });
  await type(page, '的');
  await expect(state(page)).toContainText(say('InMemory'));
  await expectBlanks(page, { who: '老周修鞋的' });
  await page.evaluate(() => { window.given = true; });
  await type(page, '人');
  await expectSaved(page, { who: '老周修鞋的人' });
});

row('the browser has no locks', 'saved', async ({ page }) => {
  await page.addInitScript(() => { Object.defineProperty(navigator, 'locks', { value: undefined }); });
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
});

row('the browser refuses locks', 'saved', async ({ page }) => {
  await page.addInitScript(() => {
    LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));
  });
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
});

// Not a row: how soon one hears of it. The page's clock stands still but for what it is given.
for (const [what, error, said] of [
  ['full', 'QuotaExceededError', 'StorageFull'],
  ['denied', 'SecurityError', 'InMemory'],
]) {
  test(`that storage is ${what} is told within a second of the last key`, async ({ page }) => {
    await breakWrites(page, [], error);
    await page.clock.install({ time: 1_800_000_000_000 });
    await open(page);
    await page.clock.pauseAt(1_800_000_100_000);
    await write(page, { who: '老周' });
    await page.clock.runFor(1_000);
    await expect(state(page)).toContainText(say(said));
    expect(await page.evaluate(() => Date.now())).toBe(1_800_000_101_000);
  });
}

test('that another tab wrote over one’s words is told within a second', async ({ page, context }) => {
  const other = await context.newPage();
  await page.clock.install({ time: 1_800_000_000_000 });
  await open(page);
  await open(other);
  await write(page, { who: '老周' });
  await expectBlanks(other, { who: '老周' });
  await page.clock.pauseAt(1_800_000_100_000);
  await other.bringToFront();
  await append(other, 'who', '的');
  // The clock is that of both.
  await page.clock.runFor(1_000);
  await expect(state(page)).toContainText(say('OtherTabReplaced'));
});
