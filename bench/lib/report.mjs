// From what was measured to RESULTS.md and its pictures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loads } from '../measures/load.mjs';
import { PEERS } from '../peers.mjs';
import { machine, version } from './about.mjs';
import { CPU, NETWORK } from './browser.mjs';
import { median, quantile, ratio, table, written } from './numbers.mjs';
import { bars, curves } from './picture.mjs';

const KB = 1_000;
const HOLDS = { true: 'yes', false: '**no**' };

/** Looks into the samples. */
function looker(samples) {
  const values = (measure, id, size, what) =>
    samples.filter((s) => s.measure === measure && s.id === id && s.size === size).map((s) => Number(s.values[what])).filter(Number.isFinite);
  const of = (measure, id, size, what) => median(values(measure, id, size, what));
  const sizes = (measure, id) => [...new Set(samples.filter((s) => s.measure === measure && s.id === id).map((s) => s.size))].sort((a, b) => a - b);
  /** Median, and between the quarters. */
  const told = (measure, id, size, what, divide = 1) => {
    const all = values(measure, id, size, what).map((value) => value / divide);
    if (!all.length) return '–';
    const [low, high] = [quantile(all, 0.25), quantile(all, 0.75)];
    return all.length < 3 || low === high ? written(median(all)) : `${written(median(all))} (${written(low)}…${written(high)})`;
  };
  return { values, of, sizes, told };
}

/**
 * Writes the report and its pictures.
 * @param {any} measured @param {string} place the folder
 */
export function report(measured, place) {
  const look = looker(measured.samples);
  const { of, sizes, told, values } = look;
  const names = (measure) => Object.entries(loads).filter(([id]) => sizes(measure, id).length);
  const parts = [head(measured)];

  parts.push('## The targets', targets(measured, look));

  const pictures = draw(look);
  for (const [file, svg] of Object.entries(pictures)) writeFileSync(join(place, file), svg);
  if (pictures['results.svg']) parts.push('![First load and first field](results.svg)');

  const kept = (id) => {
    const [typed, there] = [values('kept', id, 12, 'typed'), values('kept', id, 12, 'kept')];
    const sum = (all) => all.reduce((total, value) => total + value, 0);
    return typed.length ? `${sum(there)} of ${sum(typed)}` : '–';
  };
  if (names('first').length || names('bytes').length) {
    parts.push('## First load', `Twelve text fields, except the job card (four blanks in a sentence). KB are 1,000 bytes as they travel, headers
included. “Stored” is when localStorage holds an answer of three letters that was typed as soon as there was a field,
and left with Tab. “Kept” counts letters typed without a look at the program's start.`,
    table(['', 'KB untouched', 'requests', 'KB until stored', 'first paint, ms', 'first field, ms', 'stored, ms', 'letters kept'],
      Object.entries(loads).map(([id, { name }]) => [name, written(of('bytes', id, 12, 'bytes') / KB), written(of('bytes', id, 12, 'requests')),
        PEERS[id]?.keeps || id === 'job' ? written(of('first', id, 12, 'bytes') / KB) : '–',
        told('first', id, 12, 'painted'), told('first', id, 12, 'usable'), told('first', id, 12, 'stored'), kept(id)])));
  }
  if (names('again').length) {
    parts.push('## Second visit', `After an answer was written and 3 s nothing came. “Without a network” is whether the page still opens.`,
      table(['', 'bytes', 'first paint, ms', 'first field, ms', 'without a network'],
        names('again').map(([id, { name }]) => [name, written(of('again', id, 12, 'bytes')), told('again', id, 12, 'painted'), told('again', id, 12, 'usable'),
          values('again', id, 12, 'offline').every(Boolean) ? 'opens' : 'no'])));
  }
  for (const count of [10, 100, 1_000, 10_000]) {
    const there = Object.entries(PEERS).filter(([id]) => sizes('keys', id).includes(count));
    if (!there.length) continue;
    parts.push(`## ${written(count)} text fields`, table(
      ['', 'mounted, ms', 'key → frame p50, ms', 'p95, ms', 'script a key, ms', 'script of the save after, ms', 'JS heap, MB', 'WebAssembly, MB', 'elements'],
      there.map(([id, { name }]) => [name, told('keys', id, count, 'mounted'), told('keys', id, count, 'p50'), told('keys', id, count, 'p95'), told('keys', id, count, 'script'),
        told('keys', id, count, 'save'), told('keys', id, count, 'heap', 1e6), told('keys', id, count, 'wasm', 1e6), written(of('keys', id, count, 'nodes'))])));
  }
  if (sizes('rows', 'ours').length) {
    parts.push('## Rows', 'From asking for the page of kept rows to the frame that shows all: seven controls and four buttons a row. Milliseconds.',
      table(['', ...sizes('rows', 'ours').map((count) => `${written(count)} rows`)],
        Object.entries(PEERS).filter(([id]) => sizes('rows', id).length)
          .map(([id, { name }]) => [name, ...sizes('rows', 'ours').map((count) => told('rows', id, count, 'mounted'))])));
  }
  if (sizes('restore', 'ours').length) {
    parts.push('## Restoring answers', 'Opening a form of 1,000 fields that holds so many characters of answers. Milliseconds; the network is not slowed.',
      table(['', ...sizes('restore', 'ours').map((size) => (size ? `${written(size / KB)} K` : 'empty'))],
        Object.entries(PEERS).filter(([id]) => sizes('restore', id).length)
          .map(([id, { name }]) => [name, ...sizes('restore', 'ours').map((size) => told('restore', id, size, 'opened'))])));
  }
  if (sizes('embeds', 'ours').length) {
    parts.push('## Embedded cards', table(['', ...sizes('embeds', 'ours').map((count) => `${count} cards`)], [
      ['KB', ...sizes('embeds', 'ours').map((count) => written(of('embeds', 'ours', count, 'bytes') / KB))],
      ['all started, ms', ...sizes('embeds', 'ours').map((count) => told('embeds', 'ours', count, 'ready'))],
    ]));
  }
  if (Object.keys(measured.lighthouse).length) {
    parts.push('## Lighthouse', `Version ${version('lighthouse')}, performance, mobile, its own simulated throttling; the middle of three looks at each page.`,
      table(['page', 'score', 'first paint, ms', 'largest paint, ms', 'blocked, ms', 'layout shift'],
        Object.entries(measured.lighthouse).map(([page, all]) => [`\`${page}\``, all.score, written(all.painted), written(all.largest), written(all.blocked), written(all.moved)])));
  }
  if (pictures['growth.svg']) parts.push('## How cost grows', '![How cost grows](growth.svg)');
  parts.push('## What is not in here', missing(measured, look));
  writeFileSync(join(place, 'RESULTS.md'), `${parts.join('\n\n')}\n`);
}

function head({ rounds, chromium, minutes, commit, day, again }) {
  const peers = Object.values(PEERS).filter((peer) => peer.package).map((peer) => `${peer.name} ${version(peer.package)}`);
  return `# Beside other ways to build a form

Measured ${day} by \`cargo xtask bench --rounds ${rounds}\` in ${written(minutes)} minutes: Sproutsheet ${commit}, ${peers.join(', ')};
Chromium ${chromium}, headless; ${machine()}.

All in one run, interleaved: in each round every page is opened once, in another order, in a new browser context with an
empty cache. The processor is slowed ${CPU} times, and for loads the network to ${(NETWORK.downloadThroughput * 8) / 1e6} Mbit/s with ${NETWORK.latency} ms, both over CDP. Everything
is served as brotli. Numbers are medians, in brackets the quarters. The peers keep answers as Sproutsheet does: 300 ms
after the last key and at once on leaving a field. What varies little (bytes, second visits, curves) is measured in
fewer rounds.${again.map(later).join('')}`;
}

/** What a later run measured again. */
function later({ only, peers, day, commit }) {
  const others = peers ? '\nIn its tables the other peers’ numbers, and what is set beside them, are of the run before.' : '';
  return `\n\n${only.join(', ')}: measured again, ${peers ? `of ${peers.join(', ')}` : 'all peers of it'}, in a run of its own on ${day}, of Sproutsheet ${commit}.${others}`;
}

/** The table of targets. */
function targets({ lighthouse, hasEmbeds }, { of, values, sizes }) {
  const rows = [];
  const line = (metric, what, value, must, holds, stretch, reached) =>
    rows.push([metric, what, value, must, holds === undefined ? '' : HOLDS[holds], stretch ?? '', reached === undefined ? '' : HOLDS[reached]]);
  const against = (metric, what, ours, other, must, stretch) => {
    const value = ours / other;
    if (Number.isFinite(value)) line(metric, what, ratio(value), `≤ ${must} ×`, value <= must, stretch && `≤ ${stretch} ×`, stretch && value <= stretch);
  };
  const load = (id) => of('bytes', id, 12, 'bytes');
  if (load('job')) {
    line('P1', 'first load of the job card', `${written(load('job') / KB)} KB`, '≤ 90 KB', load('job') <= 90 * KB, '≤ 60 KB', load('job') <= 60 * KB);
    against('P1', '… beside SurveyJS', load('job'), load('surveyjs'), 0.28);
    if (load('jsonforms')) line('P1', '… beside JSON Forms', ratio(load('job') / load('jsonforms')), '< 1 ×', load('job') < load('jsonforms'));
  }
  if (hasEmbeds && sizes('embeds', 'ours').length) {
    const [bytes, loader] = [of('embeds', 'ours', 1, 'bytes'), of('embeds', 'ours', 1, 'loader')];
    line('P2', 'first load of an embedded card', `${written(bytes / KB)} KB`, '≤ 80 KB', bytes <= 80 * KB, '≤ 50 KB', bytes <= 50 * KB);
    line('P2', 'its loader script', `${written(loader / KB)} KB`, '', undefined, '≤ 1.5 KB', loader <= 1.5 * KB);
  }
  const usable = (id) => of('first', id, 12, 'usable');
  against('P3', 'first field, beside a static page of the same text', usable('job'), usable('text'), 1.5, 1.15);
  against('P3', '… beside SurveyJS', usable('job'), usable('surveyjs'), 0.25);
  const [typed, kept] = [values('kept', 'job', 12, 'typed'), values('kept', 'job', 12, 'kept')];
  if (typed.length) line('P3', 'letters typed before the start are kept', typed.every((count, at) => count === kept[at]) ? 'all' : 'not all', 'all', typed.every((count, at) => count === kept[at]));
  against('P4', 'first answer stored, beside Solid', of('first', 'job', 12, 'stored'), of('first', 'solid', 12, 'stored'), 2, 1.5);
  against('P5', '1,000 rows, beside vanilla JS', of('rows', 'ours', 1_000, 'mounted'), of('rows', 'vanilla', 1_000, 'mounted'), 2, 1.5);
  against('P6', 'key → frame p95, 1,000 fields, beside static', of('keys', 'ours', 1_000, 'p95'), of('keys', 'static', 1_000, 'p95'), 1, 0.75);
  against('P6', 'key → frame p50, 10,000 fields, beside static', of('keys', 'ours', 10_000, 'p50'), of('keys', 'static', 10_000, 'p50'), 1, 0.2);
  for (const [value, how] of [['script', ''], ['probed', ', with the probe']]) {
    for (const count of [100, 1_000, 10_000]) {
      against('P7', `script a key, ${written(count)} fields, beside vanilla JS${how}`, of('keys', 'ours', count, value), of('keys', 'vanilla', count, value), 3, 2);
    }
    against('P7', `script a key, 10,000 fields beside 100${how}`, of('keys', 'ours', 10_000, value), of('keys', 'ours', 100, value), 1.2);
  }
  against('P8', '1 MB of answers, beside opening empty', of('restore', 'ours', 1_000_000, 'opened'), of('restore', 'ours', 0, 'opened'), 1.5, 1.3);
  const memory = (id) => of('keys', id, 1_000, 'heap') + of('keys', id, 1_000, 'wasm');
  against('P9', 'JS heap and WebAssembly, 1,000 fields, beside React', memory('ours'), memory('react'), 1.5, 1);
  if (sizes('again', 'job').length) {
    const bytes = of('again', 'job', 12, 'bytes');
    const offline = values('again', 'job', 12, 'offline').every(Boolean);
    line('P10', 'second visit', `${written(bytes)} bytes, ${offline ? 'opens' : 'does not open'} without a network`, '0 bytes, opens', bytes === 0 && offline);
    const value = of('again', 'job', 12, 'painted') / of('again', 'text', 12, 'painted');
    if (Number.isFinite(value)) line('P10', '… first paint, beside the static page', ratio(value), '', undefined, '≤ 1.1 ×', value <= 1.1);
  }
  const scores = Object.values(lighthouse).map(({ score }) => score);
  if (scores.length) line('P11', `Lighthouse, lowest of ${scores.length} pages`, String(Math.min(...scores)), '≥ 95', Math.min(...scores) >= 95, '100', Math.min(...scores) === 100);
  return table(['', 'what', 'measured', 'must', 'holds', 'stretch', 'reached'], rows, 2);
}

/** The pictures that there are numbers for. */
function draw({ of, sizes, values }) {
  const pictures = {};
  const quarters = (measure, id, what) => {
    const all = values(measure, id, 12, what);
    return all.length < 3 ? {} : { low: quantile(all, 0.25), high: quantile(all, 0.75) };
  };
  const all = ['job', 'text', ...Object.keys(PEERS)];
  const panel = (title, unit, measure, what, divide = 1) => ({
    title,
    unit,
    bars: all.filter((id) => sizes(measure, id).length).map((id) => {
      const { low, high } = quarters(measure, id, what);
      const spread = low === undefined ? {} : { low: low / divide, high: high / divide };
      return { id, name: loads[id].name, value: of(measure, id, 12, what) / divide, ...spread };
    }),
  });
  const panels = [
    panel('first load', 'KB brotli', 'bytes', 'bytes', KB),
    panel('first field to write into', 'ms', 'first', 'usable'),
    panel('first answer stored', 'ms', 'first', 'stored'),
  ].filter(({ bars: some }) => some.length);
  if (panels.length) pictures['results.svg'] = bars(`First visit, processor ÷ ${CPU}, 1.6 Mbit/s, 150 ms`, panels);

  const lines = (measure, what, ids = Object.keys(PEERS)) => ids
    .map((id) => ({
      id,
      name: PEERS[id].name,
      points: sizes(measure, id).filter((size) => size > 0).map((size) => [size, of(measure, id, size, what)]),
    }))
    .filter(({ points }) => points.length > 1);
  const withWasm = (line) => ({ ...line, points: line.points.map(([size, heap]) => [size, (heap + of('keys', line.id, size, 'wasm')) / 1e6]) });
  const grown = [
    { title: 'Mounting a form', across: 'fields', unit: 'ms', lines: lines('keys', 'mounted') },
    { title: 'Key to frame, median', across: 'fields', unit: 'ms', lines: lines('keys', 'p50') },
    { title: 'Script a key', across: 'fields', unit: 'ms', lines: lines('keys', 'script') },
    { title: 'JS heap and WebAssembly', across: 'fields', unit: 'MB', lines: lines('keys', 'heap').map(withWasm) },
    { title: 'Mounting kept rows', across: 'rows', unit: 'ms', lines: lines('rows', 'mounted') },
    { title: 'Opening 1,000 fields with answers', across: 'characters of answers', unit: 'ms', lines: lines('restore', 'opened') },
    { title: 'Starting embedded cards', across: 'cards', unit: 'ms', lines: lines('embeds', 'ready') },
  ].filter((part) => part.lines.length);
  if (grown.length) pictures['growth.svg'] = curves(`How cost grows, processor ÷ ${CPU}`, grown);
  return pictures;
}

/** What was not measured, and why. */
function missing({ failed, hasEmbeds }, { sizes }) {
  const lines = [
    'RJSF, JSON Forms and SurveyJS are tried with up to 1,000 fields, and not with rows: one sample with more takes minutes.',
    'Key to frame ends when the main thread has painted; the screen itself, and a real phone, are not in it. Work that a library puts off beyond that frame shows in script time only.',
    'The save after a run of keys is not in “script a key”; it has its own column.',
    'Rows end at 3,000: more of these do not fit into what a browser keeps for a site (5 million characters).',
    'Only Chromium is measured.',
  ];
  if (!hasEmbeds) lines.push('Embedded cards (P2): the site has no `embed.js` yet.');
  for (const [measure, what] of [['bytes', 'P1'], ['first', 'P3 and P4'], ['rows', 'P5'], ['keys', 'P6, P7 and P9'], ['restore', 'P8'], ['again', 'P10']]) {
    if (!sizes(measure, 'ours').length) lines.push(`${what}: not asked for, or not measured, in this run.`);
  }
  const broken = new Map();
  for (const { key, why } of failed) broken.set(key, why);
  for (const [key, why] of broken) lines.push(`Gave up: ${key} (${why}).`);
  return lines.map((line) => `- ${line}`).join('\n');
}
