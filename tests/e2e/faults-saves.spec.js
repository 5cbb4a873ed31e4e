// Saves that were spoiled, strange saves, and clocks that are wrong.
import { test, expect } from './fixtures.js';
import { blank, expectBlanks, expectSaved, living, open, saved, say } from './card.js';
import { A, append, aside, faults, isFull, openWith, row, state, twoSaves, type, write } from './faults.js';
import { bare, body, seal } from './saves.js';

faults('Saves and clocks');

const PLACES = isFull ? 200 : 8;
for (const [what, spoil] of [
  ['cut off', (text, at) => text.slice(0, at)],
  ['changed by one bit', (text, at) => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)],
]) {
  row(`the newest save is ${what}, at many places`, 'SaveBroken', async ({ page }) => {
    test.setTimeout(30_000 + PLACES * 2_000);
    const [newest, older] = await twoSaves(page);
    for (let i = 0; i < PLACES; i += 1) {
      const at = Math.floor((newest.text.length - 1) * i / PLACES);
      const broken = spoil(newest.text, at);
      // A flipped bit may make a small letter of the checksum a capital: the same number.
      await bare(page);
      await page.evaluate(([keys, texts]) => {
        localStorage.clear();
        sessionStorage.clear();
        keys.forEach((key, n) => localStorage.setItem(key, texts[n]));
      }, [[newest.key, older.key], [broken, older.text]]);
      await open(page);
      await expect(blank(page, 'who'), `${at}: ${broken.slice(0, 40)}`).toHaveText('老周');
      await expect(state(page)).toContainText(i === 0 || !/^sproutsheet 1/.test(broken) ? /./ : say('SaveBroken'));
    }
    await write(page, { situation: '下雨' });
    await expectSaved(page, { who: '老周', situation: '下雨' });
    expect((await aside(page)).length).toBe(1);
  }, 'the save before it; the broken one set aside');
}

row('both saves are damaged', 'SaveLost', async ({ page }) => {
  const both = await twoSaves(page);
  await openWith(page, both.map(({ key, text }) => [key, text.slice(0, -9)]));
  await expect(state(page)).toContainText(say('SaveLost'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await type(page, '二');
  await expectSaved(page, { who: '一二' });
  expect((await aside(page)).length).toBe(2);
}, 'set aside whole, to download');

for (const [what, text] of [['a list', '[]'], ['a number', '7'], ['nothing', 'null'], ['another shape', '{"sheet":1,"response":[]}']]) {
  row(`the save holds ${what} instead of a sheet`, 'SaveLost', async ({ page }) => {
    const sealed = seal(3, JSON.parse(text));
    await openWith(page, [[A, sealed]]);
    await expect(state(page)).toContainText(say('SaveLost'));
    await write(page, { who: '一' });
    await expectSaved(page, { who: '一' });
    await type(page, '二');
    await expectSaved(page, { who: '一二' });
    expect(await aside(page)).toEqual([sealed]);
  }, 'set aside whole, to download');
}

row('another app wrote under the same key', 'SaveLost', async ({ page }) => {
  await openWith(page, [[A, '{"theirs":true}']]);
  await expect(state(page)).toContainText(say('SaveLost'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await type(page, '二');
  await expectSaved(page, { who: '一二' });
  expect(await aside(page)).toEqual(['{"theirs":true}']);
}, 'set aside whole, to download');

row('another app writes under the same key while one types', 'saved', async ({ page, context }) => {
  const other = await context.newPage();
  await bare(other);
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await other.evaluate((key) => localStorage.setItem(key, 'theirs'), A);
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
  await type(page, '的');
  await expectSaved(page, { who: '老周修鞋的' });
  expect(await aside(page)).toEqual(['theirs']);
}, 'all there; theirs set aside');

row('another page clears the whole storage while one types', 'saved', async ({ page, context }) => {
  const other = await context.newPage();
  await bare(other);
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await other.evaluate(() => localStorage.clear());
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
});

row('a newer version wrote the save', 'SaveNewer', async ({ page }) => {
  const newer = seal(4, body('community/job', { who: '老周' })).replace('sproutsheet 1', 'sproutsheet 2');
  await openWith(page, [[A, newer]]);
  await expect(state(page)).toContainText(say('SaveNewer'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await type(page, '二');
  await expectSaved(page, { who: '一二' });
  expect(await aside(page)).toEqual([newer]);
}, 'set aside whole, to download');

row('the sheet changed: the question of an answer is gone', 'EarlierHow', async ({ page }) => {
  await openWith(page, [[A, seal(4, body('community/job', { who: '老周', mood: '平静' }))]]);
  await expect(page.getByText(say('EarlierHow'))).toBeVisible();
  await expect(page.locator('[data-earlier]')).toContainText('平静');
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', mood: '平静', situation: '下雨' });
});

row('the list of notebooks is damaged', 'saved', async ({ page }) => {
  const parts = [['first', '老周'], ['r1-0-1', '早起的人']];
  const keys = parts.map(([id, who]) => [`sproutsheet/${id}/community/job/a`, seal(1, body('community/job', { who }))]);
  await openWith(page, [...keys, ['sproutsheet/notebooks/a', 'sproutsheet 1 3 00000000\n{']]);
  await page.evaluate(() => { location.hash = '#/data'; });
  await expect(page.locator('[data-notebook]')).toHaveCount(2);
  await page.locator('[data-notebook="r1-0-1"] [data-action="open-notebook"]').click();
  await page.evaluate(() => { location.hash = '#/'; });
  await expectBlanks(page, { who: '早起的人' });
}, 'all notebooks found by their saves');

row('the clock is set back a year', 'saved', async ({ page }) => {
  await twoSaves(page);
  await page.clock.setFixedTime(Date.now() - 365 * 86_400_000);
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周修鞋' });
  await append(page, 'who', '的');
  await expectBlanks(page, { who: '老周修鞋的' });
  await expect.poll(async () => (await saved(page)).who).toBe('老周修鞋的');
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周修鞋的' });
});

row('a save comes from a clock ten years ahead', 'saved', async ({ page }) => {
  await openWith(page, [[A, seal(4, body('community/job', { who: '老周' }, Date.now() + 3650 * 86_400_000))]]);
  await append(page, 'who', '修鞋');
  await expect.poll(async () => (await saved(page)).who).toBe('老周修鞋');
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周修鞋' });
});
