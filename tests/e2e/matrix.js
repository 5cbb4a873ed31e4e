// Which combinations a run looks at: enough that every two values meet, the same at every run; all
// of them in the full run.

/** Numbers that look random and are the same at every run. @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0;
    return (state >>> 8) / 0x1000000;
  };
}

/** Every combination. @template T @param {Record<string, T[]>} factors @returns {Record<string, T>[]} */
export function all(factors) {
  return Object.entries(factors).reduce(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

/**
 * Combinations in which every value of one factor meets every value of each other.
 * @template T @param {Record<string, T[]>} factors @returns {Record<string, T>[]}
 */
export function pairwise(factors, seed = 20261127) {
  const next = random(seed);
  const names = Object.keys(factors);
  const pairs = (row) => names.flatMap((one, at) => names.slice(at + 1).map((other) =>
    `${one}=${factors[one].indexOf(row[one])} ${other}=${factors[other].indexOf(row[other])}`));
  const open = new Set(all(factors).flatMap(pairs));
  const chosen = [];
  while (open.size > 0) {
    // The best of some: each is completed from a pair that has not met yet.
    const [wanted] = open;
    let best, bestGain = 0;
    for (let tried = 0; tried < 24; tried += 1) {
      const row = Object.fromEntries(names.map((name) => [name, factors[name][Math.floor(next() * factors[name].length)]]));
      for (const part of wanted.split(' ')) {
        const [name, at] = part.split('=');
        row[name] = factors[name][Number(at)];
      }
      const gain = pairs(row).filter((pair) => open.has(pair)).length;
      if (gain > bestGain) [best, bestGain] = [row, gain];
    }
    for (const pair of pairs(best)) open.delete(pair);
    chosen.push(best);
  }
  return chosen;
}

/** What this run looks at. @template T @param {Record<string, T[]>} factors */
export const combinations = (factors) => (process.env.SPROUTSHEET_FULL ? all(factors) : pairwise(factors));
