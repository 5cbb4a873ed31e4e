// Paper: every sheet printed by Chromium, read again, and looked at (results-paper/).
//
// The whole matrix runs with SPROUTSHEET_FULL; else each sheet in Chinese on A4 and in English on
// Letter, blank and filled, and with very long answers in Chinese on A4.
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import { CARD, action, open, say, sentence, sharedView } from './card.js';
import { answersOf, codeOf, contactSheet, inkOf, keep, overlapping, packs, pagesOf, paper, printTo, sheets, textOf, typed } from './paper.js';

const SIZES = { A4: [594.96, 841.92], Letter: [612, 792] };
/** A sheet and its pages, where Chinese stands on A4. */
const PAGES = {
  community: {
    blank: { crowd: 1, signal: 2, gift: 2, job: 1, sample: 1, value: 2, fit: 1, screen: 2, step: 1, listening: 3, loop: 1, monday: 2 },
    filled: { crowd: 1, signal: 2, gift: 1, job: 1, sample: 1, value: 1, fit: 1, screen: 1, step: 1, listening: 1, loop: 1, monday: 2 },
  },
  independent: {
    blank: { longboard: 2, redline: 2, balance: 2, priority: 2, purpose: 2, firstbatch: 2, edge: 2, patience: 2, selfish: 2, streak: 2, ikigai: 2, twoincomes: 2, learner: 1 },
    filled: { longboard: 1, redline: 1, balance: 1, priority: 1, purpose: 1, firstbatch: 1, edge: 2, patience: 2, selfish: 1, streak: 2, ikigai: 1, twoincomes: 1, learner: 1 },
  },
};
/** Sheets that hang on a wall, as one page in any language and on any paper. */
const WALL = ['loop'];
/** Sheets that lie on wide pages. */
const WIDE = ['listening'];
const listening = sheets.find((sheet) => sheet.id === 'listening');
/** Sheets on which the tests write more than a code holds. @type {string[]} */
const CODELESS = [];
/** How far from the edge of the page text may begin, in points: printers leave some white. */
const EDGE = 14;

const isFull = Boolean(process.env.SPROUTSHEET_FULL);

/** The signs of a text that paper shows, counted. Spaces go where lines end; marks of direction cannot be seen. */
function signs(text) {
  const count = new Map();
  for (const sign of text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '')) count.set(sign, (count.get(sign) ?? 0) + 1);
  return count;
}

/** Signs that were typed and are not on paper. */
function lost(answers, printed) {
  const there = signs(printed);
  return [...signs(answers.join(''))].filter(([sign, count]) => (there.get(sign) ?? 0) < count).map(([sign]) => sign);
}

const matrix = ['blank', 'filled', 'long'].flatMap((how) => ['zh-Hans', 'en'].flatMap((locale) => Object.keys(SIZES).map((size) => [how, locale, size])));
const some = [['blank', 'zh-Hans', 'A4'], ['filled', 'zh-Hans', 'A4'], ['long', 'zh-Hans', 'A4'], ['blank', 'en', 'Letter'], ['filled', 'en', 'Letter']];
const runs = packs.flatMap((pack) => (isFull ? matrix : some).map(([how, locale, size]) => /** @type {const} */ ([pack, how, locale, size])));
for (const [pack, how, locale, size] of runs) {
  test(`paper holds what was written: ${pack.id}, ${how}, ${locale}, ${size}`, async ({ page }, info) => {
    test.setTimeout(480_000);
    // A dark page prints as ink on white all the same.
    await page.emulateMedia({ colorScheme: 'dark' });
    const written = pack.sheets.map((/** @type {any} */ sheet) => [sheet, answersOf(sheet, how === 'blank' ? 'filled' : how, locale)]);
    const files = [];
    for (const [sheet, answers] of written) {
      if (how !== 'blank') await keep(page, [[sheet, /** @type {any} */ (answers)]]);
      const query = [how === 'blank' ? 'blank' : '', size === 'Letter' ? 'letter' : ''].filter(Boolean).join('&');
      const shown = await paper(page, `${pack.id}/${sheet.id}${query && `?${query}`}`, /** @type {any} */ (locale));
      const file = info.outputPath(`${sheet.id}.pdf`);
      await printTo(page, file);
      files.push(file);
      const name = `${sheet.id}, ${how}`;
      const pages = pagesOf(file);
      expect(shown, `${name}: the preview has the pages that are printed`).toBe(pages.length);
      if (how !== 'long' && locale === 'zh-Hans' && size === 'A4') expect(pages.length, name).toBe(PAGES[pack.id][how][sheet.id] ?? pages.length);
      if (how === 'blank' && WALL.includes(sheet.id)) expect(pages.length, `${name}: one page for the wall`).toBe(1);
      const [short, long] = SIZES[size];
      for (const [at, { width, height, words }] of pages.entries()) {
        const measures = WIDE.includes(sheet.id) ? [long, short] : [short, long];
        expect([width, height].map(Math.round), `${name}: page ${at + 1}`).toEqual(measures.map(Math.round));
        expect(words.length, `${name}: page ${at + 1} is not empty`).toBeGreaterThan(6);
        const outside = words.filter(([x, y, right, bottom]) => x < EDGE || y < EDGE || right > width - EDGE || bottom > height - EDGE);
        expect(outside, `${name}: page ${at + 1} cuts nothing off`).toEqual([]);
        expect(overlapping(words), `${name}: page ${at + 1} writes nothing over another`).toEqual([]);
      }
      for (const ink of inkOf(file)) expect(ink, `${name}: little ink`).toBeLessThan(0.35);
      const printed = textOf(file);
      if (how === 'blank') {
        const [longest] = typed(answers).map((text) => text.replace(/\s/g, '')).sort((a, b) => b.length - a.length);
        if (longest) expect(printed.replace(/\s/g, ''), `${name}: no answers`).not.toContain(longest);
      } else {
        expect(lost(typed(answers), printed), name).toEqual([]);
      }
      if (how === 'filled') {
        const code = page.locator('.pp-code svg');
        const isThere = await code.count() === 1 && await code.isVisible();
        expect.soft(isThere, `${name}: carries a code where one fits`).toBe(!CODELESS.includes(sheet.id));
        if (isThere) {
          await page.goto(codeOf(file, pages.length) ?? '');
          await expect.soft(sharedView(page), name).toBeVisible();
          expect.soft(lost(typed(answers), (await sharedView(page).textContent()) ?? ''), `${name}: the code opens all of it`).toEqual([]);
        }
      }
      const number = (/** @type {number} */ at) => locale === 'en' ? `Page ${at} of ${pages.length}` : `第 ${at} 页，共 ${pages.length} 页`;
      const plain = printed.replace(/\s/g, '');
      for (let at = 1; at <= pages.length; at += 1) expect(plain, name).toContain(number(at).replace(/\s/g, ''));
      expect(plain, name).toContain(pack.source.author[locale].replace(/\s/g, ''));
    }
    await contactSheet(page, files, `${pack.id}-${locale}-${size}-${how}`);
  });
}

test('the whole pack is one document, and its contents name the pages that sheets begin on', async ({ page }, info) => {
  test.setTimeout(120_000);
  const shown = await paper(page, 'community?blank');
  const file = info.outputPath('pack.pdf');
  await printTo(page, file);
  const pages = textOf(file).split('\f').slice(0, -1).map((text) => text.replace(/\s/g, ''));
  expect(pages.length).toBe(shown);
  for (const sheet of sheets) {
    const at = await page.locator(`[data-page-of="${sheet.id}"]`).textContent();
    expect(pages[Number(at) - 1], sheet.id).toContain(sheet.title['zh-Hans'].replace(/\s/g, ''));
    expect(pages[0]).toContain(sheet.name['zh-Hans']);
  }
  await contactSheet(page, [file], 'pack');
});

test('a table of many rows begins each page with its heads, and tears no row', async ({ page }, info) => {
  const row = (/** @type {number} */ at) => ({ quote: `【${at}】${'一句原话'.repeat(9)}[${at}]`, who: `谁${at}` });
  const rows = { quotes: Array.from({ length: 60 }, (_, at) => row(at)) };
  await keep(page, [[listening, { answers: {}, rows: /** @type {any} */ (rows) }]]);
  const count = await paper(page, 'community/listening');
  expect(count).toBeGreaterThan(2);
  const file = info.outputPath('rows.pdf');
  await printTo(page, file);
  const pages = textOf(file).split('\f').slice(0, -1).map((text) => text.replace(/\s/g, ''));
  const heads = listening.sections[0].fields[0].columns.map((/** @type {any} */ column) => column.label['zh-Hans']);
  for (const text of pages.slice(0, -1)) for (const head of heads) expect(text).toContain(head);
  for (let at = 0; at < 60; at += 1) {
    const begins = pages.findIndex((text) => text.includes(`【${at}】`));
    expect(pages.findIndex((text) => text.includes(`[${at}]`)), `row ${at}`).toBe(begins);
  }
});

test('a filled sheet carries a code that opens it, read off the printed page', async ({ page, stranger }, info) => {
  const job = sheets.find((sheet) => sheet.id === 'job');
  await keep(page, [[job, { answers: CARD['zh-Hans'], rows: {} }]]);
  await paper(page, 'community/job');
  const file = info.outputPath('code.pdf');
  await printTo(page, file);
  const link = codeOf(file, 1);
  expect(link?.split('#')[0]).toBe(new URL('./', page.url()).href.split('#')[0]);
  const reader = await (await stranger()).newPage();
  await reader.goto(link ?? '');
  await expect(sharedView(reader).locator('[data-sentence]')).toHaveText(sentence(CARD['zh-Hans']));
  // What is blank leads nowhere, and what is too much for a code goes without.
  await paper(page, 'community/job?blank');
  await expect(page.locator('.pp-code')).toHaveCount(0);
  await keep(page, [[job, answersOf(job, 'long', 'zh-Hans')]]);
  await paper(page, 'community/job');
  await expect(page.locator('.pp-code svg')).toHaveCount(0);
});

test('the foot of a sheet never stands alone on a page', async ({ page }) => {
  test.setTimeout(90_000);
  const job = sheets.find((sheet) => sheet.id === 'job');
  await keep(page, [[job, { answers: CARD['zh-Hans'], rows: {} }], [listening, { answers: {}, rows: { quotes: [{ quote: 'a', who: 'b' }] } }]]);
  for (const place of ['job', 'listening', 'value?blank', 'monday?blank']) {
    await paper(page, `community/${place}`);
    const alone = await page.evaluate(() => {
      const foot = document.querySelector('.pp-foot');
      const beside = foot.previousElementSibling;
      const before = beside.matches('.pp-notes') ? beside.previousElementSibling : beside;
      const begins = document.querySelector('.pp-head');
      const found = [];
      // A little more stands above each time: at some height the foot is the first that does not fit.
      for (let height = 0; height < 1200; height += 13) {
        begins.style.setProperty('padding-block-end', `${height}px`);
        window.dispatchEvent(new Event('resize'));
        const page = Math.round(foot.getBoundingClientRect().left);
        const last = [...before.querySelectorAll('*'), before].flatMap((one) => [...one.getClientRects()]).map((box) => Math.round(box.left));
        if (Math.max(...last) < page) found.push(height);
      }
      return found;
    });
    expect(alone, place).toEqual([]);
  }
});

test('every sheet leads to its paper, and the paper back', async ({ page }) => {
  await open(page, './#/w/community/fit');
  await action(page, 'print').click();
  await expect(page).toHaveURL(/#\/print\/community\/fit$/);
  await expect(page.locator('.pp-leaf')).toHaveAttribute('data-leaf', 'fit');
  await page.getByRole('link', { name: say('PrintBlank'), exact: true }).click();
  await expect(page).toHaveURL(/\?blank$/);
  await page.getByRole('link', { name: say('PaperLetter'), exact: true }).click();
  await expect(page).toHaveURL(/\?blank&letter$/);
  await expect(page.getByRole('link', { name: say('PaperLetter'), exact: true })).toHaveAttribute('aria-current', 'true');
  await page.evaluate(() => { window.print = () => { document.title = 'printed'; }; });
  await action(page, 'print').click();
  await expect(page).toHaveTitle('printed');
  await page.getByRole('link', { name: say('PrintBack', 'zh-Hans', sheets.find((sheet) => sheet.id === 'fit').name['zh-Hans']) }).click();
  await expect(page.locator('[data-sheet="community/fit"]')).toBeVisible();
  // The page lets go of what paper looks like.
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
});

test('paper that nobody has is told', async ({ page }) => {
  await open(page, './#/print/community/nothing');
  await expect(page.getByRole('alert')).toContainText(say('NoSuchPage'));
  await open(page, './#/print/nothing');
  await expect(page.getByRole('alert')).toContainText(say('NoSuchPage'));
});

for (const locale of /** @type {const} */ (['zh-Hans', 'en'])) {
  test(`axe finds nothing on paper, and it fits a small screen (${locale})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const place of ['community/listening?blank', 'community/value', 'community?blank']) {
      await paper(page, place, locale);
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
}
