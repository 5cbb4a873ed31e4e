// A field of rows that were kept: from asking for its page to the frame that shows all.
import { put, rows } from './saves.mjs';

/** Controls in a row. */
const COLUMNS = 7;

/** P5. @param {import('../lib/browser.mjs').Visit} visit @param {string} id @param {import('../peers.mjs').Peer} peer @param {number} count */
export async function mountRows(visit, id, peer, count) {
  await put(visit, rows(id, count));
  await visit.page.goto(visit.address + peer.rows, { waitUntil: 'load' });
  if (id === 'ours') await visit.page.waitForSelector('html[data-ready]', { state: 'attached' });
  const there = visit.heard('there');
  await visit.page.evaluate(([fragment, controls]) => {
    const start = performance.now();
    location.hash = fragment;
    window.__probe.whenThere(controls, start);
  }, /** @type {const} */ ([peer.rowsAt, count * COLUMNS]));
  await there;
  return { mounted: (await visit.seen()).there };
}
