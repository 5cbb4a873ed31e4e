// Measures the site beside its peers and writes RESULTS.md and its pictures. Started by
// `cargo xtask bench`, which builds everything and says where it is: DIST, WORK, PACK, CHROMIUM.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commit, today } from './lib/about.mjs';
import { CPU, Visit, launch, patiently } from './lib/browser.mjs';
import { written } from './lib/numbers.mjs';
import { report } from './lib/report.mjs';
import { embedded } from './measures/embeds.mjs';
import { keys } from './measures/keys.mjs';
import { pages, scores } from './measures/lighthouse.mjs';
import { again, bytes, first, keptKeys, loads } from './measures/load.mjs';
import { restore } from './measures/restore.mjs';
import { mountRows } from './measures/rows.mjs';
import { PEERS } from './peers.mjs';
import { serve } from './serve.mjs';

/** What is measured by default at least so often. */
const ROUNDS = 9;
/** What hardly varies, or only draws a curve, so often at most. */
const FEW = 3;
/** A sample is given up after, in milliseconds. */
const GIVE_UP = 150_000;

const KNOWN = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P10', 'P11', 'growth'];
const asked = words(process.argv.slice(2));
const work = process.env.WORK ?? '.';
const dist = process.env.DIST ?? '../dist';

/** @param {string[]} list */
function words(list) {
  const found = { rounds: ROUNDS, only: KNOWN, peers: undefined, port: 0, minutes: Infinity, isAgain: false };
  for (let at = 0; at < list.length; at += 2) {
    const [name, value = ''] = [list[at], list[at + 1]];
    if (name === '--rounds' || name === '--port' || name === '--minutes') found[name.slice(2)] = Number(value);
    else if (name === '--only' || name === '--again') {
      found.only = value.split(',');
      found.isAgain = name === '--again';
    }
    else if (name === '--peers') found.peers = value.split(',');
    else stop(`bench knows --rounds N, --only ${KNOWN.join(',')}, --again P5, --peers ours,react, --minutes N and --port N, not ${name}`);
  }
  const unknown = found.only.find((name) => !KNOWN.includes(name));
  if (unknown) stop(`nothing is called ${unknown}; there are ${KNOWN.join(', ')}`);
  if (!(found.rounds >= 1)) stop('--rounds wants a number');
  return found;
}

function stop(why) {
  console.error(why);
  process.exit(2);
}

const wanted = (...names) => names.some((name) => asked.only.includes(name));
const some = (all) => Object.entries(all).filter(([id]) => !asked.peers || asked.peers.includes(id));

/**
 * One thing to measure of one peer.
 * @typedef {{ measure: string, id: string, size: number, rounds: number, network: boolean, warm: string[],
 *   run: (visit: Visit) => Promise<Record<string, number | boolean>> }} Task
 */

/** @returns {Task[][]} what is measured, in groups that are interleaved */
function plan(hasEmbeds) {
  const all = asked.rounds;
  const few = Math.min(FEW, all);
  const groups = [];
  const group = (is, tasks) => is && groups.push(tasks);
  const task = (measure, id, size, rounds, run, about = {}) => ({ measure, id, size, rounds, run, network: false, ...about });
  const slow = { network: true };

  const load = (measure, rounds, run) =>
    some(loads).map(([id, peer]) => task(measure, id, 12, rounds, (visit) => run(visit, peer.form(12), peer.keeps), slow));
  group(wanted('P1'), load('bytes', Math.min(2, all), bytes));
  group(wanted('P3', 'P4'), load('first', all, first));
  group(wanted('P3'), load('kept', few, keptKeys));
  group(wanted('P10'), load('again', few, again));

  const rowsOf = (count, rounds) =>
    some(PEERS).filter(([, peer]) => peer.rows)
      .map(([id, peer]) => task('rows', id, count, rounds, (visit) => mountRows(visit, id, peer, count)));
  group(wanted('P5', 'growth'), rowsOf(1_000, wanted('P5') ? all : few));
  for (const count of [10, 100, 3_000]) group(wanted('growth'), rowsOf(count, few));

  const keysOf = (count, rounds) =>
    some(PEERS).filter(([, peer]) => peer.most >= count)
      .map(([id, peer]) => task('keys', id, count, rounds, (visit) => keys(visit, peer.form(count), count)));
  group(wanted('P6', 'P7', 'P9', 'growth'), keysOf(1_000, wanted('P6', 'P7', 'P9') ? all : few));
  group(wanted('P7', 'growth'), keysOf(100, wanted('P7') ? all : few));
  group(wanted('P6', 'P7', 'growth'), keysOf(10_000, wanted('P6', 'P7') ? all : few));
  group(wanted('growth'), keysOf(10, few));

  const restoreOf = (characters, rounds) =>
    some({ ours: PEERS.ours, vanilla: PEERS.vanilla })
      .map(([id, peer]) => task('restore', id, characters, rounds, (visit) => restore(visit, id, peer, characters)));
  group(wanted('P8', 'growth'), [...restoreOf(0, wanted('P8') ? all : few), ...restoreOf(1_000_000, wanted('P8') ? all : few)]);
  for (const size of [1_000, 10_000, 100_000, 2_000_000]) group(wanted('growth'), restoreOf(size, few));

  const embedsOf = (count) => [task('embeds', 'ours', count, few, (visit) => embedded(visit, count), slow)];
  group(hasEmbeds && wanted('P2', 'growth'), embedsOf(1));
  for (const count of [5, 20]) group(hasEmbeds && wanted('growth'), embedsOf(count));
  return groups;
}

/** The list in another order each round. @template T @param {T[]} list @param {number} round */
function turned(list, round) {
  const at = (round * 5 + 1) % list.length;
  const half = [...list.slice(at), ...list.slice(0, at)];
  return round % 2 ? half.reverse() : half;
}

async function main() {
  const server = await serve({ dist, peers: join(work, 'peers'), packs: process.env.PACK ?? '' }, asked.port);
  const hasEmbeds = server.dist.includes('embed.js');
  const samples = [];
  const failed = [];
  const start = Date.now();
  const isLate = () => (Date.now() - start) / 60_000 > asked.minutes;
  let browser;
  let stopped = false;
  const end = () => {
    if (stopped) process.exit(130);
    stopped = true;
    console.error('\nstopping after this sample; once more stops at once');
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  // What a given-up sample still says is of no interest.
  process.on('unhandledRejection', () => {});
  try {
    for (const { form } of Object.values(loads)) {
      if (!server.has(form(12).split('#')[0])) throw new Error(`${form(12)} is not served`);
    }
    const groups = plan(hasEmbeds);
    const total = groups.flat().reduce((sum, task) => sum + task.rounds, 0);
    console.log(`${total} samples in ${groups.length} groups, CPU ÷ ${CPU}, at ${server.address}`);
    for (const group of groups) {
      for (let round = 0; round < Math.max(0, ...group.map((task) => task.rounds)); round += 1) {
        if (stopped || isLate()) break;
        // A new browser each round: nothing of the round before is left in it.
        browser = await launch();
        for (const task of turned(group, round)) {
          const key = `${task.measure} ${task.id} ${task.size}`;
          const broken = failed.filter((failure) => failure.key === key).length;
          if (stopped || round >= task.rounds || broken >= 2) continue;
          let visit;
          try {
            visit = await Visit.start(browser, server, { network: task.network });
            const values = await patiently(task.run(visit), key, GIVE_UP);
            samples.push({ measure: task.measure, id: task.id, size: task.size, round, values });
            console.log(`${String(samples.length).padStart(4)}/${total} ${key}: ${shown(values)}`);
          } catch (error) {
            failed.push({ key, why: String(error.message).split('\n')[0] });
            console.log(`     ${key}: ${failed.at(-1).why}`);
          }
          server.isDown = false;
          await visit?.close();
        }
        await patiently(browser.close(), 'closing', 10_000).catch(() => {});
        browser = undefined;
      }
    }
    const lighthouse = wanted('P11') && !stopped && !isLate() ? await scores(`${server.address}/ours/?lang=en`, pages(), console.log, [], () => stopped) : {};
    const about = { commit: commit(), day: today() };
    let measured = { samples, failed, lighthouse, rounds: asked.rounds, hasEmbeds, chromium: await version(), minutes: (Date.now() - start) / 60_000, ...about, again: [] };
    mkdirSync(work, { recursive: true });
    writeFileSync(join(work, 'measured.json'), JSON.stringify(measured));
    const isWhole = !stopped && !isLate() && (asked.isAgain || (asked.only === KNOWN && !asked.peers));
    const last = join(work, 'whole.json');
    if (isWhole && asked.isAgain) measured = replaced(JSON.parse(readFileSync(last, 'utf8')), measured, { ...about, only: asked.only, peers: asked.peers });
    // Only a whole run, or a part of one that is measured again, takes the place of the results that are kept.
    if (isWhole) writeFileSync(last, JSON.stringify(measured));
    const place = isWhole ? new URL('.', import.meta.url).pathname : work;
    report(measured, place);
    console.log(`\nwritten to ${join(place, 'RESULTS.md')}${isWhole ? '' : ' (not a whole run: bench/RESULTS.md stays)'}`);
  } finally {
    await browser?.close().catch(() => {});
    server.stop();
  }
}

/** A whole run with what was measured again in its place. */
function replaced(whole, part, about) {
  const isOther = (key) => !part.samples.some((sample) => key === `${sample.measure} ${sample.id} ${sample.size}`);
  const samples = whole.samples.filter(({ measure, id, size }) => isOther(`${measure} ${id} ${size}`));
  const failed = whole.failed.filter(({ key }) => isOther(key));
  const lighthouse = { ...whole.lighthouse, ...part.lighthouse };
  const again = [...whole.again.filter((earlier) => !isReplaced(earlier, about)), about];
  return { ...whole, samples: [...samples, ...part.samples], failed: [...failed, ...part.failed], lighthouse, again };
}

/** Whether a later run measured all that an earlier one did; no peers named are all of them. */
function isReplaced(earlier, later) {
  const has = (all, some) => !all || Boolean(some?.every((one) => all.includes(one)));
  return has(later.only, earlier.only) && has(later.peers, earlier.peers);
}

async function version() {
  const browser = await launch();
  const said = browser.version();
  await browser.close();
  return said;
}

const shown = (values) =>
  Object.entries(values).map(([name, value]) => `${name} ${typeof value === 'number' ? written(value) : value}`).join(', ');

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
