// Chinese by an input method in the controls beside a sheet's fields, which ime.spec.js goes over:
// what is composed stands there once, never doubled, and what is committed is what is kept.
import { test, expect } from './fixtures.js';
import { compose, open, storage } from './card.js';

const PINYIN = ['n', 'ni', 'ni h', 'ni hao'];
const WORDS = '你好';

/** Where it stands, and whether what it takes is kept as it stands. */
const CONTROLS = {
  'the new card of a board': { at: '#/w/independent/priority', control: (page) => page.locator('[id$=".new"]'), kept: false },
  'the name of a notebook': { at: '#/data', control: (page) => page.locator('[id$=".name"]').first(), kept: true },
};

const textOf = (control) => control.evaluate((element) => ('value' in element ? element.value : element.textContent));

for (const [kind, { at, control: find, kept }] of Object.entries(CONTROLS)) {
  test(`an input method writes into ${kind}`, async ({ page, context }) => {
    await open(page, `./${at}`);
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
    await expect.poll(async () => JSON.stringify(await storage(page))).toContain(`${WORDS}吗`);
    expect(JSON.stringify(await storage(page))).not.toMatch(/ni h|xy/);
  });
}
