// Pages that stand before the program: a first visit to any sheet or path reads and writes at once, and
// fetches the program at the first touch.
import { test, expect } from './fixtures.js';
import { compose, frames, holdProgram, living, storage, touch } from './card.js';
import { PACKS, sheetsOf } from './pages.js';

const SHEETS = PACKS.flatMap((id) => sheetsOf(id).map((sheet) => `${id}/${sheet}`));
const PATHS = [...PACKS.map((id) => `p/${id}`), ...SHEETS.map((at) => `w/${at}`), ...SHEETS.map((at) => `print/${at}`), 'gallery']
  .filter((path) => path !== 'w/community/job');

/** Opens a page that nobody has touched yet, and waits until it stands there whole. */
async function stand(page, path, query = '') {
  await page.goto(`./${query}#/${path}`);
  await expect(page.locator('.ws-foot')).toBeVisible();
  expect(await page.locator('html[data-waiting]').count()).toBe(1);
}

/** What stands in the page, but for what waits for the program: where that stands, by its place. */
const markup = (page, later) => page.evaluate((known) => {
  const app = document.getElementById('app');
  const places = known ?? [...app.querySelectorAll('.ws-later')].map((element) => {
    const place = [];
    for (let at = element; at !== app; at = at.parentElement) place.unshift([...at.parentElement.children].indexOf(at));
    return place;
  });
  const copy = app.cloneNode(true);
  // What controls hold is no part of the markup else.
  for (const control of copy.querySelectorAll('input, textarea')) {
    const isTick = /^(checkbox|radio)$/.test(control.type);
    control.setAttribute('data-holds', isTick ? String(control.checked) : control.value);
    control.removeAttribute(isTick ? 'checked' : 'value');
    if (control.localName === 'textarea') control.textContent = '';
  }
  const holes = places.map((place) => place.reduce((at, index) => at.children[index], copy));
  for (const hole of holes) hole.replaceWith(document.createElement('hole'));
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const all = [];
  while (comments.nextNode()) all.push(comments.currentNode);
  for (const comment of all) comment.remove();
  return { places, html: copy.innerHTML.replace(/\br[0-9a-z]+-\d+-[0-9a-z]+/g, 'ROW') };
}, later);

for (const locale of ['zh-Hans', 'en']) {
  test(`every page stands there whole without the program, and nothing moves when that comes: ${locale}`, async ({ stranger }) => {
    test.setTimeout(180_000);
    for (const path of PATHS) {
      // Low enough that a streak's calendar, which waits for the program, is not seen.
      const context = await stranger({ viewport: { width: 390, height: 600 } });
      const page = await context.newPage();
      const asked = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1)));
      await page.addInitScript(() => {
        window.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await stand(page, path, `?lang=${locale}`);
      expect(asked.filter((name) => /wasm|^app|\.bin$/.test(name ?? '')), path).toEqual([]);
      const [title, before] = [await page.title(), await markup(page)];
      await touch(page);
      await living(page);
      await frames(page, 3);
      const after = await markup(page, before.places);
      expect(after.html, path).toBe(before.html);
      expect(await page.title(), path).toBe(title);
      expect(await page.evaluate(() => window.shift), path).toBeLessThan(0.02);
      await context.close();
    }
  });
}

/** What the newest save of a sheet holds. */
async function answers(page, at) {
  const slots = (await storage(page)).filter(([key]) => key.startsWith(`sproutsheet/first/${at}/`));
  const newest = slots.map(([, text]) => text).sort((one, other) => Number(other.split(' ')[2]) - Number(one.split(' ')[2]))[0];
  if (!newest) return {};
  const { response } = JSON.parse(newest.slice(newest.indexOf('\n') + 1));
  return Object.fromEntries(Object.entries(response.answers).map(([id, answer]) => [id, answer.value ?? '']));
}

test('what is written and ticked before the program comes is kept, with focus and caret', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/community/screen');
  await page.locator('[id="screen.like.yes"]').check();
  await page.locator('[id="screen.minimal"]').click();
  await page.keyboard.type('一张表');
  await page.locator('[id="screen.like-fact"]').click();
  await page.keyboard.type('abcdef');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator('html[data-ready]').count()).toBe(0);
  release();
  await living(page);
  await expect(page.locator('[id="screen.like-fact"]')).toBeFocused();
  await page.keyboard.type('X');
  await expect(page.locator('[id="screen.like-fact"]')).toHaveValue('abcdXef');
  await expect(page.locator('[id="screen.minimal"]')).toHaveValue('一张表');
  await expect(page.locator('[id="screen.like.yes"]')).toBeChecked();
  await expect.poll(() => answers(page, 'community/screen')).toMatchObject({ like: 'yes', minimal: '一张表', 'like-fact': 'abcdXef' });
  expect((await storage(page)).filter(([key]) => key === 'sproutsheet/draft')).toEqual([]);
});

test('ticks, days and blanks of a sentence are answers too', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/community/loop');
  await page.locator('[id="loop.steps.enter.done"]').check();
  release();
  await living(page);
  await expect(page.locator('[id="loop.steps.enter.done"]')).toBeChecked();
  await expect.poll(() => answers(page, 'community/loop')).toMatchObject({ 'steps.enter.done': 'yes' });
});

test('a page is not taken away from under who picks a day in it', async ({ page }) => {
  await stand(page, 'w/community/fit');
  const day = page.locator('[id="fit.day"]');
  await day.evaluate((element) => { element.first = true; });
  const arrived = page.waitForEvent('requestfinished', (request) => /\/app-[^/]*\.wasm$/.test(request.url()));
  await day.focus();
  await arrived;
  await frames(page, 40);
  expect(await day.evaluate((element) => element.first)).toBe(true);
  await day.fill('2027-01-05');
  await day.blur();
  await living(page);
  await expect(day).toHaveValue('2027-01-05');
  await expect.poll(() => answers(page, 'community/fit')).toMatchObject({ day: '2027-01-05' });
});

test('the blanks of a sentence: composed text is kept, and Enter breaks no line', async ({ page, context }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/independent/redline');
  const sign = page.locator('[id="redline.sign"]');
  await sign.click();
  const cdp = await context.newCDPSession(page);
  await compose(cdp, ['z', 'zh', 'zhou']);
  release();
  await frames(page, 40);
  expect(await page.locator('html[data-ready]').count()).toBe(0);
  await cdp.send('Input.insertText', { text: '周末' });
  await page.keyboard.press('Enter');
  await living(page);
  expect(await sign.evaluate((element) => element.textContent)).toBe('周末');
  await expect.poll(() => answers(page, 'independent/redline')).toMatchObject({ sign: '周末' });
});

test('what is no answer is typed again: a filter, a card to come', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/independent/priority');
  await page.locator('[id="priority.tasks.new"]').click();
  await page.keyboard.type('回三封信');
  await page.keyboard.press('Enter');
  await expect(page.locator('[id="priority.tasks.new"]')).toBeFocused();
  release();
  await living(page);
  const field = page.locator('[id="priority.tasks.new"]');
  await expect(field).toHaveValue('回三封信');
  await expect(field).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.ws-main')).toContainText('回三封信');
});

test('Enter goes from a line to what comes next before the program too', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/independent/learner');
  await page.locator('[id="learner.hobby"]').click();
  await page.keyboard.type('木工');
  await page.keyboard.press('Enter');
  const next = await page.evaluate(() => document.activeElement.id);
  expect(next).not.toBe('learner.hobby');
  release();
  await living(page);
  expect(await page.evaluate(() => document.activeElement.id)).toBe(next);
  // The program goes the same way.
  await page.locator('[id="learner.hobby"]').click();
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement.id)).toBe(next);
});

test('a button that was pressed is pressed as soon as it lives', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/community/signal');
  await page.locator('[id="signal.weeks.add"]').click();
  release();
  await living(page);
  await expect(page.locator('[id^="signal.weeks.r"]').first()).toBeVisible();
});

test('what was written for a page whose program never came is there next time', async ({ page }) => {
  const release = await holdProgram(page);
  await stand(page, 'w/independent/learner');
  await page.locator('[id="learner.hobby"]').fill('木工');
  release();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  await page.goto('./#/p/community');
  await living(page);
  await expect.poll(() => answers(page, 'independent/learner')).toMatchObject({ hobby: '木工' });
  expect((await storage(page)).filter(([key]) => key === 'sproutsheet/draft')).toEqual([]);
});

test('what follows from the day comes as soon as its room is seen, without a touch', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 500 });
  await stand(page, 'w/independent/streak');
  const calendar = page.locator('.ws-streak__days');
  await expect(page.locator('.ws-later').first()).toBeHidden();
  await frames(page, 10);
  expect(await page.locator('html[data-waiting]').count()).toBe(1);
  await page.evaluate(() => document.querySelector('.ws-streak__days').scrollIntoView({ block: 'center' }));
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await expect(calendar).toBeVisible();
});

/** How many pages a browser makes of a page that is printed. */
const printed = async (page) => (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;

for (const [sheet, width] of /** @type {const} */ ([['community/monday', 1280], ['independent/balance', 360]])) {
  test(`paper stands there without the program, prints as with it, and leaves no style behind: ${sheet}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await stand(page, `print/${sheet}`);
    const leaf = page.locator('.pp-pages').first();
    const [before, pages] = [await leaf.boundingBox(), await printed(page)];
    const count = await leaf.evaluate((it) => Number(it.style.getPropertyValue('--pages')));
    expect((before?.width ?? Infinity) / count).toBeLessThan(width);
    expect(count).toBe(pages);
    expect(asked.filter((url) => /\.wasm/.test(url))).toEqual([]);
    await touch(page);
    await living(page);
    expect(await leaf.boundingBox()).toEqual(before);
    expect(await printed(page)).toBe(pages);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(1);
    await page.goto('./#/p/community');
    await expect(page.locator('.pp-leaf')).toHaveCount(0);
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
  });
}

test('“Print” on paper that stands there prints as soon as the program is there', async ({ page }) => {
  await page.addInitScript(() => { window.print = () => { window.prints = (window.prints ?? 0) + 1; }; });
  const release = await holdProgram(page);
  await stand(page, 'print/community/job');
  await page.locator('[data-action=print]').click();
  release();
  await living(page);
  await expect.poll(() => page.evaluate(() => window.prints)).toBe(1);
});

test('the paper of who has written something has it from the start', async ({ page }) => {
  await stand(page, 'w/community/crowd');
  await page.locator('[id="crowd.who"]').fill('团长');
  await living(page);
  await expect.poll(() => answers(page, 'community/crowd')).toMatchObject({ who: '团长' });
  await page.goto('about:blank');
  await page.goto('./#/print/community/crowd');
  await expect(page.locator('.pp-leaf')).toContainText('团长');
  await expect(page.locator('.pp-foot')).toContainText(/\d{4}-\d\d-\d\d/);
});

test.describe('where the page’s file is not there', () => {
  test.use({ tolerate: /404/ });

  test('the program comes at once', async ({ page }) => {
    await page.route(/\/page-[^/]*\.html$/, (route) => route.fulfill({ status: 404, body: 'not found' }));
    await page.goto('./#/w/community/value');
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await expect(page.locator('[id="value.because"]')).toBeVisible();
  });
});

test('who has written something gets the program at once, and no page without answers', async ({ page }) => {
  await stand(page, 'w/community/crowd');
  await page.locator('[id="crowd.who"]').fill('团长');
  await living(page);
  await expect.poll(() => answers(page, 'community/crowd')).toMatchObject({ who: '团长' });
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await expect(page.locator('[id="crowd.who"]')).toHaveValue('团长');
  expect(asked.filter((url) => /\/page-/.test(url))).toEqual([]);
});
