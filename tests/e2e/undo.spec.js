// Undo: examples taken over typed text, typing in groups, by button, by key, by notice.
import { test, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, job, names, notice, open, say, sentence, write } from './card.js';

const EMPTY = Object.fromEntries(names.map((name) => [name, '']));
const mine = { who: '楼下修鞋的老周', situation: '下雨没人来' };
const example = job.examples[1];
const theirs = Object.fromEntries(names.map((name) => [name, example.answers[name]['zh-Hans']]));

async function takeExample(page) {
  await page.locator(`[data-example="${example.id}"]`).click();
  await expectBlanks(page, theirs);
  await expect(notice(page)).toContainText(say('ExampleTaken', 'zh-Hans', example.title['zh-Hans']));
}

test('an example over typed text is taken back by the notice', async ({ page }) => {
  await open(page);
  await write(page, mine);
  await takeExample(page);
  await expect(page.locator('[data-sentence]')).toHaveText(sentence(theirs));
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expectBlanks(page, { ...EMPTY, ...mine });
  await expect(notice(page)).toBeHidden();
  await expectSaved(page, mine);
});

test('an example over typed text is taken back by Ctrl+Z, and comes again by Ctrl+Shift+Z and Ctrl+Y', async ({ page }) => {
  await open(page);
  await write(page, mine);
  await takeExample(page);
  await page.keyboard.press('Control+z');
  await expectBlanks(page, { ...EMPTY, ...mine });
  await page.keyboard.press('Control+Shift+z');
  await expectBlanks(page, theirs);
  await page.keyboard.press('Control+z');
  await expectBlanks(page, { ...EMPTY, ...mine });
  await page.keyboard.press('Control+y');
  await expectBlanks(page, theirs);
});

test('the notice never takes back something other than what it names', async ({ page }) => {
  await open(page);
  await write(page, mine);
  await takeExample(page);
  await blank(page, 'obstacle').click();
  await page.keyboard.type('xyz');
  // Either the offer is gone by now, or it takes back the example; not the last keys instead.
  const offer = notice(page).getByRole('button', { name: say('Undo') });
  if (await offer.isVisible()) {
    await offer.click();
    await expect(blank(page, 'who')).toHaveText(mine.who);
  }
});

test('typing is taken back in groups, place by place, with the buttons', async ({ page }) => {
  await open(page);
  const [undo, redo] = [action(page, 'undo'), action(page, 'redo')];
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await expect(redo).toHaveAttribute('aria-disabled', 'true');
  await blank(page, 'who').click();
  await page.keyboard.type('abc');
  await blank(page, 'situation').click();
  await page.keyboard.type('def');
  await expect(undo).toHaveAttribute('aria-disabled', 'false');
  await undo.click();
  await expectBlanks(page, { who: 'abc', situation: '' });
  await undo.click();
  await expectBlanks(page, { who: '', situation: '' });
  await expect(undo).toHaveAttribute('aria-disabled', 'true');
  await redo.click();
  await expectBlanks(page, { who: 'abc', situation: '' });
  await redo.click();
  await expectBlanks(page, { who: 'abc', situation: 'def' });
  await expect(redo).toHaveAttribute('aria-disabled', 'true');
  await expectSaved(page, { who: 'abc', situation: 'def' });
});

test('typing is taken back in groups with the keys, and writing goes on behind it', async ({ page }) => {
  await open(page);
  await blank(page, 'who').click();
  await page.keyboard.type('abc');
  // A pause starts a new group: this is the pause.
  await page.waitForTimeout(1_600);
  await page.keyboard.type('def');
  await expectBlanks(page, { who: 'abcdef' });
  await page.keyboard.press('Control+z');
  await expectBlanks(page, { who: 'abc' });
  await page.keyboard.press('Control+z');
  await expectBlanks(page, { who: '' });
  await page.keyboard.press('Control+Shift+z');
  await expectBlanks(page, { who: 'abc' });
  await page.keyboard.type('x');
  await expectBlanks(page, { who: 'abcx' });
  // What was undone before writing on is gone for good.
  await page.keyboard.press('Control+Shift+z');
  await expectBlanks(page, { who: 'abcx' });
});

test('clearing everything can be taken back', async ({ page }) => {
  await open(page);
  await write(page, mine);
  await page.locator('input[type="radio"]').first().check();
  await action(page, 'reset').click();
  await expectBlanks(page, EMPTY);
  await expect(page.locator('input[type="radio"]:checked')).toHaveCount(0);
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expectBlanks(page, { ...EMPTY, ...mine });
  await expect(page.locator('input[type="radio"]:checked')).toHaveCount(1);
});
