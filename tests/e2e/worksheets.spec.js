// The way through the worksheets: what flows from one to the next, what they say back, the path
// that holds it all; rows; and all of it on small screens, in both languages, for everybody.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test, expect } from './fixtures.js';
import {
  action, blank, expectBlanks, expectSaved, living, notice, say, sentence, settled, share, sharedView, slots, write,
} from './card.js';

const read = (id) => JSON.parse(readFileSync(new URL(`../../worksheets/community/${id}.json`, import.meta.url), 'utf8'));
const pack = read('pack');
const sheets = Object.fromEntries(pack.sheets.map((id) => [id, read(id)]));
const PATH = 'p/community';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @typedef {import('@playwright/test').Page} Page */

/** A control by its id. @param {Page} page @param {string} id */
const at = (page, id) => page.locator(`[id="${id}"]`);

/** Waits until a page of the pack is there. @param {Page} page @param {string} id */
async function arrived(page, id) {
  await living(page);
  await expect(page.locator(id === PATH ? '.ws-path' : `[data-sheet="community/${id}"]:not(.ws-shared)`)).toBeVisible();
}

/** Opens a sheet, or the path. @param {Page} page @param {string} id */
async function visit(page, id, locale = 'zh-Hans') {
  const place = id === PATH ? `#/${PATH}` : `#/w/community/${id}`;
  await page.goto(`./?lang=${locale}${place}`);
  await arrived(page, id);
}

/** Goes on to a sheet, or the path, without loading the page anew. @param {Page} page @param {string} id */
async function go(page, id) {
  await page.evaluate((hash) => { location.hash = hash; }, id === PATH ? `#/${PATH}` : `#/w/community/${id}`);
  await arrived(page, id);
}

/** Waits until all is in storage. @param {Page} page */
const kept = (page) => expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');

/** Taps one answer of a question. @param {Page} page @param {string} id */
const tap = (page, id) => at(page, id).check();

/** Writes into a blank of any sheet. @param {Page} page @param {string} id @param {string} text */
async function blankOf(page, id, text) {
  await at(page, id).click();
  await page.keyboard.insertText(text);
}

// Rows ---------------------------------------------------------------------------------------

const quotes = sheets.listening.sections[0].fields[0];
const columns = quotes.columns.map((column) => column.id);
/** @param {Page} page */
const rows = (page) => page.locator('.ws-row');
/** A control of a row. @param {import('@playwright/test').Locator} row @param {string} column */
const cell = (row, column) => row.locator(`[id$=".${column}"]`);
/** @param {number} count @param {number} people */
const counted = (count, people) =>
  quotes.count.label['zh-Hans'].replace('{rows}', String(count)).replace('{distinct}', String(people));
/** A button of a row. @param {import('@playwright/test').Locator} row @param {string} word */
const press = (row, word) => row.getByRole('button', { name: say(word), exact: true });

/** Every row's cells, in order. @param {Page} page */
const cells = (page) => page.evaluate((names) => [...document.querySelectorAll('.ws-row')].map((row) =>
  Object.fromEntries(names.map((name) => [name, row.querySelector(`[id$=".${name}"]`).value]))), columns);

/** Adds a row and fills cells of it. @param {Page} page @param {Record<string, string>} values */
async function addRow(page, values) {
  const before = await rows(page).count();
  await action(page, 'add-row').click();
  await expect(rows(page)).toHaveCount(before + 1);
  const row = rows(page).last();
  for (const [column, text] of Object.entries(values)) await cell(row, column).fill(text);
  return row;
}

const SAID = ['一断更就接不回来', '“模板”存了三百多个', '对账对到半夜'];
/** @param {number} i */
const full = (i) => ({
  quote: `${SAID[i % 3]} ${i}`, who: `李姐${i}`, situation: `备货 ${i}`, progress: `早睡 ${i}`,
  obstacle: `Excel & 接龙 ${i}`, where: `三号群 ${i}`, date: `2026-03-0${i + 1}`,
});

// The story ----------------------------------------------------------------------------------

const CROWD = { who: '社区团购团长', situation: '每晚九点对账', person: '李姐，三号楼，正忙着改接龙“123”' };
const JOB = { progress: '十分钟对完，周五能早睡', obstacle: 'Excel 对不上' };
const VALUE = { because: '她上月花钱请人对过两回账', so: '给一张十分钟对完的表' };
const COST = '上月 12 号对到一点，娃的家长会没去成';
const STEP = '周三晚八点在群里发出去';

test('one story, from whom one serves to the whole way on a page', async ({ page }) => {
  await test.step('whom I serve flows into the job card and is not stored there', async () => {
    await visit(page, 'crowd');
    for (const [id, text] of Object.entries(CROWD)) await at(page, `crowd.${id}`).fill(text);
    await kept(page);
    await go(page, 'job');
    await expectBlanks(page, { who: CROWD.who, situation: CROWD.situation, progress: '', obstacle: '' });
    await expect(page.locator('.ws-flow')).toContainText(say('FlowedFrom', 'zh-Hans', sheets.crowd.name['zh-Hans']));
    await settled(page);
    expect(await slots(page), 'nothing of the job is stored').toEqual([]);
  });

  await test.step('one character makes it one’s own, and undo comes back to it', async () => {
    await blank(page, 'who').click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await expectSaved(page, { who: `${CROWD.who}x` });
    expect((await slots(page))[0].text, 'what only flows is not stored').not.toContain(CROWD.situation);
    await expect(page.locator('.ws-flow')).toBeVisible();
    await action(page, 'undo').click();
    await expectBlanks(page, { who: CROWD.who, situation: CROWD.situation });
    await write(page, JOB);
    await expectSaved(page, JOB);
  });

  await test.step('the mother’s taps: time first, form beside it, with reasons', async () => {
    await go(page, 'value');
    const { statements } = sheets.value.sections[0].fields[0];
    for (const [i, answer] of [0, 0, 1, 1, 2, 2, 0, 0].entries()) await tap(page, `value.${statements[i].id}.${answer}`);
    const entry = (value) => page.locator(`.ws-profile__entry[data-value="${value}"]`);
    await expect(entry('time')).toHaveAttribute('data-weight', 'main');
    await expect(entry('form')).toHaveAttribute('data-weight', 'supporting');
    for (const type of ['time', 'form']) {
      const why = entry(type).locator('.ws-profile__why');
      for (const { label } of statements.filter((s) => s.type === type)) await expect(why).toContainText(label['zh-Hans']);
    }
    for (const type of ['place', 'possession']) await expect(entry(type).locator('.ws-profile__why')).toHaveCount(0);
    for (const [id, text] of Object.entries(VALUE)) await blankOf(page, `value.${id}`, text);
    await kept(page);
  });

  await test.step('mine to do, with what it cost', async () => {
    await go(page, 'fit');
    await tap(page, 'fit.deep.yes');
    await at(page, 'fit.cost').fill(COST);
    await kept(page);
  });

  const verdict = page.locator('[data-verdict]');
  const says = sheets.screen.sections[0].fields[0].says;
  await test.step('four questions: mend first, then go', async () => {
    await go(page, 'screen');
    for (const id of ['like', 'earn', 'spread', 'skill']) await tap(page, `screen.${id}.yes`);
    await expect(verdict).toHaveAttribute('data-verdict', 'open');
    await tap(page, 'screen.sticking.time');
    await expect(verdict).toContainText(says['fix-minimal']['zh-Hans']);
    await at(page, 'screen.minimal').fill('手抄一页给李姐');
    await expect(verdict).toContainText(says['fix-others']['zh-Hans']);
    await expect(verdict).toHaveAttribute('data-verdict', 'fix');
    await expect(verdict.locator('li')).toHaveText([say('TurnOthers')]);
    await at(page, 'screen.others').fill('3');
    await expect(verdict).toHaveAttribute('data-verdict', 'go');
    await expect(verdict).toContainText(says.go['zh-Hans']);
    await kept(page);
  });

  await test.step('the first step', async () => {
    await go(page, 'step');
    await at(page, 'step.what').fill(STEP);
    await kept(page);
  });

  const states = async () => Object.fromEntries(await page.locator('[data-station]').evaluateAll((all) => all.map((one) =>
    [one.dataset.station.split('/')[1], one.querySelector('svg').getAttribute('aria-label')])));
  const expected = {
    crowd: say('PathDone'), job: say('PathDone'), value: say('PathDone'), fit: say('PathDone'), screen: say('PathDone'),
    step: say('PathBegun'), signal: say('PathBlank'), gift: say('PathBlank'), sample: say('PathBlank'), listening: say('PathBlank'),
  };
  const all = async () => {
    expect.soft(await states(), 'states').toMatchObject(expected);
    const summary = page.locator('[data-summary]');
    const told = [CROWD.who, CROWD.situation, ...Object.values(JOB), ...Object.values(VALUE), COST, STEP];
    const written = await summary.textContent();
    for (const text of told) expect.soft(written, 'the summary').toContain(text);
    const line = page.locator('[data-station="community/job"] .ws-station__line');
    expect.soft(await line.textContent(), 'the job in a line').toBe(sentence({ ...CROWD, ...JOB }));
    await expect.soft(page.locator('.ws-station--next')).toHaveAttribute('data-station', 'community/signal');
  };
  await test.step('all of it on the path, after a reload too', async () => {
    await go(page, PATH);
    await all();
    await page.reload();
    await arrived(page, PATH);
    await all();
    await go(page, 'screen');
    await expect(verdict).toHaveAttribute('data-verdict', 'go');
    await expect(at(page, 'screen.like.yes')).toBeChecked();
    await expect(at(page, 'screen.others')).toHaveValue('3');
    await go(page, 'crowd');
    for (const [id, text] of Object.entries(CROWD)) await expect(at(page, `crowd.${id}`)).toHaveValue(text);
    await go(page, 'job');
    await expectBlanks(page, { who: CROWD.who, situation: CROWD.situation, ...JOB });
  });
});

test('the page of the path holds all that was written, as it says', async ({ page }) => {
  await visit(page, 'crowd');
  for (const [id, text] of Object.entries(CROWD)) await at(page, `crowd.${id}`).fill(text);
  await kept(page);
  await go(page, 'screen');
  await at(page, 'screen.earn-fact').fill('王姐付过八十');
  await at(page, 'screen.minimal').fill('手抄一页给李姐');
  await kept(page);
  await go(page, PATH);
  const written = await page.locator('[data-summary]').textContent();
  for (const text of [CROWD.who, CROWD.person, '王姐付过八十', '手抄一页给李姐']) expect.soft(written).toContain(text);
});

test('the English pages speak English', async ({ page }) => {
  await visit(page, PATH, 'en');
  const proper = [pack.source.author['zh-Hans'], pack.source.title['zh-Hans'], say('SwitchLanguage', 'en')];
  for (const id of [PATH, ...pack.sheets]) {
    await go(page, id);
    // Everything, what is hidden for now and what only is heard included.
    const said = await page.locator('main').evaluate((main) => [...main.querySelectorAll('*')].flatMap((element) =>
      [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data)
        .concat(['aria-label', 'title', 'placeholder', 'data-placeholder', 'aria-placeholder'].map((name) => element.getAttribute(name) ?? ''))));
    const left = said.filter((text) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(text) && !proper.includes(text.trim()));
    expect.soft(left, id).toEqual([]);
    if (id !== PATH) await expect(page.getByRole('heading', { level: 1 })).toHaveText(sheets[id].title.en);
  }
});

// Rows ---------------------------------------------------------------------------------------

test('rows are added, removed with a way back, moved and copied', async ({ page }) => {
  await visit(page, 'listening');
  const today = await page.evaluate(() => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  });
  for (let i = 0; i < 3; i += 1) {
    await action(page, 'add-row').click();
    await expect(rows(page)).toHaveCount(i + 1);
    await expect(cell(rows(page).nth(i), 'quote')).toBeFocused();
    await expect(cell(rows(page).nth(i), 'date')).toHaveValue(today);
    await page.keyboard.insertText(SAID[i]);
    await cell(rows(page).nth(i), 'who').fill(i === 2 ? '李姐0' : `李姐${i}`);
  }
  await expect(page.locator('.ws-rows__count')).toHaveText(counted(3, 2));
  const before = await cells(page);

  await test.step('removing the middle one can be taken back', async () => {
    await action(page, 'remove-row').nth(1).click();
    await expect(rows(page)).toHaveCount(2);
    await expect(page.locator('.ws-rows__count')).toHaveText(counted(2, 1));
    await expect(action(page, 'remove-row').nth(1)).toBeFocused();
    await expect(notice(page)).toContainText(say('RowRemoved'));
    await notice(page).getByRole('button', { name: say('Undo') }).click();
    await expect(rows(page)).toHaveCount(3);
    expect(await cells(page)).toEqual(before);
    await expect(page.locator('.ws-rows__count')).toHaveText(counted(3, 2));
  });

  await test.step('moving keeps the focus on the pressed button', async () => {
    const moved = page.locator(`[data-row="${await rows(page).nth(0).getAttribute('data-row')}"]`);
    const down = press(moved, 'RowDown');
    await press(rows(page).nth(0), 'RowDown').click();
    await expect.poll(async () => (await cells(page)).map((row) => row.quote)).toEqual([SAID[1], SAID[0], SAID[2]]);
    await expect(down).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await cells(page)).map((row) => row.quote)).toEqual([SAID[1], SAID[2], SAID[0]]);
    await expect(down).toBeFocused();
    const up = press(moved, 'RowUp');
    for (const order of [[SAID[1], SAID[0], SAID[2]], SAID, SAID]) {
      await up.press('Enter'); // the last time it is at the top already
      await expect.poll(async () => (await cells(page)).map((row) => row.quote)).toEqual(order);
      await expect(up).toBeFocused();
    }
  });

  await test.step('a copy has the same cells', async () => {
    await press(rows(page).nth(1), 'RowDuplicate').click();
    await expect(rows(page)).toHaveCount(4);
    const now = await cells(page);
    expect(now.filter((row) => row.quote === SAID[1])).toEqual([before[1], before[1]]);
    await kept(page);
    await page.reload();
    await arrived(page, 'listening');
    expect(await cells(page)).toEqual(now);
  });
});

test('from eight rows on one can search them', async ({ page }) => {
  await visit(page, 'listening');
  const search = page.getByRole('searchbox');
  for (let i = 0; i < 8; i += 1) {
    await expect(search).toBeHidden();
    await addRow(page, { quote: SAID[i % 3], who: `李姐${i % 4}`, ...(i === 5 && { where: 'The Corner Shop' }) });
  }
  await expect(page.locator('.ws-rows__count')).toHaveText(counted(8, 4));
  const found = page.locator('.ws-rows__search [role="status"]');
  for (const [words, count] of [['模板', 3], ['corner SHOP', 1], ['没有这句', 0]]) {
    await search.fill(words);
    await expect(rows(page)).toHaveCount(count);
    await expect(found).toHaveText(say('RowsFound', 'zh-Hans', String(count)));
  }
  await search.fill('对账');
  await expect(rows(page)).toHaveCount(2);
  expect((await cells(page)).map((row) => row.quote)).toEqual([SAID[2], SAID[2]]);
  await search.fill('');
  await expect(rows(page)).toHaveCount(8);
  await expect(found).toHaveText('');
});

test('a choice can be taken back, and the focus stays with the question', async ({ page }) => {
  await visit(page, 'fit');
  const group = at(page, 'fit.deep');
  const clear = group.getByRole('button', { name: say('Clear') });
  await expect(clear).toBeHidden();
  await tap(page, 'fit.deep.no');
  await clear.focus();
  await page.keyboard.press('Enter');
  await expect(group.locator('input:checked')).toHaveCount(0);
  await expect(clear).toBeHidden();
  await expect(group.locator('input:focus')).toHaveCount(1);
  await action(page, 'undo').click();
  await expect(at(page, 'fit.deep.no')).toBeChecked();
});

test('two tabs that add rows at once both end up with all', async ({ page, context }) => {
  const other = await context.newPage();
  await visit(page, 'listening');
  await visit(other, 'listening');
  const adds = async (tab, name) => {
    for (let i = 0; i < 3; i += 1) {
      await action(tab, 'add-row').click();
      await expect(tab.locator('textarea:focus')).toHaveValue('');
      await tab.keyboard.insertText(`${name}${i}`);
    }
  };
  await Promise.all([adds(page, '甲'), adds(other, '乙')]);
  const all = ['甲0', '甲1', '甲2', '乙0', '乙1', '乙2'].sort();
  const said = async (tab) => (await cells(tab)).map((row) => row.quote);
  for (const tab of [page, other]) await expect.poll(async () => (await said(tab)).sort()).toEqual(all);
  expect(await said(page), 'in the same order').toEqual(await said(other));
  await kept(page);
  await kept(other);
  await page.reload();
  await arrived(page, 'listening');
  expect((await said(page)).sort()).toEqual(all);
});

// Shared rows --------------------------------------------------------------------------------

test('a list opens elsewhere with every cell, and is kept beside one’s own', async ({ page, stranger }) => {
  const theirs = [0, 1, 2, 3, 4].map(full);
  const sender = await (await stranger()).newPage();
  await visit(sender, 'listening');
  for (const values of theirs) await addRow(sender, values);
  const link = new URL(await share(sender)).hash;

  await visit(page, 'listening');
  await addRow(page, { quote: '我自己的一句', who: '我' });
  await kept(page);
  const own = await cells(page);
  await page.goto(`./${link}`);
  await expect(sharedView(page)).toBeVisible();
  const shown = sharedView(page).locator('.ws-shared__rows > li');
  await expect(shown).toHaveCount(5);
  for (const [i, values] of theirs.entries()) {
    await expect(shown.nth(i).locator('dd')).toHaveText(columns.map((column) => values[column]));
  }
  await action(page, 'keep-copy').click();
  const ask = action(page, 'keep-copy-now');
  if (await ask.isVisible()) {
    // Rows are added to one's own: nothing is replaced, and the page must not say so.
    expect.soft(await page.locator('.ws-ask').textContent()).not.toContain(say('KeepReplacesHow'));
    await ask.click();
  }
  await arrived(page, 'listening');
  await expect(rows(page)).toHaveCount(6);
  expect(await cells(page)).toEqual([...own, ...theirs]);
  await expect(page.locator('.ws-rows__count')).toHaveText(counted(6, 6));
  await notice(page).getByRole('button', { name: say('Undo') }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await cells(page)).toEqual(own);
  await kept(page);
  await page.reload();
  await arrived(page, 'listening');
  expect(await cells(page)).toEqual(own);
});

test('three hundred rows and more stay usable', async ({ page }) => {
  test.slow();
  await visit(page, 'listening');
  for (let i = 0; i < 5; i += 1) await addRow(page, { quote: full(i).quote, who: full(i).who });
  await page.evaluate(() => {
    for (let i = 5; i < 320; i += 1) document.querySelector('[data-action="add-row"]').click();
  });
  await expect(rows(page)).toHaveCount(320, { timeout: 30_000 });
  await kept(page);
  const add = await page.evaluate(async () => {
    const begin = performance.now();
    document.querySelector('[data-action="add-row"]').click();
    while (document.querySelectorAll('.ws-row').length < 321) await new Promise((done) => setTimeout(done, 10));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - begin;
  });
  test.info().annotations.push({ type: 'adding a row', description: `${Math.round(add)} ms` });
  await expect(cell(rows(page).last(), 'quote')).toBeFocused();
  const type = Date.now();
  await page.keyboard.type('还能写');
  await expect(cell(rows(page).last(), 'quote')).toHaveValue('还能写');
  test.info().annotations.push({ type: 'typing three', description: `${Date.now() - type} ms` });
});

// For everybody ------------------------------------------------------------------------------

/** Brings out what a sheet can show: a row, a choice made, help. @param {Page} page */
async function unfold(page) {
  const add = action(page, 'add-row');
  if (await add.count()) await add.first().click();
  const radio = page.locator('input[type="radio"]');
  if (await radio.count()) await radio.first().check();
  const help = page.locator('main summary');
  if (await help.count()) await help.first().click();
  if (await page.locator('[data-save-state]').count()) await settled(page);
}

for (const [locale, colorScheme, width] of /** @type {const} */ ([['zh-Hans', 'light', 390], ['en', 'dark', 1280]])) {
  for (const half of [pack.sheets.slice(0, 5), [...pack.sheets.slice(5), PATH]]) {
    test(`axe finds nothing on ${half.join(', ')} (${locale}, ${colorScheme}, ${width} px)`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await visit(page, half[0], locale);
      for (const id of half) {
        await go(page, id);
        await unfold(page);
        // No frames here, so the quick way; only what is wrong is told.
        const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
        const { violations } = await axe.withTags(TAGS).analyze();
        const found = violations.flatMap(({ id: rule, help, nodes }) =>
          nodes.map((node) => `${rule} (${help}): ${node.target.join(' ')}: ${node.failureSummary}`));
        expect.soft(found, id).toEqual([]);
      }
    });
  }
}

for (const locale of ['zh-Hans', 'en']) {
  test(`nothing goes sideways at 320 px, and everything can be pressed (${locale})`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await visit(page, PATH, locale);
    for (const id of [...pack.sheets, PATH]) {
      await go(page, id);
      await unfold(page);
      const { wide, outside, small } = await page.evaluate(() => {
        const seen = (selector) => [...document.querySelectorAll(selector)]
          .filter((element) => !element.closest('.ws-skip') && element.checkVisibility({ visibilityProperty: true }));
        const name = (element) => `${element.tagName}.${element.className} #${element.id} ${element.textContent.trim().slice(0, 20)}`;
        const size = (element, least) => {
          const { width, height } = element.getBoundingClientRect();
          return width < 23.9 || height < least - 0.1 ? [`${name(element)}: ${width} × ${height}`] : [];
        };
        const sideways = (element) => !element.closest('.ws-examples__all')
          && [...element.getClientRects()].some((box) => box.width > 0 && (box.right > innerWidth + 1 || box.left < -1));
        return {
          wide: document.documentElement.scrollWidth - innerWidth,
          outside: seen('main *').filter(sideways).map(name),
          small: [
            ...seen('button, .ws-button, summary, .ws-choice__one').flatMap((element) => size(element, 44)),
            // A radio is pressed by its label.
            ...seen('input:not([type="radio"], [type="checkbox"]), textarea, select').flatMap((element) => size(element, 24)),
            ...seen('main a').filter((element) => getComputedStyle(element).display !== 'inline').flatMap((element) => size(element, 24)),
          ],
        };
      });
      expect.soft(wide, `${id}: page width over the window's`).toBeLessThanOrEqual(0);
      expect.soft(outside, `${id}: outside the window`).toEqual([]);
      expect.soft(small, `${id}: too small to press`).toEqual([]);
    }
  });
}
