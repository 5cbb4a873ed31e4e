// Forms of many fields: how long mounting takes, what a key costs, how much memory is taken.
import { pause } from '../lib/browser.mjs';
import { quantile } from '../lib/numbers.mjs';

/** How many keys, and when to stop earlier, in milliseconds. */
const KEYS = 30;
const LEAST = 5;
const LONG = 6_000;
/** Without the probe so many times as many, if none was late: a key of plain JavaScript alone is too
 * little to time. */
const STEADY = 5;
/** From a frame to the next key, in milliseconds. */
const BETWEEN = 40;
/** Longer than the pause after which answers are kept. */
const SETTLED = 700;

/** P6, P7, P9, and mounting. @param {import('../lib/browser.mjs').Visit} visit @param {string} path @param {number} count */
export async function keys(visit, path, count) {
  await visit.page.addInitScript((n) => window.__probe.whenThere(n, 0), count);
  const there = visit.heard('there');
  await visit.goto(path);
  await there;
  const { there: mounted } = await visit.seen();
  await pause(SETTLED);
  await visit.focus(Math.floor(count / 2));
  // The first keys find nothing warm; they are not counted.
  await type(visit, 3, 0);
  await pause(SETTLED);
  await visit.page.evaluate(() => { window.__probe.frames.length = 0; });
  const begun = await visit.scriptTime();
  const typed = await type(visit, KEYS, LONG);
  const probed = ((await visit.scriptTime()) - begun) / typed;
  const { frames, wasm } = await visit.seen();
  await pause(SETTLED);
  // Once more without the probe that looks for frames: it is a script too, and takes longer than
  // some pages do.
  await visit.page.evaluate(() => { window.__probe.sleeps = true; });
  const blind = typed < KEYS ? typed : KEYS * STEADY;
  const before = await visit.scriptTime();
  await typeBlindly(visit, blind, quantile(frames, 0.5));
  const after = await visit.scriptTime();
  await pause(SETTLED);
  const settled = await visit.scriptTime();
  await visit.cdp.send('HeapProfiler.collectGarbage');
  const heap = await visit.cdp.send('Runtime.getHeapUsage');
  const nodes = await visit.page.evaluate(() => document.querySelectorAll('*').length);
  return {
    mounted,
    p50: quantile(frames, 0.5),
    p95: quantile(frames, 0.95),
    probed,
    script: (after - before) / blind,
    save: settled - after,
    heap: heap.usedSize,
    wasm,
    nodes,
  };
}

/** Types letters, each after the frame of the one before. Gives how many. */
async function type(visit, count, long) {
  const start = Date.now();
  for (let typed = 1; typed <= count; typed += 1) {
    const frame = visit.heard('frame');
    await visit.key('a');
    await frame;
    await pause(BETWEEN);
    if (long && typed >= LEAST && Date.now() - start > long) return typed;
  }
  return count;
}

/** Types letters, each when the one before should have been shown. */
async function typeBlindly(visit, count, frame) {
  for (let typed = 0; typed < count; typed += 1) {
    await visit.key('a');
    await pause(frame + BETWEEN);
  }
}
