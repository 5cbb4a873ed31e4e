// A hostile page around a frame, and a hostile frame in a page: what they say is ignored.
import { readFileSync } from 'node:fs';
import { test, expect, blankIn, expectFits, inside, livingIn, sheets, shown } from './embed.js';
import { CARD, say } from './card.js';
import { readAtRandom } from '../../fuzz/messages.mjs';

const START = readFileSync(new URL('../../src/ui/start.json', import.meta.url), 'utf8');

/** Messages that are wrong in each way that I could think of, nearly three hundred of them. */
const makeBad = () => {
  const long = 'x'.repeat(100_000);
  const values = [null, undefined, 0, -1, 1.5, NaN, Infinity, 1e9, '1', '', long, true, [], [1], {}, { a: 1 }, new Date(0), new Map(), new ArrayBuffer(8)];
  const types = ['height', 'sized', 'look', 'welcome', 'answers', 'change', 'ready', 'share', 'hello', 'error', 'complete', 'definition', 'mistakes',
    'constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'x'];
  const bad = [...values];
  for (const value of values) bad.push({ sproutsheet: value, type: 'height', height: 9000, turn: 1 });
  for (const type of types) {
    bad.push({ sproutsheet: 2, type }, { type }, { sproutsheet: 1, type: [type] }, { sproutsheet: 1, TYPE: type });
    if (!['hello', 'share'].includes(type)) bad.push({ sproutsheet: 1, type });
  }
  for (const value of values) {
    if (value !== 0) bad.push({ sproutsheet: 1, type: 'height', height: value, turn: value });
    bad.push({ sproutsheet: 1, type: 'look', theme: value, ground: value, plain: value, colours: value });
    if (typeof value !== 'boolean') bad.push({ sproutsheet: 1, type: 'welcome', answers: value });
    bad.push({ sproutsheet: 1, type: 'sized', turn: value });
    if (typeof value !== 'string' || value === long) bad.push({ sproutsheet: 1, type: 'ready', name: value }, { sproutsheet: 1, type: 'error', reason: value });
  }
  let deep = {};
  for (let at = 0; at < 400; at += 1) deep = { deep };
  for (const value of [...values.filter((it) => typeof it !== 'string'), 'x'.repeat(600_001), deep, ['{}'], { length: 2, toString: '{}' }]) {
    bad.push({ sproutsheet: 1, type: 'definition', definition: value });
  }
  const one = { line: 1, column: 1, path: 'a', what: 'b', mend: 'c' };
  for (const value of [...values.filter((it) => !(Array.isArray(it) && it.length === 0)), deep, one,
    { length: 1, 0: one }, Array(202).fill(one), [one, null], [[one]], [{ ...one, line: -1 }], [{ ...one, line: 1.5 }], [{ ...one, line: 1e9 }],
    [{ ...one, what: 'x'.repeat(9_001) }], [{ ...one, what: null }], [{ ...one, what: deep }], [{ ...one, ['k'.repeat(200)]: 'x' }],
    [{ ...one, a: 1, b: 1, c: 1, d: 1 }], [new Date(0)], [deep], Array(3)]) {
    bad.push({ sproutsheet: 1, type: 'mistakes', mistakes: value });
  }
  return bad;
};

const state = async (page) => ({
  height: await sheets(page).first().evaluate((it) => it.getBoundingClientRect().height),
  theme: await inside(page).locator('html').evaluate((root) => [root.dataset.theme, root.style.cssText, ...root.classList]),
  events: await page.evaluate(() => window.events),
});

test('malformed messages change nothing, in the frame or around it', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  await expectFits(page);
  await expect.poll(() => page.evaluate(() => window.events.length)).toBe(1);
  const before = await state(page);
  // As text: what a browser clones is more than a test can hand over.
  const sent = await page.evaluate(`(() => {
    const bad = (${makeBad})();
    for (const message of bad) {
      document.querySelector('sprout-sheet').shadowRoot.querySelector('iframe').contentWindow.postMessage(message, '*');
      postMessage(message, '*');
    }
    return bad.length;
  })()`);
  console.log(`${sent} malformed messages to the frame, to the page, and from the frame`);
  expect(sent).toBeGreaterThanOrEqual(290);
  // And from the frame itself: of the right window and origin, and wrong.
  await page.frames()[1].evaluate(`for (const message of (${makeBad})()) window.parent.postMessage(message, '*')`);
  expect(await state(page)).toEqual(before);
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await expectFits(page);
  expect(await page.evaluate(() => ({}).polluted)).toBe(undefined);
});

test('messages made at random are read by the list or not at all', () => {
  const { taken, ignored } = readAtRandom(50_000, 7);
  console.log(`50000 messages at random: ${taken} taken, ${ignored} ignored`);
  expect(taken).toBeGreaterThan(5_000);
  expect(ignored).toBeGreaterThan(5_000);
});

test('messages that are well made but from the wrong window are ignored', async ({ page, hosts }) => {
  hosts.written.set('thief.html', '<!doctype html><title>Thief</title>');
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  await expectFits(page);
  await page.evaluate(() => {
    const thief = document.createElement('iframe');
    thief.src = 'thief.html';
    thief.id = 'thief';
    document.body.append(thief);
  });
  const before = await state(page);
  await page.locator('#thief').contentFrame().locator('html').evaluate(() => {
    const mine = [{ type: 'height', height: 9000, paper: 1, turn: 1 }, { type: 'change', field: 'who', filled: 1, of: 1 }, { type: 'answers', answers: { who: 'x' } },
      { type: 'mistakes', mistakes: [{ line: 1, column: 1, path: 'a', what: 'b', mend: 'c' }] }];
    const theirs = [{ type: 'welcome', answers: true }, { type: 'look', theme: 'dark', ground: '', plain: true, colours: {} }, { type: 'definition', definition: '{}' }];
    window.replies = [];
    addEventListener('message', (event) => window.replies.push(event.data));
    for (const message of mine) window.parent.postMessage({ sproutsheet: 1, ...message }, '*');
    for (let at = 0; at < window.parent.length; at += 1) {
      if (window.parent[at] === window) continue;
      for (const message of theirs) window.parent[at].postMessage({ sproutsheet: 1, ...message }, '*');
    }
  });
  await blankIn(page, 'who').click();
  await page.keyboard.insertText('a');
  await expect.poll(() => page.evaluate(() => window.events.at(-1)[0])).toBe('change');
  await expectFits(page);
  const { events, theme, height } = await state(page);
  const { events: had, theme: was } = before;
  expect(theme).toEqual(was);
  expect(height).toBeLessThan(9000);
  expect(events.slice(had.length).map(([type]) => type)).toEqual(['change']);
  await expect(inside(page).locator('.ws-embed__ask')).toHaveCount(0);
  expect(await page.locator('#thief').contentFrame().locator('html').evaluate(() => window.replies)).toEqual([]);
});

test('a flood hangs nothing', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  await page.evaluate(() => {
    const frame = document.querySelector('sprout-sheet').shadowRoot.querySelector('iframe').contentWindow;
    for (let at = 0; at < 20_000; at += 1) {
      frame.postMessage({ sproutsheet: 1, type: 'look', theme: at % 2 ? 'dark' : 'light', ground: `rgb(${at % 255} 0 0)`, plain: true, colours: {} }, '*');
      frame.postMessage({ sproutsheet: 1, type: 'welcome', answers: false }, '*');
      frame.postMessage({ sproutsheet: 1, type: 'sized', turn: at }, '*');
    }
  });
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await expect(blankIn(page, 'who')).toHaveText(CARD.en.who);
  await expectFits(page);
});

test('a hostile frame gets no further than its element', async ({ page, hosts }) => {
  hosts.written.set('evil/', `<!doctype html><title>Evil</title><script>
    window.heard = [];
    addEventListener("message", (event) => {
      window.heard.push(event.data);
      if (event.data.type === "sized") window.parent.postMessage({ sproutsheet: 1, type: "height", height: 100000, paper: 1, turn: event.data.turn + 1 }, "*");
    });
    const say = (message) => window.parent.postMessage({ sproutsheet: 1, ...message }, "*");
    say({ type: "hello" });
    say({ type: "answers", answers: { who: "x" } });
    say({ type: "mistakes", mistakes: Array(202).fill({ line: 1 }) });
    say({ type: "mistakes", mistakes: { length: 1e9 } });
    say({ type: "mistakes", mistakes: Array(3) });
    say({ type: "ready", name: "<img src=x onerror=alert(1)>" });
    say({ type: "change", field: "__proto__", filled: 1, of: 2, more: "dropped" });
    for (let at = 1; at < 500; at += 1) say({ type: "height", height: 100000, paper: 1, turn: at });
  </script>`);
  hosts.written.set('victim.html', `<!doctype html><title>Victim</title><script async src="http://127.0.0.1:8080/embed.js" data-site="${hosts.url}evil/"></script>
    <body><sprout-sheet sheet="community/job"></sprout-sheet>`);
  await page.goto(`${hosts.url}victim.html`);
  await shown(page);
  await expect.poll(() => page.evaluate(() => window.events.map(([type, detail]) => [type, detail]))).toEqual([
    ['ready', { version: 1, sheet: 'community/job', name: '<img src=x onerror=alert(1)>' }],
    ['change', { version: 1, sheet: 'community/job', field: '__proto__', filled: 1, of: 2 }],
  ]);
  expect((await sheets(page).boundingBox()).height).toBeLessThanOrEqual(30_000);
  expect(await page.evaluate(() => ({}).filled)).toBe(undefined);
});

test('a sheet that would grow for ever comes to rest, and scrolls inside', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await shown(page);
  await expectFits(page);
  // What no style of ours does: a height that hangs on the height of the frame.
  await inside(page).locator('html').evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('#app { min-block-size: calc(100vh + 40px) !important; }');
    document.adoptedStyleSheets = [sheet];
  });
  const height = () => sheets(page).evaluate((it) => it.getBoundingClientRect().height);
  let last = 0;
  await expect.poll(async () => {
    const now = await height();
    const rests = now === last;
    last = now;
    return rests;
  }, { intervals: [700], timeout: 20_000 }).toBe(true);
  expect(last).toBeLessThan(4_000);
  await expect(inside(page).locator('html')).not.toHaveAttribute('data-fits');
});

/** A page that makes a frame for a worksheet of its own, as `<sprout-sheet>` would, and hands over what it likes. */
const handing = (frame, all) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Handing</title><body>
<iframe src="${frame}?embed=own&lang=en" style="width: 640px; height: 900px"></iframe><script>
  window.heard = [];
  const frame = document.querySelector("iframe"), long = "x".repeat(600001);
  const hand = (definition) => frame.contentWindow.postMessage({ sproutsheet: 1, type: "definition", definition }, "*");
  // Before anybody is there to hear it.
  hand(5);
  addEventListener("message", ({ data, source }) => {
    if (source !== frame.contentWindow) return;
    window.heard.push(data.type);
    if (data.type !== "hello") return;
    frame.contentWindow.postMessage({ sproutsheet: 1, type: "welcome", answers: false }, "*");
    for (const definition of ${all}) hand(definition);
  });
</script>`;
const text = (it) => JSON.stringify(it).replaceAll('<', '\\u003c');
const framed = (page) => page.locator('iframe').contentFrame();

test('of what a page hands over, the first that is a text counts, and only that', async ({ page, hosts, baseURL }) => {
  const other = START.replace('Whom did you help out this week?', 'What is your password?');
  hosts.written.set('handing.html', handing(baseURL, `[null, 1, {}, [${text(START)}], long, ${text(START)}, ${text(other)}, "", long]`));
  await page.goto(`${hosts.url}handing.html`);
  await expect(framed(page).locator('h1')).toHaveText('Whom did you help out this week?', { timeout: 20_000 });
  await framed(page).locator('[id="week.who"]').fill('a baker');
  await expect.poll(() => page.evaluate(() => window.heard.includes('change'))).toBe(true);
  await expect(framed(page).locator('h1')).toHaveText('Whom did you help out this week?');
  expect(await page.evaluate(() => window.heard.filter((type) => ['mistakes', 'error'].includes(type)))).toEqual([]);
});

for (const [what, definition] of Object.entries({
  'nothing': '""',
  'a page with a script': text('<script>window.stolen = 1</script><img src=x onerror="window.stolen = 1">'),
  'JSON so deep that no reader gets out': '"[".repeat(300000)',
  'a text as long as may be': '" ".repeat(600000)',
  'thirty thousand keys': `'{' + Array.from({ length: 30000 }, (_, at) => '"k' + at + '":1').join() + '}'`,
  'a sheet with a prototype for a key': text('{"__proto__": {"stolen": 1}, "constructor": {"prototype": {"stolen": 1}}}'),
})) {
  test(`a worksheet that is ${what} is one calm line`, async ({ page, hosts, baseURL }) => {
    hosts.written.set('handing.html', handing(baseURL, `[${definition}]`));
    await page.goto(`${hosts.url}handing.html`);
    await expect(framed(page).locator('.ws-embed__calm')).toHaveText(say('OwnCalm', 'en'), { timeout: 20_000 });
    await expect.poll(() => page.evaluate(() => window.heard)).toEqual(expect.arrayContaining(['mistakes', 'error']));
    await expect(framed(page).locator('h1, img, script[src="x"]')).toHaveCount(0);
    expect(await framed(page).locator('html').evaluate(() => [window.stolen, {}.stolen])).toEqual([undefined, undefined]);
  });
}
