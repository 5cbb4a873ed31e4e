// What was kept before: rows to mount, and large answers to restore.
import { crc32 } from 'node:zlib';

/** A sealed save of ours (src/model/save.rs). @param {string} sheet @param {object} response */
function sealed(sheet, response) {
  const body = JSON.stringify({ sheet, version: 1, saved: 1_769_000_000_000, response });
  const revision = Buffer.alloc(8);
  revision.writeBigUInt64LE(1n);
  const sum = crc32(body, crc32(revision)).toString(16).padStart(8, '0');
  return [`sproutsheet/first/${sheet}/a`, `sproutsheet 1 1 ${sum}\n${body}`];
}

const STAMP = 'mk4w1c00-0-1';
const stamped = (value) => ({ value, stamp: STAMP });

/** A row of the listening sheet; every row a little different. */
const row = (at) => ({
  quote: `Row ${at}: I had it all in one list, and then the list was in the wrong phone.`,
  who: `Person ${at % 97}`,
  situation: 'on the way home with both hands full',
  progress: 'to see who is still waiting',
  obstacle: 'three chats and a paper bag',
  where: 'the queue at the baker’s',
  date: '2026-10-16',
});

/** A row's fractional position: after the one before it, at any depth that 14,400 rows need. */
const place = (at) => [129, 129 + Math.floor(at / 120), 129 + (at % 120), 128];

/** Rows as each side keeps them: [key, text]. @param {string} peer @param {number} count */
export function rows(peer, count) {
  const all = Array.from({ length: count }, (_, at) => row(at));
  if (peer !== 'ours') return ['answers', JSON.stringify(all)];
  const answers = {};
  const there = {};
  all.forEach((cells, at) => {
    const id = `r${String(at).padStart(5, '0')}`;
    there[id] = { present: stamped(true), position: stamped(place(at)) };
    for (const [column, text] of Object.entries(cells)) answers[`quotes.${id}.${column}`] = stamped(text);
  });
  return sealed('community/listening', { answers, rows: { quotes: there } });
}

/** Answers of so many characters in all, evenly in so many fields. @param {string} peer */
export function answers(peer, fields, characters) {
  const each = Math.max(1, Math.round(characters / fields));
  const text = 'the list was in the wrong phone and nobody could say who had paid '.repeat(Math.ceil(each / 60)).slice(0, each);
  const names = Array.from({ length: fields }, (_, at) => `f${at + 1}`);
  if (peer !== 'ours') return ['answers', JSON.stringify(Object.fromEntries(names.map((name) => [name, text])))];
  const all = Object.fromEntries(names.map((name) => [name, stamped(text)]));
  return sealed('community/many', { answers: all, rows: {} });
}

/** Puts a text into storage before the page is there. @param {import('../lib/browser.mjs').Visit} visit */
export async function put(visit, [key, text]) {
  await visit.page.goto(`${visit.address}/static/?n=1`);
  await visit.page.evaluate(([name, value]) => localStorage.setItem(name, value), [key, text]);
  await visit.open();
}
