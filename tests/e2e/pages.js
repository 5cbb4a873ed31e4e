// Every page of the site, by its fragment.
import { readFileSync } from 'node:fs';

const pack = (id) => JSON.parse(readFileSync(new URL(`../../worksheets/${id}/pack.json`, import.meta.url), 'utf8'));

/** The packs of the library. */
export const PACKS = ['community', 'independent'];

/** The sheets of a pack. @param {string} id @returns {string[]} */
export const sheetsOf = (id) => pack(id).sheets;

/** All pages. */
export const PAGES = [
  '#/',
  ...PACKS.flatMap((id) => [`#/p/${id}`, ...sheetsOf(id).map((sheet) => `#/w/${id}/${sheet}`)]),
  '#/data',
  '#/gallery',
  '#/print/community/job',
  '#/nowhere',
];

/** One page of each make: what a shorter look goes over. */
export const MAKES = [
  '#/p/community', '#/w/community/job', '#/w/community/value', '#/w/community/screen', '#/w/community/listening',
  '#/w/community/problems', '#/w/community/loop', '#/w/community/sample', '#/w/independent/priority',
  '#/w/independent/streak', '#/w/independent/balance', '#/w/independent/ikigai', '#/data', '#/print/community/job', '#/nowhere',
];
