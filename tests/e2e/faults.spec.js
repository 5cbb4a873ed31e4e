// Whatever happens to storage, tabs, clocks and the network: nothing typed is lost, and the page
// says what happened. One test a row of tests/reports/faults.md, which the run compares itself with;
// the long run (SPROUTSHEET_FULL) writes it anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test as base, expect } from './fixtures.js';
import { action, blank, expectBlanks, expectSaved, living, notice, open, saved, say, slots, storage, write } from './card.js';
import { bare, body, seal } from './saves.js';
import { installed, serveSite } from './site.js';

const REPORT = new URL('../reports/faults.md', import.meta.url);
const HEAD = `# Faults

What happens to what was typed, in Chromium. Each row is a test of \`tests/e2e/faults.spec.js\`, which compares itself
with this table; \`cargo xtask test --full\` writes it anew. Spoiled saves are tried at 8 places in Chromium, at 200 in the full
run, and natively at every place of a short save and 200 of a long one, each in \`src/model/save.rs\`.

| | fault | what was typed | what the page says |
|--:|---|---|---|
`;
const isFull = Boolean(process.env.SPROUTSHEET_FULL);
const lines = [];
let count = 0;
let passed = 0;

const test = base;
// One after the other: the rows are collected in the order of the table.
test.describe.configure({ mode: 'default' });

const state = (page) => page.locator('[data-save-state]').first();
const KEPT = 'all there';

/**
 * A row of the table.
 * @param {string} fault
 * @param {string} said what the page says: words of the interface by name, or a save state
 * @param {(things: any) => Promise<void>} run
 */
function row(fault, said, run, kept = KEPT, make = test) {
  count += 1;
  const words = said.split(' + ').map((word) => (/^[A-Z]/.test(word) ? say(word, 'en').replace('{}', '…') : word)).join(' / ');
  const line = `| ${count} | ${fault} | ${kept} | ${words} |`;
  make(`${count}. ${fault}`, async ({ page, context, stranger }) => {
    await run({ page, context, stranger });
    passed += 1;
    if (isFull) lines.push(line);
    else expect(existsSync(REPORT) ? readFileSync(REPORT, 'utf8').split('\n') : []).toContain(line);
  });
}

test.afterAll(() => {
  if (!isFull || passed !== count) return;
  mkdirSync(new URL('.', REPORT), { recursive: true });
  writeFileSync(REPORT, `${HEAD}${lines.join('\n')}\n`);
});

/** Makes localStorage refuse the n-th write of a sheet, for these n; every write where none is named. */
async function breakWrites(page, broken, name = 'QuotaExceededError') {
  await page.addInitScript(([numbers, error]) => {
    const isBroken = (n) => numbers.length === 0 || numbers.includes(n);
    const real = Storage.prototype.setItem;
    window.writes = 0;
    Storage.prototype.setItem = function set(key, value) {
      if (this === localStorage && /\/[ab]$/.test(key)) {
        window.writes += 1;
        if (isBroken(window.writes) && !window.mended) throw new DOMException('broken', error);
      }
      real.call(this, key, value);
    };
  }, [broken, name]);
}

/** Fills the origin until not one character more goes in, but for `leave` characters. */
async function fill(page, leave = 0) {
  await page.evaluate((left) => {
    let text = '';
    for (let step = 1 << 22; step >= 1; step = step >> 1) {
      for (;;) {
        try {
          localStorage.setItem('ballast', text + 'x'.repeat(step));
          text += 'x'.repeat(step);
        } catch { break; }
      }
    }
    localStorage.setItem('ballast', text.slice(left));
  }, leave);
}

/** Writes behind what a blank holds. */
async function append(page, name, text) {
  await blank(page, name).click();
  await page.keyboard.press('End');
  await page.keyboard.insertText(text);
}

/** Puts texts into storage while no page of ours is open, then opens the card. */
async function openWith(page, texts) {
  await bare(page);
  await page.evaluate((all) => all.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
  await open(page);
}

/** Two good saves: the older says `老周`, the newer `老周修鞋`. */
async function twoSaves(page) {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await page.keyboard.insertText('修鞋');
  await expectSaved(page, { who: '老周修鞋' });
  return slots(page);
}

const A = 'sproutsheet/first/community/job/a';
const ASIDE = /^sproutsheet\/aside\//;
const aside = async (page) => (await storage(page)).filter(([key]) => ASIDE.test(key)).map(([, text]) => text);

// ── Storage that refuses ──

row('storage is denied from the start', 'InMemory', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }
  });
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toContainText(say('InMemory'));
  await expectBlanks(page, { who: '老周' });
}, 'all there while the page is open; share link and backup carry it away');

row('storage throws on every read, and later reads again', 'InMemory + saved', async ({ page }) => {
  await twoSaves(page);
  await page.addInitScript(() => {
    const real = Storage.prototype.getItem;
    window.blind = true;
    Storage.prototype.getItem = function get(key) {
      if (window.blind && this === localStorage && /\/[ab]$/.test(key)) throw new DOMException('broken', 'UnknownError');
      return real.call(this, key);
    };
  });
  await page.reload();
  await living(page);
  await write(page, { situation: '下雨' });
  await expect(state(page)).toContainText(say('InMemory'));
  await page.evaluate(() => { window.blind = false; });
  await page.keyboard.insertText('天');
  await expectSaved(page, { who: '老周修鞋', situation: '下雨天' });
  await expectBlanks(page, { who: '老周修鞋', situation: '下雨天' });
});

row('storage throws on every write, for another reason than space', 'InMemory', async ({ page }) => {
  await breakWrites(page, [], 'UnknownError');
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toContainText(say('InMemory'));
  await page.evaluate(() => { window.mended = true; });
  await page.keyboard.insertText('修鞋');
  await expectSaved(page, { who: '老周修鞋' });
});

for (const n of [1, 2, 5]) {
  row(`storage throws on write ${n} only`, 'StorageFull + saved', async ({ page }) => {
    await breakWrites(page, [n]);
    await open(page);
    let text = '';
    for (let i = 1; i <= 6; i += 1) {
      text += `${i}`;
      await append(page, 'who', `${i}`);
      await expect.poll(() => page.evaluate(() => window.writes)).toBeGreaterThanOrEqual(i);
      if (i === n) await expect(state(page)).toContainText(say('StorageFull'));
      else await expectSaved(page, { who: text });
    }
    await expectBlanks(page, { who: text });
    await page.reload();
    await living(page);
    await expectBlanks(page, { who: text });
  });
}

// ── An origin that is really full ──

row('the origin is full before the first save', 'StorageFull', async ({ page }) => {
  await bare(page);
  await fill(page);
  await open(page);
  await write(page, { who: '老周' });
  await expect(state(page)).toHaveAttribute('data-save-state', 'failed');
  await expect(state(page)).toContainText(say('StorageFull'));
  expect(await slots(page)).toEqual([]);
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await page.evaluate(() => localStorage.removeItem('ballast'));
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
}, 'all there, over a reload of the tab too; saved once there is room');

row('the origin fills up in the middle of writing', 'StorageFull', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await fill(page, 1_000);
  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.insertText('很长的一段话，'.repeat(20));
    await page.waitForTimeout(20);
  }
  const all = `老周${'很长的一段话，'.repeat(240)}`;
  await expect(state(page)).toContainText(say('StorageFull'));
  const before = await slots(page);
  expect(before.length).toBeGreaterThan(0);
  await expectBlanks(page, { who: all });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: all });
  await page.evaluate(() => localStorage.removeItem('ballast'));
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: all, situation: '下雨' });
}, 'all there, over a reload of the tab too; nothing half-written');

row('the origin is full at the last save, as the page goes away', 'StorageFull', async ({ page }) => {
  await twoSaves(page);
  await fill(page);
  await page.keyboard.insertText('的'.repeat(400));
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: `老周修鞋${'的'.repeat(400)}` });
  await expect(state(page)).toContainText(say('StorageFull'));
});

// ── Crashes between the steps of a save ──

for (const [what, step] of [['before the save is written', 0], ['when half of the save is written', 0.5], ['after the save is written', 1]]) {
  row(`the page is killed ${what}`, step === 0.5 ? 'SaveBroken' : 'saved', async ({ page }) => {
    await twoSaves(page);
    await page.evaluate((part) => {
      const real = Storage.prototype.setItem;
      Storage.prototype.setItem = function set(key, value) {
        if (window.dead) throw new DOMException('dead', 'UnknownError');
        if (this === localStorage && /\/[ab]$/.test(key)) {
          if (part > 0) real.call(this, key, value.slice(0, value.length * part));
          window.dead = true;
          throw new DOMException('dead', 'UnknownError');
        }
        real.call(this, key, value);
      };
    }, step);
    await page.keyboard.insertText('的');
    await expect.poll(() => page.evaluate(() => window.dead)).toBe(true);
    // Nothing of the killed page may come back: neither storage nor its memory.
    const cdp = await page.context().newCDPSession(page);
    const kept = await storage(page);
    const fresh = await page.context().newPage();
    cdp.send('Page.crash').catch(() => {});
    await openWith(fresh, kept);
    const text = await blank(fresh, 'who').textContent();
    expect(step === 1 ? ['老周修鞋的'] : ['老周修鞋', '老周']).toContain(text);
    if (step === 0.5) await expect(state(fresh)).toContainText(say('SaveBroken'));
    await write(fresh, { situation: '下雨' });
    await expectSaved(fresh, { who: text ?? '', situation: '下雨' });
  }, step === 1 ? KEPT : 'all but the last 300 ms');
}

row('the tab’s process crashes after a pause', 'saved', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  const fresh = await context.newPage();
  const cdp = await context.newCDPSession(page);
  cdp.send('Page.crash').catch(() => {});
  await open(fresh);
  await expectBlanks(fresh, { who: '老周' });
});

row('the page is loaded again at once after the last key', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
});

row('the tab is closed at once after the last key', 'saved', async ({ page, context }) => {
  await open(page);
  await write(page, { who: '老周' });
  await page.close({ runBeforeUnload: true });
  const fresh = await context.newPage();
  await open(fresh);
  await expectBlanks(fresh, { who: '老周' });
});

// ── Saves that were spoiled ──

const PLACES = isFull ? 200 : 8;
for (const [what, spoil] of [
  ['cut off', (text, at) => text.slice(0, at)],
  ['changed by one bit', (text, at) => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)],
]) {
  row(`the newest save is ${what}, at many places`, 'SaveBroken', async ({ page }) => {
    base.setTimeout(30_000 + PLACES * 2_000);
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
  await page.keyboard.insertText('二');
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
    await page.keyboard.insertText('二');
    await expectSaved(page, { who: '一二' });
    expect(await aside(page)).toEqual([sealed]);
  }, 'set aside whole, to download');
}

row('another app wrote under the same key', 'SaveLost', async ({ page }) => {
  await openWith(page, [[A, '{"theirs":true}']]);
  await expect(state(page)).toContainText(say('SaveLost'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await page.keyboard.insertText('二');
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
  await page.keyboard.insertText('修鞋');
  await expectSaved(page, { who: '老周修鞋' });
  await page.keyboard.insertText('的');
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
  await page.keyboard.insertText('修鞋');
  await expectSaved(page, { who: '老周修鞋' });
});

row('a newer version wrote the save', 'SaveNewer', async ({ page }) => {
  const newer = seal(4, body('community/job', { who: '老周' })).replace('sproutsheet 1', 'sproutsheet 2');
  await openWith(page, [[A, newer]]);
  await expect(state(page)).toContainText(say('SaveNewer'));
  await write(page, { who: '一' });
  await expectSaved(page, { who: '一' });
  await page.keyboard.insertText('二');
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

// ── Clocks ──

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

// ── Several tabs ──

for (const tabs of [2, 3]) {
  row(`${tabs} tabs type at once, 200 edits`, 'FromOtherTab', async ({ page, context }) => {
    base.setTimeout(120_000);
    const pages = [page];
    while (pages.length < tabs) pages.push(await context.newPage());
    for (const tab of pages) await open(tab);
    const names = ['who', 'situation', 'progress'].slice(0, tabs);
    const each = Math.floor(200 / tabs);
    const text = names.map((_, at) => Array.from({ length: each }, (_unused, n) => String.fromCharCode(97 + (n + at) % 26)).join(''));
    await Promise.all(pages.map(async (tab, at) => {
      await blank(tab, names[at]).focus();
      for (const letter of text[at]) await tab.keyboard.insertText(letter);
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

// ── The network ──

const offline = base.extend({
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    await site.close();
  },
  baseURL: async ({ site }, use) => { await use(site.url); },
  serviceWorkers: 'allow',
});
let current;

/** A row with a site of its own. */
function netRow(fault, said, run) {
  row(fault, said, run, KEPT, (title, body_) => offline(title, async ({ page, context, stranger, site }) => {
    current = site;
    await body_({ page, context, stranger });
  }));
}

netRow('no network from the first byte, after one visit', 'saved', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  current.cut();
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '老周' });
  await write(page, { situation: '下雨' });
  await expectSaved(page, { who: '老周', situation: '下雨' });
});

netRow('a new version comes while one types', 'UpdateReady', async ({ page }) => {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await installed(page);
  current.changed.set('worker.js', (text) => text.replace(/(sproutsheet-)\w+/, '$1next'));
  await blank(page, 'situation').click();
  await page.keyboard.insertText('下');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.keyboard.insertText('雨');
  await expect(page.locator('[data-remind="update"]')).toContainText(say('UpdateReady'));
  await page.keyboard.insertText('天');
  await action(page, 'update').click();
  await page.waitForFunction(() => performance.getEntriesByType('navigation')[0].type === 'reload');
  await living(page);
  await expectBlanks(page, { who: '老周', situation: '下雨天' });
});

row('“Clear all” was pressed, and the page loaded again', 'Undo', async ({ page }) => {
  await twoSaves(page);
  await action(page, 'reset').click();
  await expect(notice(page)).toContainText(say('ResetDone'));
  await page.waitForTimeout(400);
  await page.reload();
  await living(page);
  await expectBlanks(page, { who: '' });
  await action(page, 'undo').click();
  await expectBlanks(page, { who: '老周修鞋' });
  await expectSaved(page, { who: '老周修鞋' });
}, 'undo brings it back');
