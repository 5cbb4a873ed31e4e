// Medians and how numbers are written.

/** The value at a share of the sorted values: 0.5 is the median. @param {number[]} values @param {number} share */
export function quantile(values, share) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (!sorted.length) return NaN;
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (at - low);
}

/** @param {number[]} values */
export const median = (values) => quantile(values, 0.5);

/** A number with separators; digits only where it is small. @param {number | undefined} value */
export function written(value) {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** A ratio: 0.28 ×. @param {number} value */
export const ratio = (value) => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

/**
 * A Markdown table; columns after the first stand to the right.
 * @param {string[]} head @param {(string | number)[][]} rows @param {number} [words] how many columns are words
 */
export function table(head, rows, words = 1) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(words)}${'--:|'.repeat(head.length - words)}`, ...rows.map(line)].join('\n');
}
