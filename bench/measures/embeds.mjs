// Embedded cards in an article: what one loads, and how many cost.
//
// Measured once the site has `embed.js`; the article is a page of another path of the server.
import { pause } from '../lib/browser.mjs';
import { CONTROL } from '../peers.mjs';

/** The article. @param {number} count */
export const article = (count) => `/article/?n=${count}`;

/** P2: everything an article with one card loads until 3 s idle, and its loader alone. */
export async function embedded(visit, count) {
  let loader = 0;
  const urls = new Map();
  visit.cdp.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url));
  visit.cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (/\/embed\.js$/.test(urls.get(requestId) ?? '')) loader = encodedDataLength;
  });
  const start = Date.now();
  await visit.page.goto(visit.address + article(count), { waitUntil: 'commit' });
  const all = await visit.page.evaluate(async ([wanted, control]) => {
    // A card can be written into before its program is there.
    const isReady = (frame) => [...frame.contentDocument?.querySelectorAll(control) ?? []].some((it) => it.checkVisibility() && it.clientHeight > 0);
    const frames = () => [...document.querySelectorAll('sprout-sheet')].flatMap((sheet) =>
      [...(sheet.shadowRoot ?? sheet).querySelectorAll('iframe')]);
    const sheets = [...document.querySelectorAll('sprout-sheet')];
    for (let at = 0; at < 1_000; at += 1) {
      sheets[at % sheets.length]?.scrollIntoView();
      if (frames().filter(isReady).length >= wanted) return performance.now();
      await new Promise((done) => setTimeout(done, 20));
    }
    return NaN;
  }, /** @type {const} */ ([count, CONTROL]));
  if (!Number.isFinite(all)) throw new Error(`embeds: not ready after ${Date.now() - start} ms`);
  await pause(0);
  await visit.idle();
  return { bytes: visit.bytes, loader, ready: all };
}
