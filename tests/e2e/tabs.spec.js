// Two tabs of one person.
import { test, expect } from './fixtures.js';
import { blank, expectBlanks, expectSaved, living, open, say, saved, write } from './card.js';

test('two tabs that write into different blanks both end up with both', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await write(page, { who: '老周' });
  await write(other, { situation: '下雨' });
  const both = { who: '老周', situation: '下雨' };
  await Promise.all([page, other].map((tab) => expectBlanks(tab, both)));
  await expectSaved(page, both);
  await expectSaved(other, both);
  await expect(other.locator('[data-save-state]')).toContainText(say('FromOtherTab'));
});

test('two tabs that write at the same moment both end up with all', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  const all = { who: '', situation: '', progress: '', obstacle: '' };
  for (let round = 0; round < 3; round += 1) {
    all.who += `a${round}`;
    all.situation += `b${round}`;
    await Promise.all([
      (async () => { await blank(page, 'who').click(); await page.keyboard.press('End'); await page.keyboard.type(`a${round}`); })(),
      (async () => { await blank(other, 'situation').click(); await other.keyboard.press('End'); await other.keyboard.type(`b${round}`); })(),
    ]);
  }
  await Promise.all([page, other].map((tab) => expectBlanks(tab, all)));
  await expect.poll(() => saved(page)).toMatchObject({ who: all.who, situation: all.situation });
  await page.reload();
  await living(page);
  await expectBlanks(page, all);
});

test('the other tab’s words never reach into a composition', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await blank(page, 'who').click();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await write(other, { who: '别处写的', situation: '另一处' });
  await expectBlanks(page, { situation: '另一处', who: 'ni' });
  await cdp.send('Input.insertText', { text: '你' });
  await expectBlanks(page, { who: '你' });
  await expectBlanks(other, { who: '你', situation: '另一处' });
});

test('an undo in one tab leaves the other tab’s words', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page);
  await open(other);
  await write(page, { who: '老周' });
  await expectBlanks(other, { who: '老周' });
  await write(other, { situation: '下雨' });
  await expectBlanks(page, { situation: '下雨' });
  await blank(page, 'who').focus();
  await page.keyboard.press('Control+z');
  for (const tab of [page, other]) await expectBlanks(tab, { who: '', situation: '下雨' });
});
