// A form whose answers are many characters: from opening it to the frame with every field.
import { answers, put } from './saves.mjs';

/** The fields that the answers are spread over. */
export const FIELDS = 1_000;

/** P8. @param {import('../lib/browser.mjs').Visit} visit @param {string} id @param {import('../peers.mjs').Peer} peer @param {number} characters 0 opens it empty */
export async function restore(visit, id, peer, characters) {
  await put(visit, characters ? answers(id, FIELDS, characters) : ['nothing', '']);
  await visit.page.addInitScript((count) => window.__probe.whenThere(count, 0), FIELDS);
  const there = visit.heard('there');
  await visit.page.goto(visit.address + peer.form(FIELDS), { waitUntil: 'commit' });
  await there;
  const last = await visit.page.evaluate(() => {
    const control = document.getElementById('f1000') ?? document.querySelector('[id$="f1000"]');
    return control?.value.length ?? -1;
  });
  const expected = characters ? Math.round(characters / FIELDS) : 0;
  if (last !== Math.max(expected, characters ? 1 : 0)) throw new Error(`restored ${last} characters of ${expected}`);
  return { opened: (await visit.seen()).there };
}
