// Several tabs at once.
import { test, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, living, open, saved, say, slots } from './card.js';
import { faults, row, state, type, write } from './faults.js';
import { bare } from './saves.js';

faults('Tabs');

for (const tabs of [2, 3]) {
  row(`${tabs} tabs type at once, 200 edits`, 'FromOtherTab', async ({ page, context }) => {
    test.setTimeout(120_000);
    const pages = [page];
    while (pages.length < tabs) pages.push(await context.newPage());
    for (const tab of pages) await open(tab);
    const names = ['who', 'situation', 'progress'].slice(0, tabs);
    const each = Math.floor(200 / tabs);
    const text = names.map((_, at) => Array.from({ length: each }, (_unused, n) => String.fromCharCode(97 + (n + at) % 26)).join(''));
    await Promise.all(pages.map(async (tab, at) => {
      await blank(tab, names[at]).focus();
      for (const letter of text[at]) await type(tab, letter);
    }));
    const all = Object.fromEntries(names.map((name, at) => [name, text[at]]));
    for (const tab of pages) await expectBlanks(tab, all);
    await expect.poll(() => saved(page)).toMatchObject(all);
    await expect.poll(async () => (await Promise.all(pages.map((tab) => state(tab).textContent()))).join('')).toContain(say('FromOtherTab'));
    // No echo: once all have all, nobody writes any more.
    await page.waitForTimeout(800);
    const [{ revision }] = await slots(page);
    await page.waitForTimeout(800);
    expect((await slots(page))[0].revision).toBe(revision);
  });
}

row('two tabs write into the same blank', 'OtherTabReplaced', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await write(page, { who: '老周' });
  await expectBlanks(other, { who: '老周' });
  await other.bringToFront();
  await write(other, { who: '老李' });
  await expect.poll(() => blank(page, 'who').textContent()).toContain('老李');
  await expect(state(page)).toContainText(say('OtherTabReplaced'));
  await action(page, 'undo').click();
  for (const tab of [page, other]) await expectBlanks(tab, { who: '老周' });
}, 'the latest stands; undo brings the other back');

row('one tab removes a row in which another writes', 'OtherTabReplaced', async ({ page, context }) => {
  const other = await context.newPage();
  const at = './#/w/community/listening';
  for (const tab of [page, other]) await open(tab, at);
  await action(page, 'add-row').click();
  const cell = (tab) => tab.locator('.ws-row textarea, .ws-row input[type="text"], .ws-row input:not([type])').first();
  await expect(cell(page)).toBeVisible();
  await expect(cell(other)).toBeVisible();
  await cell(other).fill('听到的一句');
  await expect(cell(page)).toHaveValue('听到的一句');
  await action(page, 'remove-row').click();
  await expect(other.locator('.ws-row')).toHaveCount(0);
  await expect(state(other)).toContainText(say('OtherTabReplaced'));
  await action(page, 'undo').click();
  for (const tab of [page, other]) await expect(cell(tab)).toHaveValue('听到的一句');
}, 'undo brings the row back in every tab');

row('a tab is frozen while another writes, and comes back', 'FromOtherTab', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  const cdp = await context.newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  const other = await context.newPage();
  await open(other);
  await write(other, { situation: '下雨' });
  await expectSaved(other, { who: '老周', situation: '下雨' });
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await page.bringToFront();
  await write(page, { obstacle: '没伞' });
  const all = { who: '老周', situation: '下雨', obstacle: '没伞' };
  for (const tab of [page, other]) await expectBlanks(tab, all);
});

row('a tab that hangs holds the lock for saving', 'saved', async ({ page, context }) => {
  const other = await context.newPage();
  await bare(other);
  await other.evaluate(() => { navigator.locks.request('sproutsheet/first/community/job', () => new Promise(() => {})); });
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
});

row('5 tabs type at once, 200 edits', 'FromOtherTab', async ({ page, context }) => {
  test.setTimeout(120_000);
  const places = [['./', 'job.who'], ['./', 'job.situation'], ['./', 'job.progress'], ['./', 'job.obstacle'], ['./', 'job.who']];
  const tabs = [page];
  while (tabs.length < places.length) tabs.push(await context.newPage());
  for (const [at, tab] of tabs.entries()) await open(tab, places[at][0]);
  // Four write in places of their own; the fifth hears all of it.
  const text = (at) => Array.from({ length: 50 }, (_, n) => String.fromCharCode(97 + (n + at) % 26)).join('');
  await Promise.all(tabs.slice(0, 4).map(async (tab, at) => {
    await tab.locator(`[id="${places[at][1]}"]`).focus();
    for (const letter of text(at)) await tab.keyboard.insertText(letter);
  }));
  const all = { who: text(0), situation: text(1), progress: text(2), obstacle: text(3) };
  for (const tab of tabs) await expectBlanks(tab, all);
  await expect.poll(() => saved(page)).toMatchObject(all);
  await expect(state(tabs[4])).toContainText(say('FromOtherTab'));
});

row('two tabs add rows at the same time', 'FromOtherTab', async ({ page, context }) => {
  const at = './#/w/community/listening';
  const other = await context.newPage();
  for (const tab of [page, other]) await open(tab, at);
  await Promise.all([page, other].map(async (tab, n) => {
    for (let i = 0; i < 5; i += 1) {
      await action(tab, 'add-row').click();
      await tab.waitForFunction(() => /\.quote$/.test(document.activeElement?.id ?? '') && document.activeElement.value === '');
      await type(tab, `${n}-${i}`);
    }
  }));
  const said = (tab) => tab.locator('.ws-row [id$=".quote"]').evaluateAll((all) => all.map((one) => one.value).sort());
  const all = [0, 1].flatMap((n) => [0, 1, 2, 3, 4].map((i) => `${n}-${i}`));
  for (const tab of [page, other]) await expect.poll(() => said(tab)).toEqual(all);
});

row('one tab clears the sheet while another types', 'OtherTabReplaced', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await write(page, { who: '老周', situation: '下雨' });
  await expectBlanks(other, { who: '老周', situation: '下雨' });
  await write(page, { progress: '早点回家' });
  await action(other, 'reset').click();
  await expectBlanks(page, { who: '', situation: '' });
  await expect(state(page)).toContainText(say('OtherTabReplaced'));
  await action(other, 'undo').first().click();
  for (const tab of [page, other]) await expectBlanks(tab, { who: '老周', situation: '下雨', progress: '早点回家' });
}, 'undo brings it back in every tab');

row('a tab is duplicated, and both write', 'FromOtherTab', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  // A duplicate begins with a copy of the tab's own storage: its steps of undo.
  const [copy] = await Promise.all([context.waitForEvent('page'), page.evaluate(() => { window.open(location.href); })]);
  await living(copy);
  await expectBlanks(copy, { who: '老周' });
  await write(copy, { situation: '下雨' });
  await expectBlanks(page, { situation: '下雨' });
  await page.bringToFront();
  await write(page, { progress: '早点回家' });
  for (const tab of [page, copy]) await expectBlanks(tab, { who: '老周', situation: '下雨', progress: '早点回家' });
});
