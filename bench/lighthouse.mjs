// Lighthouse on every page of a served site: `node lighthouse.mjs http://127.0.0.1:8080/`. Fails where
// performance is below 95 on its mobile setting, or anything else below 100.
import { readFileSync } from 'node:fs';
import { scores } from './measures/lighthouse.mjs';

const PERFORMANCE = 95;
const OTHERS = ['accessibility', 'best-practices', 'seo'];
/** A page of paper, drawn as wide as a phone, has letters that are small there: best practices mind. */
const least = (page, other) => (page.startsWith('#/print/') && other === 'best-practices' ? 96 : 100);

const [address, ...only] = process.argv.slice(2);
const pack = (id) => JSON.parse(readFileSync(new URL(`../worksheets/${id}/pack.json`, import.meta.url), 'utf8'));
const pages = only.length ? only : [
  '#/',
  ...['community', 'independent'].flatMap((id) => [`#/p/${id}`, ...pack(id).sheets.map((sheet) => `#/w/${id}/${sheet}`)]),
  '#/data', '#/gallery', '#/print/community/job',
];
const found = await scores(`${address}?lang=en`, pages, () => {}, OTHERS);
let low = 0;
for (const page of pages) {
  const of = found[page];
  const isLow = !of || of.score < PERFORMANCE || OTHERS.some((other) => of.others[other] < least(page, other));
  low += Number(isLow);
  const all = of ? [of.score, ...OTHERS.map((other) => of.others[other])].join(' ') : 'no score';
  console.log(`${isLow ? 'LOW' : 'ok '} ${page}: ${all}${of?.faults.length ? ` (${of.faults.join(', ')})` : ''}`);
}
console.log(`performance, ${OTHERS.join(', ')}: ${pages.length - low} of ${pages.length} pages as they must be`);
process.exitCode = low ? 1 : 0;
