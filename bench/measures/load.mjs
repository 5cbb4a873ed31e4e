// The first load: bytes, the first field to write into, the first answer safely stored, and
// whether what is typed before the program has started is kept.
import { PAGES, PEERS } from '../peers.mjs';
import { pause } from '../lib/browser.mjs';

const WORD = 'qzx';
/** Typed on until the answer before it is stored and so many keys more. */
const AFTER = 5;
const MOST = 250;

/** The pages, with 12 fields. */
export const loads = { ...PAGES, ...PEERS, ours: { ...PEERS.ours, name: 'Sproutsheet, 12 fields' } };

/** P1: everything that comes until 3 s idle. @param {import('../lib/browser.mjs').Visit} visit */
export async function bytes(visit, path) {
  await visit.goto(path);
  await visit.idle();
  return { bytes: visit.bytes, requests: visit.requests };
}

/** P3, P4: the first field, and an answer of three letters, stored. */
export async function first(visit, path, keeps) {
  await visit.goto(path);
  await visit.page.evaluate((word) => { window.__probe.wanted = word; }, WORD);
  if (keeps) {
    const stored = visit.heard('stored');
    await visit.focus(0);
    for (const letter of WORD) await visit.key(letter);
    await visit.tab();
    await stored;
  }
  const { painted, usable, stored } = await visit.seen();
  // A program may come only at the first touch: what had come by now is told beside the first load.
  return { painted, usable, stored, bytes: visit.bytes };
}

/** P3: the share of keys that is still there, typed from the first moment until well after the start. */
export async function keptKeys(visit, path, keeps) {
  await visit.goto(path);
  await visit.page.evaluate((word) => { window.__probe.wanted = word; }, WORD);
  await visit.focus(0);
  let typed = '';
  let after = 0;
  let isStored = !keeps;
  visit.heard('stored').then(() => { isStored = true; }, () => {});
  const id = await visit.page.evaluate(() => document.activeElement?.id ?? '');
  while (after < AFTER && typed.length < MOST) {
    const letter = WORD[typed.length % WORD.length];
    typed += letter;
    await visit.key(letter);
    // A breath now and then: answers are kept when writing pauses.
    await pause(typed.length % 12 ? 60 : 500);
    if (isStored) after += 1;
  }
  const there = await visit.page.evaluate((id) => {
    const control = id ? document.getElementById(id) : document.activeElement;
    return control?.value ?? control?.textContent ?? '';
  }, id);
  return { typed: typed.length, kept: there === typed ? typed.length : Math.min(there.length, typed.length - 1) };
}

/** P10: a second visit after an answer was written: bytes, first paint; then without a network. */
export async function again(visit, path, keeps) {
  await first(visit, path, keeps);
  await visit.idle();
  await visit.open();
  await visit.goto(path);
  await visit.idle();
  const { painted, usable } = await visit.seen();
  const measured = { bytes: visit.bytes, painted, usable, offline: false };
  await visit.open();
  // Nobody answers, whoever asks: a service worker too.
  visit.server.isDown = true;
  await visit.goto(path).then(() => { measured.offline = true; }, () => {});
  return measured;
}
