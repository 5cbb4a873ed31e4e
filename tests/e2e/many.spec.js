// A thousand rows, and a thousand cards: found, written on, moved, taken away and brought back. And
// one card on a page of its own. No times are asserted; they are noted beside the test.
import { test, expect } from './fixtures.js';
import { action, frames, living, notice, say } from './card.js';
import { answersOf, fullCard, keep, packs, pagesOf, paper, printTo, sheets, textOf } from './paper.js';

const COUNT = 1_000;
const sheet = (id) => sheets.find((one) => one.id === id);
/** @param {import('@playwright/test').Page} page @param {string} id */
const at = (page, id) => page.locator(`[id="${id}"]`);
const kept = (page) => expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');

/** Opens a sheet that storage holds. @param {import('@playwright/test').Page} page @param {string} id */
async function visit(page, id) {
  const begin = Date.now();
  await page.goto(`./?lang=zh-Hans#/w/community/${id}`);
  await living(page);
  await expect(page.locator(`[data-sheet="community/${id}"]`)).toBeVisible({ timeout: 30_000 });
  return Date.now() - begin;
}

/** Notes how long something took. @param {string} what @param {() => Promise<unknown>} act */
async function timed(what, act) {
  const begin = Date.now();
  await act();
  test.info().annotations.push({ type: what, description: `${Date.now() - begin} ms` });
}

test('a thousand rows', async ({ page }) => {
  test.setTimeout(180_000);
  const quotes = Array.from({ length: COUNT }, (_, i) => ({ quote: `第 ${i} 句，一断更就接不回来`, who: `李姐${i % 90}`, situation: '备货' }));
  await keep(page, [[sheet('listening'), { answers: {}, rows: { quotes } }]]);
  await timed('opening', () => visit(page, 'listening'));
  const rows = page.locator('.ws-row');
  await expect(rows).toHaveCount(COUNT, { timeout: 30_000 });
  await expect(page.locator('.ws-rows__count')).toContainText('1000');
  const search = page.getByRole('searchbox');
  await timed('searching', async () => {
    await search.fill('第 777 句');
    await expect(rows).toHaveCount(1);
  });
  const quote = rows.locator('textarea').first();
  await timed('writing', async () => {
    await quote.press('End');
    await quote.pressSequentially('，还能写');
    await expect(quote).toHaveValue('第 777 句，一断更就接不回来，还能写');
    await kept(page);
  });
  await timed('back to all', async () => {
    await search.fill('');
    await expect(rows).toHaveCount(COUNT, { timeout: 30_000 });
  });
  await timed('moving', async () => {
    await rows.nth(1).getByRole('button', { name: say('RowUp'), exact: true }).click();
    await expect(rows.first().locator('textarea').first()).toHaveValue(/第 1 句/);
  });
  await timed('removing, and undoing it', async () => {
    await action(page, 'remove-row').nth(500).click();
    await expect(rows).toHaveCount(COUNT - 1);
    await notice(page).getByRole('button', { name: say('Undo') }).click();
    await expect(rows).toHaveCount(COUNT);
  });
  // The rows that the end comes near to are laid out first: a button may move while one jumps there.
  await action(page, 'add-row').scrollIntoViewIfNeeded();
  await frames(page, 3);
  await timed('adding', async () => {
    await action(page, 'add-row').click();
    await expect(rows).toHaveCount(COUNT + 1);
    await expect(rows.last().locator('textarea').first()).toBeFocused();
  });
  await kept(page);
});

test('going through a thousand rows lays out only those that one comes near', async ({ page }) => {
  test.setTimeout(120_000);
  const quotes = Array.from({ length: COUNT }, (_, i) => ({ quote: `第 ${i} 句` }));
  await keep(page, [[sheet('listening'), { answers: {}, rows: { quotes } }]]);
  await visit(page, 'listening');
  await expect(page.locator('.ws-row')).toHaveCount(COUNT, { timeout: 30_000 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const layouts = async () => (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'LayoutCount').value;
  const before = await layouts();
  await at(page, 'listening.quotes.r2.quote').focus();
  await page.keyboard.press('Tab');
  await expect(page.locator('.ws-onward__place')).toHaveText(/^\d+ \/ 7\d\d\d$/);
  // Each row that is asked for its size is laid out by itself.
  expect(await layouts() - before).toBeLessThan(100);
});

/** @param {number} i */
const card = (i) => ({
  who: `摊主 ${i}`, situation: `收摊后第 ${i} 遍对账`, progress: '十分钟对平', obstacle: '三个码混在一起', F1: '2', F2: '1', because: `她上月第 ${i} 次误了进货`, so: '给一张照着勾的单子',
  deep: 'yes', cost: '赔过一整月', like: 'yes', earn: 'yes', spread: i % 2 ? 'no' : 'yes', skill: 'yes', sticking: 'time', minimal: `一张小抄给 ${i} 号摊`, others: '3',
});

test('a thousand cards', async ({ page }) => {
  test.setTimeout(240_000);
  await keep(page, [[sheet('problems'), { answers: {}, rows: { cards: Array.from({ length: COUNT }, (_, i) => card(i)) } }]]);
  await timed('opening', () => visit(page, 'problems'));
  const cards = page.locator('.ws-problem');
  await expect(cards).toHaveCount(COUNT, { timeout: 30_000 });
  const search = page.getByRole('searchbox', { name: say('CardsSearch') });
  await timed('searching', async () => {
    await search.fill('一张小抄给 777 号摊');
    await expect(cards).toHaveCount(1);
  });
  await timed('opening a card', async () => {
    await action(page, 'open-card').click();
    await expect(at(page, 'problems.cards.r777.who')).toBeVisible();
  });
  await timed('writing on a card', async () => {
    await at(page, 'problems.cards.r777.obstacle').click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await expect(page.locator('.ws-problem__sentence')).toContainText('混在一起x');
    await kept(page);
  });
  await timed('back to all', async () => {
    await search.fill('');
    await expect(cards).toHaveCount(COUNT, { timeout: 30_000 });
  });
  await timed('removing, and undoing it', async () => {
    await page.locator('[data-row="r777"] [data-action="remove-row"]').click();
    await expect(cards).toHaveCount(COUNT - 1);
    await notice(page).getByRole('button', { name: say('Undo') }).click();
    await expect(cards).toHaveCount(COUNT);
  });
});

test('cards are searched from eight on, and one prints alone, with room for a reviewer', async ({ page }, info) => {
  await keep(page, [[sheet('problems'), { answers: {}, rows: { cards: Array.from({ length: 9 }, (_, i) => card(i)) } }]]);
  await visit(page, 'problems');
  const cards = page.locator('.ws-problem');
  await expect(cards).toHaveCount(9);
  const search = page.getByRole('searchbox', { name: say('CardsSearch') });
  await search.fill('第 4 次误了');
  await expect(cards).toHaveCount(1);
  await action(page, 'open-card').click();
  const print = action(page, 'print-card');
  await expect(print).toHaveAttribute('href', '#/print/community/problems?row=r4');
  // A new card is not hidden by a search.
  await at(page, 'problems.cards.add').click();
  await expect(cards).toHaveCount(10);
  await expect(search).toHaveValue('');

  expect(await paper(page, 'community/problems?row=r4')).toBe(1);
  const file = info.outputPath('card.pdf');
  await printTo(page, file);
  expect(pagesOf(file)).toHaveLength(1);
  const text = textOf(file).replace(/\s/g, '');
  for (const said of ['摊主4', '收摊后第4遍对账', '她上月第4次误了进货', '一张小抄给4号摊', sheet('value').name['zh-Hans'], sheet('screen').name['zh-Hans'], '旁人的话']) expect(text).toContain(said);
  expect(text).not.toContain('摊主5');
  expect(await roomFor(page)).toBeGreaterThanOrEqual(3);
});

/** How many lines a reviewer has to write on, 9 mm apart. @param {import('@playwright/test').Page} page */
const roomFor = (page) => page.locator('.pp-remarks .pp-line').evaluateAll((lines) =>
  lines.filter((line) => /** @type {HTMLElement} */ (line).offsetHeight >= 34).length);

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`a card that is full takes one page, and a stack has two on each (${locale})`, async ({ page }, info) => {
    const cards = [0, 1, 2, 3].map((i) => fullCard(i, locale));
    await keep(page, [[sheet('problems'), { answers: {}, rows: { cards } }]]);
    for (const size of ['', 'letter']) {
      expect(await paper(page, `community/problems?row=r1${size && `&${size}`}`, locale), `one card ${size}`).toBe(1);
      expect(await roomFor(page), `room for remarks ${size}`).toBeGreaterThanOrEqual(2);
      expect(await paper(page, `community/problems${size && `?${size}`}`, locale), `four cards ${size}`).toBe(2);
      const file = info.outputPath(`stack${size}.pdf`);
      await printTo(page, file);
      const pages = textOf(file).split('\f').slice(0, -1).map((text) => text.replace(/\s/g, ''));
      expect(pages).toHaveLength(2);
      const whole = (at) => [cards[at].who, cards[at].remarks].every((said) => pages[at >> 1].includes(said.replace(/\s/g, '')));
      expect([0, 1, 2, 3].filter(whole), `cards stand whole on their pages ${size}`).toEqual([0, 1, 2, 3]);
    }
  });
}

test('a whole portrait is one page, with a line for each sheet', async ({ page }) => {
  const written = packs[1].sheets.map((one) => [one, answersOf(one, 'filled', 'zh-Hans')]);
  await keep(page, written);
  await page.goto('./?lang=zh-Hans#/p/independent');
  await living(page);
  await expect(page.locator('[data-portrait] p')).toHaveCount(13);
  await expect(page.getByText(say('PortraitMissing'))).toHaveCount(0);
  expect(await paper(page, 'independent?portrait')).toBe(1);
});
