// The form that every peer builds: how many fields, what they are called, how answers are kept.
// Answers are kept as Sproutsheet does it: 300 ms after the last key, at once on leaving a field
// and when the page goes away.
const asked = new URLSearchParams(location.search);

/** The fields' names. */
export const names = Array.from({ length: Number(asked.get('n') ?? 12) }, (_, at) => `f${at + 1}`);
/** @param {string} name */
export const label = (name) => `Field ${name.slice(1)}`;

/** The columns of a row: name, label, kind of control. */
export const columns = [
  ['quote', 'In their words', 'textarea'],
  ['who', 'Who', 'text'],
  ['situation', 'Situation', 'text'],
  ['progress', 'Progress', 'text'],
  ['obstacle', 'Obstacle', 'text'],
  ['where', 'Where', 'text'],
  ['date', 'When', 'date'],
];
/** What can be done with a row. */
export const actions = ['Move up', 'Move down', 'Duplicate', 'Remove'];

const KEY = 'answers';

/** What was kept: answers by name, or a list of rows. */
export function kept() {
  return JSON.parse(localStorage.getItem(KEY) ?? 'null');
}

let newest;
let waiting = 0;
function keepNow() {
  clearTimeout(waiting);
  if (newest) localStorage.setItem(KEY, JSON.stringify(newest()));
  newest = undefined;
}

/** Keeps the answers soon. @param {() => unknown} answers */
export function keep(answers) {
  newest = answers;
  clearTimeout(waiting);
  waiting = setTimeout(keepNow, 300);
}
addEventListener('focusout', keepNow);
addEventListener('pagehide', keepNow);

/**
 * Starts the form, or the rows when the fragment asks for them.
 * @param {{ form: () => void, rows?: () => void }} start
 */
export function begin({ form, rows }) {
  if (!asked.has('rows')) form();
  else addEventListener('hashchange', () => rows?.());
}
