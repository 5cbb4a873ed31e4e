// Who is measured, and where they stand.

/** Up to how many fields a peer is tried: beyond, one sample would take minutes. */
const LIBRARY = 1_000;

/**
 * @typedef {object} Peer
 * @property {string} name how it is called in tables
 * @property {string} [package] its npm package
 * @property {(n: number) => string} form the address of its form of n fields
 * @property {string} [rows] the address of its page of rows, and
 * @property {string} [rowsAt] the fragment that shows them
 * @property {number} most the most fields it is tried with
 * @property {boolean} [keeps] whether it keeps answers
 */

/** @type {(at: string, name: string, about?: Partial<Peer>) => Peer} */
const peer = (at, name, about = {}) => ({ name, form: (n) => `/${at}/?n=${n}`, most: LIBRARY, keeps: true, ...about });
const rows = (at) => ({ rows: `/${at}/?rows`, rowsAt: '#rows', most: 10_000 });

/** @type {Record<string, Peer>} */
export const PEERS = {
  ours: {
    name: 'Sproutsheet',
    form: (n) => `/ours-${n}/?lang=en#/w/community/many`,
    rows: '/ours/?lang=en#/w/community/sample',
    rowsAt: '#/w/community/listening',
    most: 10_000,
    keeps: true,
  },
  static: peer('static', 'static HTML', { most: 10_000, keeps: false }),
  vanilla: peer('vanilla', 'vanilla JS', rows('vanilla')),
  solid: peer('solid', 'Solid', { package: 'solid-js', ...rows('solid') }),
  react: peer('react', 'React', { package: 'react-dom', ...rows('react') }),
  rjsf: peer('rjsf', 'RJSF', { package: '@rjsf/core' }),
  jsonforms: peer('jsonforms', 'JSON Forms', { package: '@jsonforms/core' }),
  surveyjs: peer('surveyjs', 'SurveyJS', { package: 'survey-core' }),
};

/** Pages that only a first load is measured of. @type {Record<string, Peer>} */
export const PAGES = {
  job: { name: 'Sproutsheet, job card', form: () => '/ours/?lang=en#/w/community/job', most: 0, keeps: true },
  text: { name: 'the job card as a static page', form: () => '/text/', most: 0, keeps: false },
};

/** The control that is looked for. */
export const CONTROL = 'input:not([type=hidden],[type=checkbox],[type=radio],[type=search]), textarea, [contenteditable]:not([contenteditable=false])';
