// P11: Lighthouse, performance, mobile, each page of the site.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { pause, patiently } from '../lib/browser.mjs';

const sheets = (pack) => JSON.parse(readFileSync(new URL(`../../worksheets/${pack}/pack.json`, import.meta.url), 'utf8')).sheets;

/** Every page, by its fragment: the packs, their sheets, the paper of each, and the tools. */
export const pages = () => [
  '#/',
  ...['community', 'independent'].flatMap((pack) => [
    `#/p/${pack}`,
    ...sheets(pack).map((sheet) => `#/w/${pack}/${sheet}`),
    ...sheets(pack).map((sheet) => `#/print/${pack}/${sheet}`),
  ]),
  '#/data', '#/gallery', '#/own', '#/embed',
];

/** The port that the browser took; it writes it down when it is ready. @param {string} profile */
async function openedPort(profile) {
  for (let tried = 0; tried < 200; tried += 1) {
    const [port] = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').then((text) => text.split('\n'), () => ['']);
    if (port) return Number(port);
    await pause(100);
  }
  throw new Error('Chromium did not start');
}

/** One look at a page. @param {string} address @param {number} port @param {string[]} others */
async function looked(address, port, others) {
  const run = lighthouse(address, { port, onlyCategories: ['performance', ...others], logLevel: 'error' });
  const { lhr } = await patiently(run, 'Lighthouse', 120_000);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const value = (id) => lhr.audits[id]?.numericValue;
  return {
    score: Math.round(100 * lhr.categories.performance.score),
    painted: value('first-contentful-paint'),
    largest: value('largest-contentful-paint'),
    blocked: value('total-blocking-time'),
    moved: value('cumulative-layout-shift'),
    others: Object.fromEntries(others.map((other) => [other, Math.round(100 * lhr.categories[other].score)])),
    faults: Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === 'binary').map(({ id }) => id),
  };
}

/** How often a page is looked at. The program may or may not overtake the first paint, so looks differ by a few points. */
const LOOKS = 3;

/** Gives each page's score, out of 100, and those of other categories, of the look in the middle. @param {string} base the address before the fragment @param {string[]} fragments @param {(line: string) => void} say @param {string[]} others @param {() => boolean} isStopped */
export async function scores(base, fragments, say, others = [], isStopped = () => false) {
  const profile = mkdtempSync(join(tmpdir(), 'bench-'));
  const browser = spawn(process.env.CHROMIUM || 'chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank',
  ], { stdio: 'ignore' });
  const all = {};
  try {
    const port = await openedPort(profile);
    for (const fragment of fragments) {
      if (isStopped()) break;
      const looks = [];
      for (let look = 0; look < LOOKS && browser.exitCode === null; look += 1) {
        try {
          looks.push(await looked(base + fragment, port, others));
        } catch (error) {
          say(`Lighthouse ${fragment}: ${error.message}`);
        }
      }
      // A look that failed was none; where two did, there is no middle.
      if (looks.length < LOOKS - 1) continue;
      looks.sort((one, other) => one.score - other.score);
      all[fragment] = looks[Math.floor((looks.length - 1) / 2)];
      say(`Lighthouse ${fragment}: ${all[fragment].score} (of ${looks.map(({ score }) => score).join(', ')})`);
    }
  } finally {
    browser.kill();
    await pause(500);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
  return all;
}
