// Links as they arrive: whole, cut, altered, from the future, and as chat apps and others leave them.
import { test, expect } from './fixtures.js';
import {
  CARD, action, blank, expectBlanks, expectSaved, linkOf, names, notice, open, say, sentence, sharedView, write,
} from './card.js';

const card = CARD['zh-Hans'];
const EMPTY = Object.fromEntries(names.map((name) => [name, '']));

/** A payload that the program under test made; made once for each worker. */
let payload = '';
test.beforeEach(async ({ stranger }) => {
  payload ||= await linkOf(stranger);
});

const encode = (text) => [...text].map((c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
const middle = (p) => {
  const at = Math.floor(p.length / 2);
  return p.slice(0, at) + (p[at] === 'x' ? 'y' : 'x') + p.slice(at + 1);
};

// What arrives → what shows: `card`, a word that stands as the message's title, or `safe`: a card or a message.
const ARRIVALS = [
  ['whole', (p) => `./#${p}`, 'card'],
  ['cut by five', (p) => `./#${p.slice(0, -5)}`, 'LinkCut'],
  ['cut by one', (p) => `./#${p.slice(0, -1)}`, 'LinkCut'],
  ['cut to a half', (p) => `./#${p.slice(0, p.length / 2)}`, 'LinkCut'],
  ['longer by one', (p) => `./#${p}x`, 'LinkCut'],
  ['twice in a row', (p) => `./#${p}${p}`, 'LinkCut'],
  ['altered in the middle', (p) => `./#${middle(p)}`, 'LinkAltered'],
  ['of a newer form', (p) => `./#B${p.slice(1)}`, 'LinkNewer'],
  ['of a newer form, a digit', (p) => `./#7${p.slice(1)}`, 'LinkNewer'],
  ['of all zeros', () => './#A0000000000000000', 'LinkCut'],
  ['longer than any link', (p) => `./#${p}${'x'.repeat(20_000)}`, 'LinkTooLarge'],
  ['with its first letter percent-encoded', (p) => `./#%41${p.slice(1)}`, 'card'],
  ['percent-encoded from end to end', (p) => `./#${encode(p)}`, 'card'],
  ['percent-encoded twice', (p) => `./#%2541${p.slice(1)}`, 'NoSuchPage'],
  ['with a Chinese full stop', (p) => `./#${p}。`, 'card'],
  ['with a percent-encoded full stop', (p) => `./#${p}%E3%80%82`, 'card'],
  ['with words behind it', (p) => `./#${p}，快来看看`, 'card'],
  ['with a full stop and a bracket', (p) => `./#${p}.)`, 'card'],
  ['with a space before and behind', (p) => `./# ${p} `, 'card'],
  ['with a percent-encoded space before', (p) => `./#%20${p}`, 'card'],
  ['with a line break behind', (p) => `./#${p}%0A`, 'card'],
  ['with WeChat’s query behind', (p) => `./#${p}?from=timeline`, 'card'],
  ['with WeChat’s query before', (p) => `./?from=timeline#${p}`, 'card'],
  ['with two queries', (p) => `./?from=singlemessage&isappinstalled=0#${p}&from=timeline`, 'card'],
  ['with a second fragment', (p) => `./#${p}#wechat_redirect`, 'card'],
  ['with a slash before', (p) => `./#/${p}`, 'safe'],
  ['in small letters', (p) => `./#${p.toLowerCase()}`, 'NoSuchPage'],
  ['with markup behind', (p) => `./#${p}<b onclick=alert(1)>`, 'card'],
  ['as an image that fails', () => './#<img src=x onerror=alert(1)>', 'NoSuchPage'],
  ['as a script', () => './#"><script>alert(1)</script>', 'NoSuchPage'],
  ['as an address of script', () => './#javascript:alert(document.domain)', 'NoSuchPage'],
  ['with a turned direction behind', (p) => `./#${p}\u202e\u2066`, 'card'],
  ['with a turned direction before', (p) => `./#\u202e${p}`, 'safe'],
  ['as broken percent signs', () => './#%%%E0%A4%', 'NoSuchPage'],
  ['with a zero', () => './#%00%00', 'NoSuchPage'],
  ['as an unknown page', () => './#/nowhere', 'NoSuchPage'],
  ['as an unknown sheet', () => './#/w/community/nowhere', 'NoSuchPage'],
  ['as an unknown pack', () => './#/w/nowhere/job', 'NoSuchPage'],
  ['as a climb', () => './#/w/../../etc/passwd', 'NoSuchPage'],
  ['as a prototype', () => './#/w/__proto__/constructor', 'NoSuchPage'],
  ['as a prototype’s page', () => './#/__proto__', 'NoSuchPage'],
  ['as a prototype’s function', () => './#/constructor', 'NoSuchPage'],
];

for (const [what, address, wanted] of ARRIVALS) {
  test(`a link ${what}`, async ({ page }) => {
    await page.goto(address(payload));
    const [view, alert] = [sharedView(page), page.getByRole('alert')];
    await expect(view.or(alert).first()).toBeVisible();
    if (wanted === 'card') {
      await expect(view.locator('[data-sentence]')).toHaveText(sentence(card));
    } else if (wanted !== 'safe') {
      await expect(alert.getByRole('heading', { level: 1 })).toHaveText(say(wanted));
      await expect(alert).toContainText(say(`${wanted}How`));
      await expect(view).toHaveCount(0);
      // The way on stands below.
      await expect(page.locator('a[href="#/w/community/job"]')).toBeVisible();
    }
    await expect(page.locator('main :is(img, script, iframe, [onclick], [onerror])')).toHaveCount(0);
    // Nobody's words are shown as one's own.
    await expect(page.locator('.ws-blank')).toHaveCount(0);
  });
}

test('a query that a chat app added is kept', async ({ page }) => {
  await page.goto(`./?from=timeline#${payload}`);
  await expect(sharedView(page)).toBeVisible();
  expect(new URL(page.url()).search).toBe('?from=timeline');
  expect(new URL(page.url()).hash).toBe(`#${payload}`);
});

test('a chat app’s query without a fragment says that the link lost its end', async ({ page }) => {
  await open(page, './?from=singlemessage');
  await expect(page.getByRole('alert')).toHaveText(say('LinkLostEnd'));
  await expect(blank(page, 'who')).toBeVisible();
});

test('arriving without a query says nothing of the sort', async ({ page }) => {
  await open(page, './');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a refused link leaves one’s own card alone', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await page.goto(`./#${payload.slice(0, -5)}`);
  await expect(page.getByRole('alert')).toContainText(say('LinkCut'));
  await page.locator('a[href="#/w/community/job"]').click();
  await expectBlanks(page, { ...EMPTY, who: '老周' });
});

test('a second link opened in the same tab shows the second card', async ({ page, stranger }) => {
  const second = await linkOf(stranger, { who: '第二个人' });
  await page.goto(`./#${payload}`);
  await expect(sharedView(page)).toContainText(card.who);
  await page.goto(`./#${second}`);
  await expect(sharedView(page).locator('[data-sentence]')).toHaveText(sentence({ who: '第二个人' }));
  await page.goBack();
  await expect(sharedView(page).locator('[data-sentence]')).toHaveText(sentence(card));
});

test('write your own leads to an own, empty card', async ({ page }) => {
  await page.goto(`./#${payload}`);
  await action(page, 'write-own').click();
  await expect(blank(page, 'who')).toBeVisible();
  await expectBlanks(page, EMPTY);
  await expect(sharedView(page)).toHaveCount(0);
  await write(page, { who: '我' });
  await expectSaved(page, { who: '我' });
});

test('a copy is kept at once where nothing is written, says so, and can be undone', async ({ page }) => {
  await page.goto(`./#${payload}`);
  await action(page, 'keep-copy').click();
  await expectBlanks(page, card);
  await expectSaved(page, card);
  await expect(notice(page)).toContainText(say('Kept'));
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expectBlanks(page, EMPTY);
});

test('over one’s own card a copy is kept only when asked for, and can be undone', async ({ page }) => {
  const mine = { who: '我自己的人', obstacle: '我自己的卡点' };
  await open(page);
  await write(page, mine);
  await expectSaved(page, mine);
  await page.goto(`./#${payload}`);
  await action(page, 'keep-copy').click();
  const ask = page.getByRole('alert');
  await expect(ask).toContainText(sentence(mine));
  await expect(ask).toContainText(say('KeepReplaces'));
  await ask.getByRole('button', { name: say('KeepNot') }).click();
  await expect(ask).toHaveCount(0);
  await expect(sharedView(page)).toBeVisible();
  await action(page, 'keep-copy').click();
  await action(page, 'keep-copy-now').click();
  await expectBlanks(page, card);
  await action(page, 'undo').click();
  await expectBlanks(page, { ...EMPTY, ...mine });
  await expectSaved(page, mine);
});
