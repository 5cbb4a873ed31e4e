// What frame and page say to each other (src/embed/messages.js), at random: whatever comes is a
// message of the list in its right shape, or nothing. `node fuzz/messages.mjs [count] [seed]`.
//
// Messages are made as a browser would hand them over: anything that it can clone. Half are good
// ones, half of those with something spoiled. What is right is said a second time below, in other
// words than in the script.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const script = readFileSync(new URL('../src/embed/messages.js', import.meta.url), 'utf8');
const { VERSION, FROM_FRAME, FROM_PAGE, read } = new Function(`${script}\nreturn { VERSION, FROM_FRAME, FROM_PAGE, read };`)();

/** Numbers that look random and come again: xorshift. @param {number} seed */
function chance(seed) {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

const isText = (it, longest) => typeof it === 'string' && !(it.length > longest);
const isCount = (it) => typeof it === 'number' && it >= 0 && it <= 100_000 && Math.floor(it) === it;
const isPlain = (it) => it !== null && typeof it === 'object' && !Array.isArray(it) && Object.prototype.toString.call(it) === '[object Object]';
const isRecord = (it, most, part) => {
  if (!isPlain(it)) return false;
  const keys = Object.keys(it);
  return keys.length <= most && keys.every((key) => key.length <= 128 && part(it[key]));
};
const isMistake = (it) => isRecord(it, 8, (part) => isCount(part) || isText(part, 9_000));

/** What each message may carry. */
const RIGHT = {
  hello: () => true,
  share: () => true,
  height: (it) => isCount(it.height) && isCount(it.paper) && isCount(it.turn),
  ready: (it) => isText(it.name, 128),
  change: (it) => isText(it.field, 128) && isCount(it.filled) && isCount(it.of),
  complete: (it) => isCount(it.filled) && isCount(it.of),
  error: (it) => isText(it.reason, 128),
  mistakes: (it) => Array.isArray(it.mistakes) && it.mistakes.length <= 201 && Array.from(it.mistakes).every(isMistake),
  answers: (it) => isRecord(it.answers, 5_000, (text) => isText(text, 20_000)),
  welcome: (it) => it.answers === true || it.answers === false,
  look: (it) => ['light', 'dark'].includes(it.theme) && isText(it.ground, 128) && [true, false].includes(it.plain) && isRecord(it.colours, 8, (text) => isText(text, 128)),
  definition: (it) => isText(it.definition, 600_000),
  sized: (it) => isCount(it.turn),
};
const KEYS = {
  hello: [], share: [], height: ['height', 'paper', 'turn'], ready: ['name'], change: ['field', 'filled', 'of'], complete: ['filled', 'of'], error: ['reason'],
  mistakes: ['mistakes'], answers: ['answers'], welcome: ['answers'], look: ['theme', 'ground', 'plain', 'colours'], definition: ['definition'], sized: ['turn'],
};
const PAGE = ['welcome', 'look', 'definition', 'sized'];
const FRAME = Object.keys(KEYS).filter((type) => !PAGE.includes(type));
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', '0', '', 'type', 'sproutsheet', 'then', 'toJSON'];
const LONG = 'x'.repeat(9_001), LONGEST = 'x'.repeat(600_001), LONG_NAME = 'k'.repeat(129);

/** Puts a key where it stands as its own, whatever it is called. */
const own = (object, key, value) => Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });

/** Anything that a browser clones. */
function anything(pick, depth = 0) {
  switch (pick(depth > 3 ? 17 : 22)) {
    case 0: return undefined;
    case 1: return null;
    case 2: return pick(2) === 0;
    case 3: return pick(100_002);
    case 4: return -pick(10);
    case 5: return pick(1_000) / 7;
    case 6: return [NaN, Infinity, -Infinity, -0, 2 ** 53, 1e309, 100_000, 100_001][pick(8)];
    case 7: return BigInt(pick(1_000));
    case 8: return '';
    case 9: return NAMES[pick(NAMES.length)];
    case 10: return ['light', 'dark', 'own', '1', 'true', '\ud800', '\u202e', '<img src=x>'][pick(8)];
    case 11: return 'y'.repeat([127, 128, 129, 9_000, 9_001, 20_000, 20_001][pick(7)]);
    case 12: return pick(50) === 0 ? LONGEST : LONG;
    case 13: return new Date(pick(9));
    case 14: return new Map([['type', 'hello'], ['sproutsheet', 1]]);
    case 15: return [new ArrayBuffer(4), new Uint8Array(4), /x/g, new Set([1]), new Error('x'), Object(1), Object('light'), Object(true)][pick(8)];
    case 16: return new Array(pick(300));
    case 17: case 18: return Array.from({ length: pick(4) }, () => anything(pick, depth + 1));
    case 19: return Array(195 + pick(12)).fill({ line: 1, what: 'x' });
    default: {
      const made = {};
      for (let left = pick(10); left > 0; left -= 1) own(made, pick(3) ? `k${pick(20)}` : pick(9) ? NAMES[pick(NAMES.length)] : LONG_NAME, anything(pick, depth + 1));
      return made;
    }
  }
}

/** A good value of a key. */
function good(pick, type, key) {
  const words = (most) => 'w'.repeat(pick(most + 1));
  const record = (most, value) => {
    const made = {};
    for (let left = pick(most + 1); left > 0; left -= 1) own(made, pick(6) ? `k${pick(99)}` : NAMES[pick(NAMES.length)], value());
    // An own key of this name hides what says that an object is a plain one.
    delete made.constructor;
    return made;
  };
  if (type === 'welcome' || key === 'plain') return pick(2) === 0;
  if (key === 'answers') return pick(2_000) ? record(6, () => words(20)) : Object.fromEntries(Array.from({ length: 4_998 + pick(4) }, (_, at) => [`k${at}`, 'x']));
  if (key === 'colours') return record(8, () => words(20));
  if (key === 'mistakes') return Array.from({ length: pick(4) }, () => record(8, () => (pick(2) ? pick(100_001) : words(20))));
  if (key === 'theme') return pick(2) ? 'light' : 'dark';
  if (['height', 'paper', 'turn', 'filled', 'of'].includes(key)) return pick(100_001);
  return key === 'definition' ? words(2_000) : words(128);
}

/** A message, good or not. */
function message(pick) {
  if (pick(4) === 0) return anything(pick);
  const types = Object.keys(KEYS);
  const type = types[pick(types.length)], made = { sproutsheet: VERSION, type };
  for (const key of KEYS[type]) made[key] = good(pick, type, key);
  if (pick(2)) return made;
  for (let left = 1 + pick(2); left > 0; left -= 1) {
    const keys = Object.keys(made), key = keys[pick(keys.length)];
    const act = pick(6), inside = made[key];
    if (act === 0) delete made[key];
    else if (act === 1) own(made, NAMES[pick(NAMES.length)], anything(pick));
    else if (act === 2 && Array.isArray(inside)) inside[pick(210)] = anything(pick);
    else if (act === 3 && isPlain(inside)) own(inside, pick(2) ? NAMES[pick(NAMES.length)] : LONG_NAME, anything(pick));
    else made[key] = anything(pick);
  }
  return made;
}

/**
 * Reads so many messages. Throws at the first that is read wrongly.
 * @param {number} count
 * @param {number} seed
 * @returns how many were taken, and how many ignored
 */
export function readAtRandom(count, seed) {
  const pick = chance(seed), told = { taken: 0, ignored: 0 }, home = {}, stranger = {};
  for (let at = 0; at < count; at += 1) {
    const data = message(pick), isPage = pick(2) === 0, [list, types] = isPage ? [FROM_PAGE, PAGE] : [FROM_FRAME, FRAME];
    const source = pick(20) ? home : stranger, origin = pick(20) ? 'https://a' : 'https://b', wanted = pick(5) ? 'https://a' : undefined;
    const said = read({ data, source, origin }, list, home, wanted);
    const { type } = data ?? {};
    // Own keys alone: what a message inherits it does not carry.
    const carries = (key) => Object.prototype.hasOwnProperty.call(data, key);
    const isRight = data?.sproutsheet === VERSION && typeof type === 'string' && types.includes(type) && KEYS[type].every(carries) && RIGHT[type](data)
      && source === home && (wanted === undefined || origin === wanted);
    const fails = (why) => { throw new Error(`${why}: message ${at} of seed ${seed}: ${JSON.stringify(data, (_, it) => (typeof it === 'bigint' ? `${it}n` : it))?.slice(0, 500)}`); };
    if (said === undefined) {
      // A plain object that hides what it is made by is ignored: that may be.
      if (isRight && !hides(data)) fails('a good one is ignored');
      told.ignored += 1;
      continue;
    }
    if (!isRight) fails('a bad one is taken');
    if (Object.getPrototypeOf(said) !== Object.prototype || Object.keys(said).sort().join() !== ['type', ...KEYS[type]].sort().join()) fails('it carries more than its list');
    if (said.type !== type || KEYS[type].some((key) => said[key] !== data[key])) fails('it says something else');
    told.taken += 1;
  }
  if (Object.keys(Object.prototype).length || {}.polluted) throw new Error('something reached what all objects are made of');
  return told;
}

const hides = (data) => Object.values(data).some((it) => (isPlain(it) && (Object.hasOwn(it, 'constructor') || Object.hasOwn(it, '__proto__') || Object.getPrototypeOf(it) !== Object.prototype))
  || (Array.isArray(it) && it.some((one) => isPlain(one) && (Object.hasOwn(one, 'constructor') || Object.hasOwn(one, '__proto__')))));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = Number(process.argv[2] ?? 10_000_000), seed = Number(process.argv[3] ?? 1), begun = performance.now();
  const { taken, ignored } = readAtRandom(count, seed);
  console.log(`${count} messages of seed ${seed} in ${Math.round((performance.now() - begun) / 1000)} s: ${taken} taken, ${ignored} ignored, each as it must be`);
}
