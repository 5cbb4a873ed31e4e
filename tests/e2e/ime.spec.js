// Forty ways to write with an input method × every kind that takes text × what may go on beside it:
// saving, undo, another tab. What was committed stands there exactly, and nothing else. The run takes
// each way once, in turn through kinds and what goes on; the long run takes all.
import { test, expect } from './fixtures.js';
import { action, open, storage } from './card.js';
import { SCRIPTS, play } from './ime.js';

const isFull = Boolean(process.env.SPROUTSHEET_FULL);

/** Every kind that takes text: where one is, what else is on the sheet, and what comes before. */
const KINDS = [
  { kind: 'a blank of a sentence', sheet: 'community/job', control: '[id="job.who"]', other: '[id="job.situation"]' },
  { kind: 'a line', sheet: 'community/crowd', control: '[id="crowd.who"]', other: '[id="crowd.situation"]' },
  { kind: 'a long text', sheet: 'community/crowd', control: '[id="crowd.person"]', other: '[id="crowd.situation"]' },
  { kind: 'a number', sheet: 'independent/firstbatch', control: '[id="firstbatch.budget"]', other: '[id="firstbatch.what"]' },
  { kind: 'a line in a row', sheet: 'community/listening', rows: true, control: '.ws-row [id$=".who"]', other: '.ws-row [id$=".where"]' },
  { kind: 'a long text in a row', sheet: 'community/listening', rows: true, control: '.ws-row [id$=".quote"]', other: '.ws-row [id$=".where"]' },
  { kind: 'a line of a step', sheet: 'community/loop', steps: true, control: '[id="loop.steps.enter.evidence"]', other: '[id="loop.steps.contribute.evidence"]' },
  { kind: 'a long text of a step', sheet: 'community/loop', steps: true, control: '[id="loop.steps.enter.note"]', other: '[id="loop.steps.contribute.evidence"]' },
];
const WAYS = ['saving', 'undo', 'another tab'];

const text = (place) => place.evaluate((element) => ('value' in element ? element.value : element.textContent));
const expectText = (place, wanted, what) => expect.poll(() => text(place), what).toBe(wanted);

/** Empties a control as a person does. */
async function clear(page, control) {
  await control.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expectText(control, '', 'cleared');
}

/** Whether a save holds this text as an answer. */
const isSaved = async (page, wanted) => (await storage(page)).some(([key, save]) => /\/[ab]$/.test(key) && save.includes(`"value":${JSON.stringify(wanted)}`));

/** The scripts that a kind and a way get. */
const taken = (kind, way) => SCRIPTS.filter((_, at) => isFull || at % (KINDS.length * WAYS.length) === kind * WAYS.length + way);

let played = 0;
test.afterAll(() => { if (played > 0) console.log(`input methods: ${played} scripts played here, each exact`); });

KINDS.forEach(({ kind, sheet, rows, steps, control: at, other: beside }, k) => WAYS.forEach((way, w) => {
  const scripts = taken(k, w);
  if (scripts.length === 0) return;
  test(`${kind}, ${way}`, async ({ page, context }) => {
    test.setTimeout(30_000 + scripts.length * 8_000);
    await open(page, `./#/w/${sheet}`);
    if (rows) await action(page, 'add-row').first().click();
    if (steps) await page.locator('.ws-step__more summary').first().click();
    const control = page.locator(at).first();
    const cdp = await context.newCDPSession(page);
    let tab;
    for (const script of scripts) {
      await clear(page, control);
      if (way === 'another tab') {
        if (!tab) {
          await expect.poll(async () => (await storage(page)).some(([key]) => key.includes(sheet)) || !rows).toBe(true);
          tab = await context.newPage();
          await open(tab, `./#/w/${sheet}`);
          await page.bringToFront();
          await control.focus();
        }
        const [mine, theirs] = [tab.locator(at).first(), tab.locator(beside).first()];
        // The other tab writes beside it, and into the very same place.
        await play(page, cdp, script, async () => {
          await theirs.evaluate((element, words) => {
            if ('value' in element) element.value = words; else element.textContent = words;
            element.dispatchEvent(new Event('input', { bubbles: true }));
          }, `beside ${script.name}`);
          await expectText(page.locator(beside).first(), `beside ${script.name}`, 'the other tab’s words come');
        });
        await expectText(control, script.text, script.name);
        await expectText(mine, script.text, `${script.name}, in the other tab`);
      } else {
        await play(page, cdp, script);
        await expectText(control, script.text, script.name);
        await expect.poll(() => isSaved(page, script.text), `${script.name}, saved`).toBe(true);
      }
      if (way === 'undo') {
        await action(page, 'undo').first().click();
        const before = await text(control);
        expect(before, `${script.name}, undone`).not.toBe(script.text);
        await action(page, 'redo').first().click();
        await expectText(control, script.text, `${script.name}, done again`);
      }
      if (way === 'saving') {
        await page.reload();
        await page.locator('html[data-ready]').waitFor({ state: 'attached' });
        await expectText(control, script.text, `${script.name}, after a reload`);
      }
      played += 1;
    }
  });
}));
