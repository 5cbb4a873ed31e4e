// Chinese by an input method, in every control that takes text: what is composed stands there once,
// never doubled, and what is committed is what is kept.
import { test, expect } from './fixtures.js';
import { blank, compose, open, settled, storage } from './card.js';

const PINYIN = ['n', 'ni', 'ni h', 'ni hao'];
const WORDS = '你好';

/** Each kind of control that takes text: where it stands, and whether what it takes is kept. */
const KINDS = {
  'a blank': { at: '#/w/community/job', control: (page) => blank(page, 'who') },
  'a line of text': { at: '#/w/community/crowd', control: (page) => page.locator('[id="crowd.who"]') },
  'a long text': { at: '#/w/community/crowd', control: (page) => page.locator('[id="crowd.person"]') },
  'a number': { at: '#/w/independent/balance', control: (page) => page.locator('input[inputmode]').first() },
  'a cell of a row': {
    at: '#/w/community/listening',
    ready: (page) => page.locator('[data-action="add-row"]').first().click(),
    control: (page) => page.locator('.ws-row textarea').first(),
  },
  'a cell of a step': {
    at: '#/w/community/loop',
    ready: (page) => page.locator('.ws-step summary').first().click(),
    control: (page) => page.locator('.ws-step [id$=".note"]').first(),
  },
  'the new card of a board': { at: '#/w/independent/priority', control: (page) => page.locator('[id$=".new"]'), kept: false },
  'the name of a notebook': { at: '#/data', control: (page) => page.locator('[id$=".name"]').first() },
};

const textOf = (control) => control.evaluate((element) => ('value' in element ? element.value : element.textContent));

for (const [kind, { at, ready, control: find, kept = true }] of Object.entries(KINDS)) {
  test(`an input method writes into ${kind}`, async ({ page, context }) => {
    await open(page, `./${at}`);
    await ready?.(page);
    const control = find(page);
    await control.click();
    const cdp = await context.newCDPSession(page);
    const seen = [];
    for (const step of PINYIN) {
      await compose(cdp, [step]);
      seen.push(await textOf(control));
    }
    expect(seen).toEqual(PINYIN);
    await cdp.send('Input.insertText', { text: WORDS });
    expect(await textOf(control)).toBe(WORDS);
    // A second word goes on behind the first; one that is given up leaves nothing.
    await compose(cdp, ['m', 'ma']);
    await cdp.send('Input.insertText', { text: '吗' });
    await compose(cdp, ['x', 'xy']);
    await compose(cdp, ['']);
    expect(await textOf(control)).toBe(`${WORDS}吗`);
    if (!kept) return;
    if (await page.locator('[data-save-state]').count()) await settled(page);
    await expect.poll(async () => JSON.stringify(await storage(page))).toContain(`${WORDS}吗`);
    expect(JSON.stringify(await storage(page))).not.toMatch(/ni h|xy/);
  });
}
