// A worksheet inside anyone's article: every example page, opened from another site than the sheets.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test, expect, blankIn, expectFits, inside, livingIn, picture, sheets, shown } from './embed.js';
import { CARD, say } from './card.js';

const PLAIN = new URL('../../examples/plain.html', import.meta.url);

/** Every page with the device that it is opened on. */
const PAGES = {
  article: {},
  bootstrap: {},
  wordpress: {},
  reset: {},
  policy: {},
  'dark on a light device': { page: 'dark', look: 'dark' },
  'dark on a dark device': { page: 'dark', colorScheme: 'dark', look: 'dark' },
  'light on a dark device': { page: 'light', colorScheme: 'dark', look: 'light' },
  colours: {},
  narrow: {},
};

/** Waits until writing has paused and the frame has grown with it: a press in between would miss. */
async function rested(page) {
  await expect.poll(() => page.evaluate(() => window.events.some(([type]) => type === 'change'))).toBe(true);
  await expectFits(page);
}

for (const width of [360, 1280]) {
  for (const [name, { page: file = name, colorScheme = 'light', look = 'light' }] of Object.entries(PAGES)) {
    test(`${name}: the article stays as it was, and the sheet fits (${width})`, async ({ page, hosts }, info) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${hosts.url}${file}.html`);
      const steps = await page.evaluate(() => history.length);
      expect(await page.evaluate(() => [document.activeElement === document.body, scrollY])).toEqual([true, 0]);
      await shown(page);
      const before = await page.evaluate(() => scrollY);
      await expectFits(page);
      await expect(inside(page).locator('html')).toHaveAttribute('data-theme', look);
      // Nothing was fetched but the page, and nothing taken from the article.
      expect(await page.evaluate(() => [document.activeElement === document.body, scrollY])).toEqual([true, before]);
      await picture(page, info.outputPath('shown.png'));

      await livingIn(page);
      await expectFits(page);
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
      expect(await page.evaluate(() => window.shift)).toBeLessThanOrEqual(0.02);

      // Two thousand characters, and none.
      const empty = await sheets(page).first().evaluate((it) => it.getBoundingClientRect().height);
      await blankIn(page, 'who').click();
      for (let part = 0; part < 20; part += 1) await page.keyboard.insertText('写得很长很长，一行又一行。'.repeat(8).slice(0, 100));
      await expectFits(page);
      await picture(page, info.outputPath('long.png'));
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await expectFits(page);
      await expect.poll(() => sheets(page).first().evaluate((it) => it.getBoundingClientRect().height)).toBeLessThanOrEqual(empty + 40);
      expect(await page.evaluate(() => history.length)).toBe(steps);

      const { violations } = await new AxeBuilder({ page }).include('sprout-sheet').analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))).toEqual([]);
    });
  }
}

test('the program is fetched when the reader goes in, not before', async ({ page, hosts }) => {
  const programs = [];
  page.on('request', (request) => { if (/\/app-.*\.wasm/.test(request.url())) programs.push(request.url()); });
  await page.goto(`${hosts.url}narrow.html`);
  await shown(page);
  await expectFits(page);
  await page.mouse.move(180, 700);
  await page.mouse.wheel(0, 100);
  expect(programs).toEqual([]);
  await blankIn(page, 'who').click();
  await expect.poll(() => programs.length).toBe(1);
});

test('Tab goes through, and keys stay the page’s until the reader goes in', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await page.evaluate(() => {
    window.keys = [];
    addEventListener('keydown', (event) => window.keys.push(event.key));
    document.querySelector('main').insertAdjacentHTML('afterbegin', '<button id="before">before</button>');
    document.querySelector('main').insertAdjacentHTML('beforeend', '<button id="after">after</button>');
  });
  await shown(page);
  await page.locator('#before').focus();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+z');
  expect(await page.evaluate(() => window.keys)).toEqual(['/', 'Control', 'z']);
  const inFrame = () => page.evaluate(() => document.activeElement?.localName === 'sprout-sheet');
  await page.keyboard.press('Tab');
  await expect.poll(inFrame).toBe(true);
  await expect(blankIn(page, 'who')).toBeFocused();
  for (let at = 0; at < 40 && await inFrame(); at += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#after')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect.poll(inFrame).toBe(true);
});

test('a page inside a second frame', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}frame.html`);
  const article = page.locator('iframe').contentFrame();
  await shown(article);
  await expectFits(article);
  await livingIn(article);
  await blankIn(article, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await expectFits(article);
});

test('ten sheets on one page fetch the program once, and each keeps its height', async ({ page, hosts }) => {
  test.setTimeout(120_000);
  const programs = [];
  page.on('requestfinished', async (request) => {
    const sizes = await request.sizes().catch(() => undefined);
    if (/\/app-.*\.wasm/.test(request.url()) && sizes && sizes.responseBodySize > 0) programs.push(request.url());
  });
  await page.goto(`${hosts.url}ten.html`);
  await expect(sheets(page)).toHaveCount(10);
  expect(await page.locator('sprout-sheet iframe').count()).toBeLessThan(10);
  for (let nth = 0; nth < 10; nth += 1) {
    await livingIn(page, nth);
    await expectFits(page, nth);
  }
  expect(await page.evaluate(() => window.shift)).toBeLessThanOrEqual(0.02);
});

test('what happens is told, without answers', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  const events = () => page.evaluate(() => window.events);
  await expect.poll(events).toEqual([['ready', { version: 1, sheet: 'community/job', name: expect.any(String) }]]);
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await expect.poll(async () => (await events()).at(-1)).toEqual(
    ['change', { version: 1, sheet: 'community/job', field: 'who', filled: 1, of: 4 }]);
  for (const name of ['situation', 'progress', 'obstacle']) {
    await blankIn(page, name).click();
    await page.keyboard.insertText(CARD.en[name]);
  }
  await expect.poll(async () => (await events()).at(-1)).toEqual(
    ['complete', { version: 1, sheet: 'community/job', filled: 4, of: 4 }]);
  await inside(page).locator('[data-action=share]').click();
  await inside(page).locator('[data-action=copy-link]').click();
  await expect.poll(async () => (await events()).at(-1)).toEqual(['share', { version: 1, sheet: 'community/job' }]);
  expect(JSON.stringify(await events())).not.toContain(CARD.en.who);
});

test('a name that no sheet has is told as that, not as a sheet that is ready', async ({ page, hosts }) => {
  hosts.written.set('nothere.html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Not there</title><script async src="http://127.0.0.1:8080/embed.js"></script>
    <body><sprout-sheet sheet="community/nothere"></sprout-sheet>`);
  await page.goto(`${hosts.url}nothere.html`);
  await livingIn(page);
  await expect(inside(page).locator('h1')).toHaveText(say('NoSuchPage', 'en'));
  expect(await page.evaluate(() => window.events)).toEqual([['error', { version: 1, sheet: 'community/nothere', reason: 'sheet' }]]);
});

test('answers go out only where the page asks and the reader agrees', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}answers.html`);
  await livingIn(page);
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  const given = () => page.evaluate(() => window.events.filter(([type]) => type === 'answers').map(([, { answers }]) => answers));
  await expect.poll(() => page.evaluate(() => window.events.some(([type]) => type === 'change'))).toBe(true);
  expect(await given()).toEqual([]);
  const asking = inside(page).locator('.ws-embed__ask');
  await expect(asking).toContainText(new URL(hosts.url).host);
  await inside(page).locator('[data-action=agree]').click();
  await expect.poll(given).toEqual([{ who: CARD.en.who }]);
  await inside(page).locator('[data-action=decline]').click();
  await blankIn(page, 'situation').click();
  await page.keyboard.insertText(CARD.en.situation);
  await expect.poll(() => page.evaluate(() => window.events.at(-1)[1].field)).toBe('situation');
  expect(await given()).toEqual([{ who: CARD.en.who }]);
});

test('the full page opens beside with all that is written', async ({ page, hosts, context }) => {
  await page.goto(`${hosts.url}narrow.html`);
  await livingIn(page);
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await rested(page);
  const opened = context.waitForEvent('page');
  await inside(page).locator('[data-action=continue]').click();
  const full = await opened;
  await expect(full.locator('[data-view=shared] [data-sentence]')).toContainText(CARD.en.who);
  expect(await full.evaluate(() => window.opener)).toBe(null);
  await full.close();
});

test('links of the sheet open beside, and the history stays', async ({ page, hosts, context }) => {
  hosts.written.set('one.html', `<!doctype html><title>One</title><script async src="http://127.0.0.1:8080/embed.js"></script>
    <body style="background: #fff"><sprout-sheet sheet="community/value" lang="en"></sprout-sheet>`);
  await page.goto(`${hosts.url}one.html`);
  await livingIn(page);
  const steps = await page.evaluate(() => history.length);
  await expect(inside(page).locator('.ws-masthead, .ws-foot, .ws-next, .ws-skip, .ws-sheet__place')).toHaveCount(0);
  await inside(page).locator('html').evaluate(() => {
    const link = document.createElement('a');
    link.href = '#/w/community/job';
    link.textContent = 'there';
    document.getElementById('app').append(link);
  });
  const opened = context.waitForEvent('page');
  await inside(page).getByText('there', { exact: true }).click();
  const full = await opened;
  await expect(full).toHaveURL(/\?lang=en#\/w\/community\/job$/);
  expect(await page.evaluate(() => history.length)).toBe(steps);
});

test('a part of a sheet', async ({ page, hosts }) => {
  hosts.written.set('part.html', `<!doctype html><title>Part</title><script async src="http://127.0.0.1:8080/embed.js"></script>
    <body style="background: #fff"><sprout-sheet sheet="community/job" fields="who" lang="en"></sprout-sheet>`);
  await page.goto(`${hosts.url}part.html`);
  await shown(page);
  await inside(page).locator('html[data-ready]').waitFor({ state: 'attached' });
  await expect(blankIn(page, 'who')).toBeVisible();
  await expect(inside(page).locator('.ws-choice')).toHaveCount(0);
  await expectFits(page);
});

test('colours keep their contrast', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}colours.html`);
  for (let nth = 0; nth < 3; nth += 1) {
    await livingIn(page, nth);
    const { violations } = await new AxeBuilder({ page }).include([['sprout-sheet']]).withRules(['color-contrast']).analyze();
    expect(violations).toEqual([]);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the link stays', async ({ page, hosts, baseURL }) => {
    await page.goto(`${hosts.url}narrow.html`);
    await expect(sheets(page).locator('a')).toHaveAttribute('href', `${baseURL}#/w/community/job`);
    await expect(sheets(page).locator('a')).toBeVisible();
  });
});

test.describe('where frames are blocked', () => {
  test.use({ tolerate: /localhost|Content Security Policy/ });
  test('the link stays, and the page is told', async ({ page, hosts, baseURL }) => {
    hosts.written.set('blocked.html', `<!doctype html><meta http-equiv="Content-Security-Policy" content="frame-src 'none'"><title>Blocked</title>
      <script async src="http://127.0.0.1:8080/embed.js"></script><body><sprout-sheet sheet="community/job"></sprout-sheet>`);
    await page.clock.install();
    await page.goto(`${hosts.url}blocked.html`);
    await expect(sheets(page).locator('iframe')).toBeAttached();
    const link = sheets(page).locator('a');
    await expect(link).toBeVisible();
    await page.clock.runFor(15_000);
    await expect.poll(() => page.evaluate(() => window.events)).toEqual([['error', { version: 1, sheet: 'community/job', reason: 'blocked' }]]);
    await expect(link).toHaveAttribute('href', `${baseURL}#/w/community/job`);
    expect((await sheets(page).boundingBox()).height).toBeLessThan(60);
  });
});

/** How much of a frame without a script is out of its view, and how much of it is empty. */
const room = (frame) => frame.locator('html').evaluate((root) => [root.scrollHeight - innerHeight, innerHeight - document.getElementById('app').getBoundingClientRect().height, innerHeight]);

test('a frame without a script around it scrolls inside', async ({ page, hosts }) => {
  await page.goto(`${hosts.url}plain.html`);
  await page.locator('iframe').evaluate((it) => { it.style.height = '500px'; });
  await page.locator('iframe').scrollIntoViewIfNeeded();
  const frame = page.locator('iframe').contentFrame();
  await expect(frame.locator('.ws-sentence')).toBeVisible();
  await expect(frame.locator('html')).toHaveCSS('overflow-y', 'visible');
  await expect.poll(() => room(frame).then(([hidden]) => hidden)).toBeGreaterThan(100);
  await frame.locator('[data-action=continue]').scrollIntoViewIfNeeded();
  await expect(frame.locator('[data-action=continue]')).toBeInViewport();
});

test('the frame that the builder gives is as high as its sheet, and moves nothing', async ({ page, hosts }) => {
  test.setTimeout(90_000);
  for (const [sheet, lang] of [['community/job', 'en'], ['community/job', 'zh-Hans'], ['community/value', 'en'], ['independent/patience', 'zh-Hans']]) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`./?lang=${lang}#/embed`);
    await page.locator(`[id="embed.sheet"] option[value="${sheet}"]`).waitFor({ state: 'attached' });
    await page.locator('[id="embed.sheet"]').selectOption(sheet);
    await page.locator('[id="embed.lang"]').selectOption(lang);
    const code = page.locator('[data-snippet="frame"]');
    await expect(code).toContainText(`embed=${sheet}&amp;lang=${lang}`);
    await expect(code).toContainText('height:clamp(');
    const frame = await code.textContent();
    if (sheet === 'community/job' && lang === 'en') expect(readFileSync(PLAIN, 'utf8')).toContain(/style="[^"]*"/.exec(frame ?? '')?.[0]);
    hosts.written.set('builder.html', `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Builder</title>
      <body style="margin: 0 auto; padding: 20px; max-width: 640px; background: #fff"><p>Before.</p>${frame}<p>After.</p>`);
    for (const width of [360, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${hosts.url}builder.html`);
      const at = page.locator('iframe').contentFrame();
      await page.locator('iframe').scrollIntoViewIfNeeded();
      await at.locator('html').evaluate(() => { dispatchEvent(new Event('pointerdown')); });
      await at.locator('html[data-ready]').waitFor({ state: 'attached' });
      await expect.poll(() => room(at).then(([hidden, empty, high]) => hidden <= 0 && empty < high / 5 || [hidden, empty, high]), `${sheet} ${lang} ${width}`).toBe(true);
      expect(await page.evaluate(() => window.shift)).toBeLessThanOrEqual(0.02);
    }
  }
});

test('storage that the frame may not use is told, and what is written goes along', async ({ page, hosts, context }) => {
  await page.addInitScript(() => {
    if (window.parent === window) return;
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  });
  await page.goto(`${hosts.url}narrow.html`);
  await shown(page);
  await expect(inside(page).locator('.ws-save')).toHaveText(say('InMemory', 'en'));
  await livingIn(page);
  await expect(inside(page).locator('[data-save-state]')).toHaveAttribute('data-save-state', 'memory');
  await expect(inside(page).locator('[data-save-state]')).toContainText(say('InMemory', 'en'));
  await blankIn(page, 'who').click();
  await page.keyboard.insertText(CARD.en.who);
  await rested(page);
  const opened = context.waitForEvent('page');
  await inside(page).locator('[data-action=continue]').click();
  const full = await opened;
  await expect(full.locator('[data-view=shared] [data-sentence]')).toContainText(CARD.en.who);
});
