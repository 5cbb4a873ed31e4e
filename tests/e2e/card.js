// What the tests do with the job card, and what it should say. Words come from the files that the
// page is made of, so a test names them and never repeats them.
import { readFileSync } from 'node:fs';
import { expect } from './fixtures.js';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The sheet's content. */
export const job = JSON.parse(read('worksheets/community/job.json'));
/** The blanks' fields, in reading order. */
export const fields = job.sections[0].fields[0].blanks;
/** The blanks' names. */
export const names = fields.map((field) => field.id);

const words = new Map();
for (const [, name, zh, en] of read('src/words.rs').matchAll(/^\s*(\w+): "(.*?)", "(.*?)";$/gm)) {
  words.set(name, { 'zh-Hans': zh, en });
}

/**
 * A word of the interface. `what` fills its blank.
 * @param {string} name
 * @param {'zh-Hans' | 'en'} [locale]
 * @param {string} [what]
 */
export function say(name, locale = 'zh-Hans', what) {
  const word = words.get(name);
  if (!word) throw new Error(`src/words.rs has no ${name}`);
  return what === undefined ? word[locale] : word[locale].replace('{}', what);
}

/** Every word of the interface, in one text. */
export const allWords = () => [...words.values()].flatMap((word) => Object.values(word)).join(' ').replaceAll('<', '&lt;');

/** Answers for all four blanks. */
export const CARD = {
  'zh-Hans': {
    who: '你好的李姐，社区团购团长',
    situation: '每晚九点对账、群里还在接龙',
    progress: '十分钟对完，周五能早睡',
    obstacle: '接龙改来改去，Excel 对不上“123”',
  },
  en: {
    who: 'Mei, who runs the “block” choir',
    situation: 'four groups asking for one hall',
    progress: 'to settle the week by Monday noon',
    obstacle: "replies that come in 3 chats & on paper",
  },
};

/**
 * The finished sentence.
 * @param {Record<string, string>} answers
 * @param {'zh-Hans' | 'en'} [locale]
 */
export function sentence(answers, locale = 'zh-Hans') {
  return job.summary[locale].replace(/\{(\w+)\}/g, (_, id) => answers[id] ?? say('BlankLine', locale));
}

/** @typedef {import('@playwright/test').Page} Page */

/** @param {Page} page @param {string} name */
export const blank = (page, name) => page.locator(`[id="job.${name}"]`);
/** @param {Page} page @param {string} name */
export const action = (page, name) => page.locator(`[data-action="${name}"]`);
/** @param {Page} page */
export const sharedView = (page) => page.locator('[data-view="shared"]');
/** @param {Page} page */
export const notice = (page) => page.locator('.ws-notice');
/** @param {Page} page */
export const dialog = (page) => page.locator('dialog[open]');

/** Moves the pointer: a first visit fetches the program at the first sign of a person. @param {Page} page */
export const touch = (page) => page.evaluate(() => { dispatchEvent(new Event('pointermove')); });

/** Waits until the program runs the page. @param {Page} page */
export async function living(page) {
  await touch(page);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
}

/** Opens an address below the base and waits for the program. @param {Page} page */
export async function open(page, address = './') {
  await page.goto(address);
  await living(page);
}

/** Writes into blanks as an input method's commit does. @param {Page} page @param {Record<string, string>} answers */
export async function write(page, answers) {
  for (const [name, text] of Object.entries(answers)) {
    await blank(page, name).click();
    await page.keyboard.insertText(text);
  }
}

/** Expects that blanks hold exactly this. @param {Page} page @param {Record<string, string>} answers */
export async function expectBlanks(page, answers) {
  for (const [name, text] of Object.entries(answers)) {
    const exactly = () => blank(page, name).evaluate((element) => element.textContent);
    await expect.poll(exactly, `blank ${name}`).toBe(text);
  }
}

/** Everything in localStorage, in order. @param {Page} page */
export const storage = (page) => page.evaluate(() => Object.entries(localStorage).sort());

/** The job card's two save slots, newest first. @param {Page} page */
export async function slots(page) {
  return (await storage(page))
    .filter(([key]) => /^sproutsheet\/first\/community\/job\/[ab]$/.test(key))
    .map(([key, text]) => ({ key, text, revision: Number(text.split(' ')[2]) }))
    .sort((one, other) => other.revision - one.revision);
}

/** What the newest save holds. @param {Page} page @returns {Promise<Record<string, string>>} */
export async function saved(page) {
  const answersOf = ({ text }) => {
    try {
      return JSON.parse(text.slice(text.indexOf('\n') + 1)).response.answers;
    } catch {
      return undefined; // a test has spoiled it
    }
  };
  const answers = (await slots(page)).map(answersOf).find(Boolean) ?? {};
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer.value ?? '']));
}

/** Waits until these answers are in storage and the page says so. @param {Page} page @param {Record<string, string>} answers */
export async function expectSaved(page, answers) {
  await expect.poll(() => saved(page), 'saved answers').toMatchObject(answers);
  await expect(page.locator('[data-save-state]')).toHaveAttribute('data-save-state', 'saved');
}

/** Waits until no save is under way. @param {Page} page */
export async function settled(page) {
  await expect(page.locator('[data-save-state]')).not.toHaveAttribute('data-save-state', 'saving');
}

/** Opens the share dialog and gives the link. @param {Page} page @returns {Promise<string>} */
export async function share(page) {
  await settled(page);
  await action(page, 'share').click();
  const link = page.locator('[data-share-link]');
  await expect(link).toBeVisible();
  const text = await link.textContent();
  expect(await link.getAttribute('href')).toBe(text);
  return text ?? '';
}

/** Makes a link of a card in somebody else's browser. @param {(options?: object) => Promise<import('@playwright/test').BrowserContext>} stranger */
export async function linkOf(stranger, answers = CARD['zh-Hans'], locale = 'zh-Hans') {
  const context = await stranger();
  const page = await context.newPage();
  await open(page, `./?lang=${locale}`);
  await write(page, answers);
  const link = new URL(await share(page));
  await context.close();
  return link.hash.slice(1);
}

/** Goes on with Tab until something has the focus. @param {Page} page @param {string} selector */
export async function tabTo(page, selector, limit = 40) {
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => Boolean(document.activeElement?.matches(wanted)), selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

/** Composes with an input method, step by step, without committing. @param {import('@playwright/test').CDPSession} cdp @param {string[]} steps */
export async function compose(cdp, steps) {
  for (const text of steps) {
    await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
}

/** Lets the page live for some frames. @param {Page} page @param {number} count */
export async function frames(page, count) {
  await page.evaluate(async (left) => {
    for (; left > 0; left -= 1) await new Promise((done) => requestAnimationFrame(done));
  }, count);
}

/**
 * Holds the program back until the returned function is called: the page stays prerendered.
 * @param {Page} page
 * @returns {Promise<() => void>}
 */
export async function holdProgram(page) {
  let release = () => {};
  const gate = new Promise((done) => { release = () => done(undefined); });
  await page.route(/\/app-[^/]*\.wasm$/, async (route) => {
    await gate;
    await route.continue();
  });
  return release;
}
