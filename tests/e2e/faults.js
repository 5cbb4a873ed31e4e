// Whatever happens to storage, tabs, clocks and the network: nothing typed is lost, and the page says
// what happened. One test a row of tests/reports/faults.md, a spec a class of faults. The run compares
// itself with the table; the long run (SPROUTSHEET_FULL) takes each row twenty times, with other pauses
// between keys and faults each time, and writes the table anew.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { isBaseline, note, outcome, plainForm } from './baseline.js';
import { allWords, blank, expectBlanks, expectSaved, living, open, say, slots, storage, write as writeAll } from './card.js';
import { bare } from './saves.js';

const REPORT = new URL('../reports/faults.md', import.meta.url);
export const isFull = Boolean(process.env.SPROUTSHEET_FULL);
const SEEDS = Array.from({ length: isFull ? 20 : 1 }, (_, seed) => seed);

/** The class of the rows that follow. Specs may share this module: each has its own. */
let current = { table: '', count: 0, passed: 0, lines: [] };
let seed = 0;
let drawn = 0;

/** Names the class of the rows that follow: one for each spec. @param {string} name */
export function faults(name) {
  const own = { table: name, count: 0, passed: 0, lines: [] };
  current = own;
  // One after the other: the rows are collected in the order of the table.
  test.describe.configure({ mode: 'default' });
  test.afterAll(() => {
    const { table, count, passed, lines } = own;
    if (!isFull || passed !== count * SEEDS.length) return;
    const head = `## ${table}\n\n| | fault | what was typed | what the page says |\n|--:|---|---|---|\n`;
    const text = existsSync(REPORT) ? readFileSync(REPORT, 'utf8') : '';
    const from = text.indexOf(`## ${table}\n`);
    const next = text.indexOf('\n## ', from + 1);
    const rest = from < 0 ? [`${text}\n`, ''] : [text.slice(0, from), next < 0 ? '' : text.slice(next)];
    mkdirSync(new URL('.', REPORT), { recursive: true });
    writeFileSync(REPORT, `${rest[0]}${head}${lines.join('\n')}\n${rest[1]}`);
  });
}

/** What becomes of what was typed, where a row says nothing else. */
export const KEPT = 'all there';

/**
 * A row of the table.
 * @param {string} fault
 * @param {string} said what the page says: words of the interface by name, or a save state
 * @param {(things: any) => Promise<void>} run
 */
export function row(fault, said, run, kept = KEPT, make = test) {
  const own = current;
  own.count += 1;
  const words = said.split(' + ').map((word) => (/^[A-Z]/.test(word) ? say(word, 'en').replace('{}', '…') : word)).join(' / ');
  const line = `| ${own.count} | ${fault} | ${kept} | ${words} |`;
  for (const this_ of SEEDS) {
    if (isBaseline) {
      make(fault, async ({ page, context, stranger }) => {
        await plainForm(context, allWords());
        note(own.table, fault, await outcome(run({ page, context, stranger })));
      });
      continue;
    }
    make(`${fault}${this_ ? ` (seed ${this_})` : ''}`, async ({ page, context, stranger }) => {
      [seed, drawn] = [this_, this_];
      await run({ page, context, stranger });
      own.passed += 1;
      if (!isFull) expect(existsSync(REPORT) ? readFileSync(REPORT, 'utf8').split('\n') : []).toContain(line);
      else if (this_ === 0) own.lines.push(line);
    });
  }
}

/** A pause as a person makes them, around the time that a save takes; none in the first round. */
export async function pause(page) {
  if (seed === 0) return;
  drawn = (drawn * 1_103_515_245 + 12_345) % 2 ** 31;
  await page.waitForTimeout(drawn % 450);
}

/** Types where the caret is. */
export async function type(page, text) {
  await pause(page);
  await page.keyboard.insertText(text);
}

/** Writes into blanks, with pauses. */
export async function write(page, answers) {
  for (const [name, text] of Object.entries(answers)) {
    await pause(page);
    await writeAll(page, { [name]: text });
  }
}

export const state = (page) => page.locator('[data-save-state]').first();

/** Makes localStorage refuse the n-th write of a sheet, for these n; every write where none is named. */
export async function breakWrites(page, broken, name = 'QuotaExceededError') {
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
export async function fill(page, leave = 0) {
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
export async function append(page, name, text) {
  await blank(page, name).click();
  await page.keyboard.press('End');
  await type(page, text);
}

/** Puts texts into storage while no page of ours is open, then opens the card. */
export async function openWith(page, texts) {
  await bare(page);
  await page.evaluate((all) => all.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
  await open(page);
}

/** Two good saves: the older says `老周`, the newer `老周修鞋`. */
export async function twoSaves(page) {
  await open(page);
  await write(page, { who: '老周' });
  await expectSaved(page, { who: '老周' });
  await type(page, '修鞋');
  await expectSaved(page, { who: '老周修鞋' });
  return slots(page);
}

export const A = 'sproutsheet/first/community/job/a';
const ASIDE = /^sproutsheet\/aside\//;
export const aside = async (page) => (await storage(page)).filter(([key]) => ASIDE.test(key)).map(([, text]) => text);
