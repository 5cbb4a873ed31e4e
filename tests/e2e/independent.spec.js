// The second pack as somebody walks it on a small phone, in Chinese: five of its sheets, what flows
// between them and into the first pack, and the portrait at the end. Each screen is looked at
// (results-independent/).
import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { action, living, notice, say } from './card.js';
import { paper, pagesOf, printTo, textOf } from './paper.js';

const FOLDER = new URL('./results-independent/', import.meta.url).pathname;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} id */
const at = (page, id) => page.locator(`[id="${id}"]`);
/** @param {Page} page */
const kept = (page) => expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
/** @param {Page} page */
const reading = (page) => page.locator('.ws-reading');

/** @param {Page} page @param {string} place @param {string} [locale] */
async function go(page, place, locale = 'zh-Hans') {
  await page.goto(`./?lang=${locale}#/${place}`);
  await page.reload();
  await living(page);
  await expect(page.locator(place.startsWith('p/') ? '.ws-path' : `[data-sheet="${place.slice(2)}"]`)).toBeVisible();
}

/** Adds a row and writes into its cells. @param {Page} page @param {string} field @param {Record<string, string>} cells */
async function row(page, field, cells) {
  const all = page.locator(`[id="${field}"] .ws-row`);
  const before = await all.count();
  await at(page, `${field}.add`).click();
  await expect(all).toHaveCount(before + 1);
  for (const [column, text] of Object.entries(cells)) await all.last().locator(`[id$=".${column}"]`).fill(text);
  return all.last();
}

/** Writes into a blank of a sentence. @param {Page} page @param {string} id @param {string} text */
async function blank(page, id, text) {
  await at(page, id).click();
  await page.keyboard.insertText(text);
}

/** Nothing goes sideways; axe finds nothing; the screen is kept to be looked at. @param {Page} page @param {string} name */
async function look(page, name) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name}: width`).toBeLessThanOrEqual(360);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(TAGS).analyze();
  expect(violations.map((found) => [found.id, found.nodes.map((node) => node.html)]), name).toEqual([]);
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage: true });
}

const EDGE = { have: '两边的文具都看得到', whom: '国内做手帐的人', make: '能接着记的印章', missing: '国内翻了三家店，没有一家做', paying: '小满托代购买过两枚，等了一个月' };

test('five sheets on a phone of 360 px, into the first pack, and the portrait (zh-Hans)', async ({ page }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.clock.setFixedTime(new Date('2026-11-27T09:00:00'));

  await test.step('the portrait is still to come', async () => {
    await go(page, 'p/independent');
    await expect(page.getByText(say('PortraitEmpty'))).toBeVisible();
  });

  await test.step('an unfair advantage, on the board and in a sentence', async () => {
    await go(page, 'w/independent/edge');
    await at(page, 'edge.inventory.new').fill('混手帐圈');
    await page.keyboard.press('Enter');
    const card = page.locator('.ws-board__card', { hasText: '混手帐圈' });
    await card.locator('select').selectOption('both');
    await expect(page.locator('[data-corner="both"] .ws-board__name')).toHaveText(['混手帐圈']);
    for (const field of ['missing', 'paying']) await at(page, `edge.${field}`).fill(EDGE[field]);
    await at(page, 'edge.there').fill('日本那种能自己记的印章');
    for (const field of ['have', 'whom', 'make']) await blank(page, `edge.${field}`, EDGE[field]);
    await at(page, 'edge.decide.sample').check();
    await at(page, 'edge.by').fill('周日前打一个样');
    await kept(page);
    await expect(reading(page)).toContainText(EDGE.whom);
    await look(page, '1-edge');
  });

  await test.step('a first small batch, with the interview’s hundred pieces', async () => {
    await go(page, 'w/independent/firstbatch');
    for (const [field, text] of Object.entries({ what: '能接着记的印章', budget: '2000', units: '100', cost: '15', price: '39', push: '小满' })) {
      await at(page, `firstbatch.${field}`).fill(text);
    }
    await at(page, 'firstbatch.day').fill('2026-12-05');
    await kept(page);
    await expect(page.locator('main')).toContainText('1,500 元');
    await expect(page.locator('main')).toContainText('2,400 元');
    await expect(reading(page)).toContainText('2026-12-05');
    await look(page, '2-firstbatch');
  });

  await test.step('the wait: nothing sold is never, not infinity', async () => {
    await go(page, 'w/independent/patience');
    for (const [field, text] of Object.entries({ batch: '1000', cost: '22', price: '79' })) await at(page, `patience.${field}`).fill(text);
    await row(page, 'patience.sales', { month: '1 月', sold: '0' });
    await expect(page.locator('main')).toContainText('照这样，永远回不了本');
    for (const [month, sold] of [['2 月', '12'], ['3 月', '16'], ['4 月', '62']]) await row(page, 'patience.sales', { month, sold });
    await expect(page.locator('main')).not.toContainText('永远回不了本');
    await expect(page.locator('main')).not.toContainText(/NaN|Infinity|∞/);
    await at(page, 'patience.lead').fill('总销量');
    await at(page, 'patience.review').fill('2027-02-01');
    await at(page, 'patience.stop').fill('100');
    await at(page, 'patience.then').fill('半价清掉');
    await kept(page);
    await look(page, '3-patience');
  });

  await test.step('four circles, and the one that is missing', async () => {
    await go(page, 'w/independent/ikigai');
    const one = await row(page, 'ikigai.things', { what: '做印章' });
    for (const circle of ['love', 'good', 'need']) await one.locator(`[id$=".circles.${circle}"]`).check();
    await expect(page.locator('.ws-circles__list')).toContainText('做印章');
    await at(page, 'ikigai.near').fill('做印章');
    await at(page, 'ikigai.missing.paid').check();
    await at(page, 'ikigai.step').fill('开口问小满收一次钱');
    await at(page, 'ikigai.day').fill('2026-12-01');
    await kept(page);
    await look(page, '4-ikigai');
  });

  await test.step('two incomes, at six to four', async () => {
    await go(page, 'w/independent/twoincomes');
    await row(page, 'twoincomes.sources', { what: '自媒体', amount: '420000' });
    await row(page, 'twoincomes.sources', { what: '文创', amount: '280000' });
    await expect(page.locator('main')).toContainText('700,000 元');
    await expect(page.locator('main')).toContainText('60%');
    await at(page, 'twoincomes.refuse').fill('硬广');
    await at(page, 'twoincomes.planb').fill('打给工厂补一批货');
    await at(page, 'twoincomes.decide.grow').check();
    await at(page, 'twoincomes.step').fill('上一套新印章');
    await kept(page);
    await look(page, '5-twoincomes');
  });

  await test.step('the portrait has the words that were written', async () => {
    await go(page, 'p/independent');
    const portrait = page.locator('[data-portrait]');
    for (const text of [`因为我有${EDGE.have}，所以能给${EDGE.whom}做${EDGE.make}。`, '离我的生き甲斐最近的，是做印章。', '2027-02-01 之前我只管等', '一年到手 700,000 元']) {
      await expect(portrait).toContainText(text);
    }
    await expect(portrait.locator('p')).toHaveCount(5);
    await look(page, '6-path');
    const pages = await paper(page, 'independent?portrait');
    expect(pages, 'the portrait is one page').toBe(1);
    const file = test.info().outputPath('portrait.pdf');
    await printTo(page, file);
    expect(pagesOf(file)).toHaveLength(1);
    expect(textOf(file).replace(/\s/g, '')).toContain(`因为我有${EDGE.have}，所以能给${EDGE.whom}做${EDGE.make}。`);
  });

  await test.step('what was written there is offered in the first pack, and taken with one press', async () => {
    await go(page, 'w/community/job');
    const offer = page.locator('.ws-offer:visible', { hasText: EDGE.missing });
    await expect(offer).toContainText('从上班到独立 · 不平等优势');
    await go(page, 'w/community/value');
    await page.locator('.ws-offer:visible', { hasText: EDGE.paying }).getByRole('button').click();
    await expect(at(page, 'value.because')).toHaveText(EDGE.paying);
    await page.locator('.ws-offer:visible', { hasText: EDGE.make }).getByRole('button').click();
    await expect(notice(page)).toContainText(say('OfferTaken', 'zh-Hans', '所以'));
    await kept(page);
    await go(page, 'w/community/screen');
    await page.locator('.ws-offer:visible', { hasText: '开口问小满收一次钱' }).getByRole('button').click();
    await expect(at(page, 'screen.minimal')).toHaveValue('开口问小满收一次钱');
    await expect(page.locator('.ws-offer:visible', { hasText: '做印章' })).toHaveCount(1);
    await kept(page);
    await look(page, '7-screen');
  });
});

test('an offer from the other pack goes to the card that a sheet shows', async ({ page }) => {
  await go(page, 'w/independent/edge');
  await at(page, 'edge.paying').fill(EDGE.paying);
  await kept(page);
  await go(page, 'w/community/job');
  await page.locator('[id="job.who"]').click();
  await page.keyboard.insertText('摆摊的人');
  await kept(page);
  await go(page, 'w/community/problems');
  await expect(page.locator('.ws-problem')).toHaveCount(1);
  await go(page, 'w/community/value');
  await page.locator('.ws-offer:visible', { hasText: EDGE.paying }).getByRole('button').click();
  await expect(at(page, 'value.because')).toHaveText(EDGE.paying);
  await kept(page);
  await go(page, 'w/community/problems');
  await action(page, 'open-card').click();
  await expect(at(page, 'problems.cards.job.because')).toHaveText(EDGE.paying);
});

test('nothing of the second pack is fetched before one goes there, and its list comes when it is opened', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('./?lang=en');
  await living(page);
  const list = page.locator('.ws-library details');
  await expect(list).toBeVisible();
  expect(asked.filter((path) => path.includes('independent'))).toEqual([]);
  await list.locator('summary').click();
  await expect(list.locator('.ws-library__sheet')).toHaveCount(13);
  await expect(list.locator('.ws-library__minutes').first()).toContainText('min');
});

test('the library says where one was, and what comes after it', async ({ page }) => {
  await page.goto('./?lang=en');
  await living(page);
  await expect(action(page, 'continue')).toHaveCount(0);
  await go(page, 'w/community/crowd', 'en');
  await at(page, 'crowd.who').fill('people with one market stall');
  await kept(page);
  await page.goto('./?lang=en#/');
  await expect(action(page, 'continue')).toContainText('Whom I serve');
  await expect(action(page, 'continue')).toContainText(say('ContinueWith', 'en'));
  await action(page, 'continue').click();
  for (const field of ['situation', 'person']) await at(page, `crowd.${field}`).fill('x');
  await kept(page);
  await page.goto('./?lang=en#/');
  await expect(action(page, 'continue')).toContainText(say('NextSheet', 'en'));
  await expect(action(page, 'continue')).toContainText('What keeps coming back');
  // In the other pack as well, after a reload.
  await go(page, 'w/independent/purpose', 'en');
  await page.locator('[id="purpose.want"]').click();
  await page.keyboard.insertText('draw');
  await kept(page);
  await page.goto('./?lang=en#/');
  await page.reload();
  await living(page);
  await expect(action(page, 'continue')).toContainText('Whose purpose');
});

test.describe('by touch', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test('a finger carries a card by its handle; keys do the same', async ({ page, context }) => {
    await go(page, 'w/independent/edge');
    for (const name of ['看得到日本文具', '会拍视频']) {
      await at(page, 'edge.inventory.new').fill(name);
      await page.keyboard.press('Enter');
    }
    const named = (corner) => page.locator(`[data-corner="${corner}"] .ws-board__name`);
    await expect(named('waiting')).toHaveText(['看得到日本文具', '会拍视频']);
    const card = page.locator('[data-corner="waiting"] .ws-board__card').first();
    await page.locator('.ws-board__frame').scrollIntoViewIfNeeded();
    const middle = async (locator) => {
      const box = await locator.boundingBox();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const cdp = await context.newCDPSession(page);
    const touch = (type, points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const carry = async (from, to) => {
      const before = await page.evaluate(() => scrollY);
      await touch('touchStart', [from]);
      for (let step = 1; step <= 6; step += 1) {
        await touch('touchMove', [{ x: from.x + (to.x - from.x) * step / 6, y: from.y + (to.y - from.y) * step / 6 }]);
      }
      await touch('touchEnd', []);
      return (await page.evaluate(() => scrollY)) - before;
    };
    const to = await middle(page.locator('[data-corner="both"]'));
    expect(await carry(await middle(card.locator('[data-handle]')), to), 'the page did not scroll').toBe(0);
    await expect(named('both')).toHaveText(['看得到日本文具']);
    await expect(named('waiting')).toHaveText(['会拍视频']);
    // By its words a finger scrolls the page, and carries nothing.
    await carry(await middle(page.locator('[data-corner="waiting"] .ws-board__name').first()), to);
    await expect(named('waiting')).toHaveText(['会拍视频']);
    // The keyboard's way is the list on each card.
    const list = page.locator('[data-corner="waiting"] select').first();
    await list.focus();
    await list.press('ArrowDown');
    await expect(named('waiting')).toHaveCount(0);
    await action(page, 'undo').click();
    await expect(named('waiting')).toHaveText(['会拍视频']);
  });
});
