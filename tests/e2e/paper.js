// What the tests of paper and exports stand on: sheets with answers in storage, pages of a PDF.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { expect } from './fixtures.js';

/** @param {string} pack @param {string} id */
const read = (pack, id) => JSON.parse(readFileSync(new URL(`../../worksheets/${pack}/${id}.json`, import.meta.url), 'utf8'));

/** The packs, each with its sheets in order; a sheet knows its pack. */
export const packs = ['community', 'independent'].map((id) => {
  const pack = read(id, 'pack');
  return { ...pack, sheets: pack.sheets.map((/** @type {string} */ sheet) => ({ ...read(id, sheet), pack: id })) };
});
/** The sheets of the first pack. @type {any[]} */
export const [{ sheets }] = packs;

/** @param {any} sheet */
export const fieldsOf = (sheet) => sheet.sections.flatMap((/** @type {any} */ section) => section.fields);

/** The fields that take answers themselves. @param {any} field @returns {any[]} */
function leaves(field) {
  if (field.kind === 'sentence') return field.blanks;
  if (field.kind === 'classification') {
    const statement = (/** @type {any} */ one) => ({ ...one, kind: 'scale', from: 0, to: 2 });
    return [...field.statements.map(statement), { ...field.overrule, kind: 'choice', choices: field.types }];
  }
  if (field.kind === 'screening') {
    const question = (/** @type {any} */ one) => [{ ...one, kind: 'yes-no' }, one.fact];
    return field.questions.flatMap(question);
  }
  // What follows from others takes no answer, and days are rows.
  return field.columns || ['calculation', 'chart', 'shares', 'streak'].includes(field.kind) ? [] : [field];
}

/** A column as it asks: a field of another sheet where it uses one. @param {any} column @returns {any} */
function asked(column) {
  if (!column.use) return column;
  const [sheet, id] = column.use.split('.');
  const all = fieldsOf(sheets.find((one) => one.id === sheet)).flatMap(leaves);
  return { ...all.find((/** @type {any} */ leaf) => leaf.id === id), id: column.id };
}

/** Text in which no sign comes often, the same each time. @param {number} length @param {number} seed */
export function noise(length, seed) {
  let state = seed + 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += String.fromCharCode(0x4e00 + (state % 8_000));
    if (state % 23 === 0) text += '，';
    if (state % 211 === 0) text += '\n';
  }
  return text;
}

/** How much is written: an answer of each kind. @param {'filled' | 'long'} how @param {'zh-Hans' | 'en'} locale */
function answerer(how, locale) {
  let count = 0;
  const words = (/** @type {number} */ times) => {
    count += 1;
    if (how === 'long') return `${noise(700 * times, count)} ${'W'.repeat(120)} <b>“|\\${count}”</b>`;
    return locale === 'en' ? `what they said, no. ${count} & “so on”` : `他们说的第 ${count} 句，“还有”<呢>`;
  };
  return (/** @type {any} */ field) => {
    const choices = field.choices?.map((/** @type {any} */ choice) => choice.id);
    switch (field.kind) {
      case 'date': return '2026-01-31';
      case 'number': return '12';
      case 'yes-no': case 'check': return 'yes';
      case 'choice': return choices[0];
      case 'choices': return choices.join(' ');
      case 'scale': return String(field.to);
      case 'long-text': return words(2);
      default: return words(1);
    }
  };
}

/**
 * Answers to everything a sheet asks.
 * @param {any} sheet @param {'filled' | 'long'} how @param {'zh-Hans' | 'en'} locale
 */
export function answersOf(sheet, how, locale) {
  const answer = answerer(how, locale);
  /** @type {Record<string, string>} */
  const answers = {};
  /** @type {Record<string, Record<string, string>[]>} */
  const rows = {};
  for (const field of fieldsOf(sheet)) {
    for (const leaf of leaves(field)) answers[leaf.id] = answer(leaf);
    if (field.kind === 'streak') {
      const days = Array.from({ length: how === 'long' ? 400 : 40 }, (_, at) => new Date(Date.UTC(2026, 0, 1 + at * 2)));
      rows[field.id] = days.map((day) => ({ day: day.toISOString().slice(0, 10) }));
    }
    if (field.columns) {
      const short = answerer('filled', locale);
      // Much on one card is more than a page already.
      const count = field.steps?.length ?? (how === 'long' ? (field.columns.length > 15 ? 4 : 25) : 3);
      const columns = field.columns.filter((/** @type {any} */ column) => !column.refers && column.kind !== 'refers').map(asked);
      rows[field.id] = Array.from({ length: count }, (_, at) => Object.fromEntries(
        columns.map((/** @type {any} */ column) => [column.id, (at === 2 ? answer : short)(column)])));
    }
  }
  return { answers, rows };
}

/** What a person writes on a card. */
const ON_CARD = {
  'zh-Hans': {
    situation: '收摊后对着三本账的半小时', progress: '赶末班车前把账对平', obstacle: '三个收款码混在一起',
    because: '她上月把数看错，多进了一车菜', so: '给她一张十分钟能勾完的单子', cost: '赔进去一整月的利润，还有两个晚上', insider: '隔壁摊她妹妹',
    'like-fact': '上周日，一弄三个小时没觉着', 'earn-fact': '李姐付过 30 块要第一张', 'spread-fact': '说给对面水果摊听了', 'skill-fact': '给我妈做了两年',
    minimal: '给一个摊子一张纸条，用一个礼拜', remarks: '先请她把第三本账拿出来看看',
  },
  en: {
    situation: 'the half hour after closing, with three ledgers open', progress: 'books that balance before the last bus', obstacle: 'payments mixed up from three codes',
    because: 'she ordered too much last month when her numbers were wrong', so: 'I hand her a sheet to tick off in ten minutes', cost: 'a whole month of profit, and two evenings', insider: 'her sister next door',
    'like-fact': 'last Sunday, three hours without noticing', 'earn-fact': 'Mrs Li paid 30 for the first one', 'spread-fact': 'told the fruit stall across the lane', 'skill-fact': 'did it for my mother for two years',
    minimal: 'one paper slip for one stall, for a week', remarks: 'ask her to show you the third ledger first',
  },
};

/** A card as a person fills it: every question, a few words each. @param {number} at @param {'zh-Hans' | 'en'} locale */
export const fullCard = (at, locale) => ({
  who: locale === 'en' ? `the vegetable seller at stall ${at}` : `${at} 号摊卖菜的李姐`, ...ON_CARD[locale],
  start: 'problem', P1: '0', P2: '1', F1: '2', F2: '1', T1: '1', T2: '0', O1: '1', O2: '0', overrule: 'form', shape: 'service',
  deep: 'yes', day: '2026-10-31', like: 'yes', earn: 'yes', spread: 'yes', skill: 'unsure', sticking: 'time', tries: '4', others: '5', chosen: 'yes',
});

/** What a sheet shows of its answers as it was typed: ids of choices are shown by their labels, days as a calendar. @param {ReturnType<typeof answersOf>} written */
export const typed = (written) => [
  ...Object.values(written.answers),
  ...Object.values(written.rows).flat().filter((row) => Object.keys(row).join() !== 'day').flatMap((row) => Object.values(row)),
].filter((text) => text.length > 6 && !/^[a-z -]+$/.test(text));

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** A save as the program writes it (src/model/save.rs). @param {any} sheet @param {ReturnType<typeof answersOf>} written */
function save(sheet, written) {
  const stamp = 'mkn5s000-0-1';
  /** @type {Record<string, any>} */
  const answers = {};
  for (const [id, value] of Object.entries(written.answers)) answers[id] = { value, stamp };
  /** @type {Record<string, any>} */
  const rows = {};
  for (const [field, list] of Object.entries(written.rows)) {
    rows[field] = {};
    const { steps, kind } = fieldsOf(sheet).find((/** @type {any} */ one) => one.id === field);
    list.forEach((row, at) => {
      const id = steps?.[at].id ?? (kind === 'streak' ? `d${row.day.replaceAll('-', '')}` : `r${at}`);
      const value = [129 + Math.floor(at / 100), at % 100, 128];
      rows[field][id] = { present: { value: true, stamp }, position: { value, stamp } };
      for (const [column, text] of Object.entries(row)) answers[`${field}.${id}.${column}`] = { value: text, stamp };
    });
  }
  const body = JSON.stringify({ sheet: `${sheet.pack}/${sheet.id}`, version: sheet.version, saved: 1, response: { answers, rows } });
  const revision = new Uint8Array(8);
  revision[0] = 1;
  const sum = crc32(new Uint8Array([...revision, ...new TextEncoder().encode(body)]));
  return `sproutsheet 1 1 ${sum.toString(16).padStart(8, '0')}\n${body}`;
}

/**
 * Puts answers, and nothing else, into the storage that the page will find.
 * @param {import('@playwright/test').Page} page
 * @param {[any, ReturnType<typeof answersOf>][]} written
 */
export async function keep(page, written) {
  const saves = written.map(([sheet, answers]) => [`sproutsheet/first/${sheet.pack}/${sheet.id}/a`, save(sheet, answers)]);
  await page.goto('./#/nowhere');
  await page.evaluate((all) => {
    localStorage.clear();
    for (const [key, text] of all) localStorage.setItem(key, text);
  }, saves);
  await page.goto('about:blank');
}

/**
 * Opens a page of paper and waits until it is laid out.
 * @param {import('@playwright/test').Page} page @param {string} place @param {'zh-Hans' | 'en'} [locale]
 */
export async function paper(page, place, locale = 'zh-Hans') {
  await page.goto('about:blank');
  await page.goto(`./?lang=${locale}#/print/${place}`);
  await expect(page.locator('[data-pages]:not([data-pages="0"])')).toBeVisible({ timeout: 30_000 });
  return Number(await page.locator('[data-pages]').getAttribute('data-pages'));
}

/**
 * Prints the page as the browser's dialog would.
 * @param {import('@playwright/test').Page} page @param {string} file
 */
export async function printTo(page, file) {
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
}

/** @param {string} file */
const text = (file) => execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8', maxBuffer: 64e6 });

/** A PDF's text. @param {string} file */
export const textOf = text;

/** The pages of a PDF: their sizes in points, and the boxes of their words. @param {string} file */
export function pagesOf(file) {
  const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 64e6 });
  return html.split('<page ').slice(1).map((page) => {
    const number = (/** @type {string} */ name, /** @type {string} */ from) => Number(new RegExp(`${name}="([\\d.-]+)"`).exec(from)?.[1]);
    const words = [...page.matchAll(/<word [^>]*>/g)].map(([word]) =>
      /** @type {const} */ (['xMin', 'yMin', 'xMax', 'yMax']).map((name) => number(name, word)));
    return { width: number('width', page), height: number('height', page), words };
  });
}

/**
 * Words that stand on others of their line, by more than half: marks between Chinese signs are set closer than
 * their boxes are wide. Boxes are as high as the highest letter of their font, so that those of neighbouring lines share
 * some of it: on one line are those that have one middle.
 * @param {(readonly number[])[]} words
 */
export function overlapping(words) {
  const middle = (/** @type {readonly number[]} */ [, top, , bottom]) => (top + bottom) / 2;
  const isOver = (/** @type {readonly number[]} */ one, /** @type {readonly number[]} */ other) => {
    const shared = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
    return Math.abs(middle(one) - middle(other)) < 2 && shared > 0.6 * Math.min(one[2] - one[0], other[2] - other[0]);
  };
  return words.flatMap((one, at) => words.slice(at + 1).filter((other) => isOver(one, other)).map((other) => [one, other]));
}

/** What the QR code on a page of a PDF says. @param {string} file @param {number} page */
export function codeOf(file, page) {
  const ppm = execFileSync('pdftoppm', ['-gray', '-r', '200', '-f', `${page}`, '-l', `${page}`, file], { maxBuffer: 256e6 });
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(ppm.toString('latin1', 0, 40)) ?? [];
  const grey = ppm.subarray(head.length);
  const colours = new Uint8ClampedArray(Number(width) * Number(height) * 4);
  for (let at = 0; at < grey.length; at += 1) colours.fill(grey[at], at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return jsQR(colours, Number(width), Number(height))?.data;
}

/** How dark the pages of a PDF are: the share of ink on each. @param {string} file */
export function inkOf(file) {
  const ppm = execFileSync('pdftoppm', ['-gray', '-r', '20', file], { maxBuffer: 256e6 });
  const ink = [];
  for (let at = 0; at < ppm.length;) {
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+\d+\s/.exec(ppm.toString('latin1', at, at + 40)) ?? [];
    at += head.length;
    const size = Number(width) * Number(height);
    let dark = 0;
    for (let end = at + size; at < end; at += 1) dark += 255 - ppm[at];
    ink.push(dark / 255 / size);
  }
  return ink;
}

/**
 * Draws all pages of several PDFs on one picture, to be looked at.
 * @param {import('@playwright/test').Page} page @param {string[]} files @param {string} name
 */
export async function contactSheet(page, files, name) {
  const folder = new URL('./results-paper/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  const images = files.flatMap((file) => {
    const stem = `${file}.page`;
    execFileSync('pdftoppm', ['-png', '-r', '36', '-l', '12', file, stem]);
    const base = stem.slice(stem.lastIndexOf('/') + 1);
    const all = readdirSync(stem.slice(0, stem.lastIndexOf('/'))).filter((one) => one.startsWith(`${base}-`)).sort();
    return all.map((one) => readFileSync(`${stem.slice(0, stem.lastIndexOf('/'))}/${one}`).toString('base64'));
  });
  const sheet = await page.context().newPage();
  await sheet.setViewportSize({ width: 2400, height: 800 });
  await sheet.setContent(`<body style="margin:0;padding:8px;display:flex;flex-wrap:wrap;gap:8px;background:#888">${
    images.map((image) => `<img alt="" src="data:image/png;base64,${image}">`).join('')}`);
  writeFileSync(`${folder}${name}.png`, await sheet.locator('body').screenshot());
  await sheet.close();
}
