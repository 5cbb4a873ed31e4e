// Drawings of the results: bars for one number each, curves for how cost grows. Plain SVG that
// reads in light and dark.
import { written } from './numbers.mjs';

/** Ours stands out; the others keep one colour each, in all pictures. */
const COLOURS = {
  ours: '#23744a',
  job: '#23744a',
  text: '#8a8f98',
  static: '#8a8f98',
  vanilla: '#b4690e',
  solid: '#2f6fb5',
  react: '#178a9e',
  rjsf: '#a8456f',
  jsonforms: '#7a5bb0',
  surveyjs: '#8c6d46',
};
const INK = '#22241f';
const QUIET = '#6b6f68';
const GRID = '#e3e5df';

const text = (x, y, words, about = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${about}>${String(words).replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;

const page = (width, height, title, inner) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="13" fill="${INK}">
<rect width="${width}" height="${height}" rx="8" fill="#fdfdfb"/>
${inner.join('\n')}
</svg>
`;

/**
 * Bars that lie, side by side in panels.
 * @param {string} title
 * @param {{ title: string, unit: string, bars: { id: string, name: string, value: number, low?: number, high?: number }[] }[]} panels
 */
export function bars(title, panels) {
  const [row, names, panel, gap, top] = [26, 230, 290, 40, 76];
  const most = Math.max(...panels.map(({ bars: all }) => all.length));
  const ids = panels.flatMap(({ bars: all }) => all.map(({ id }) => id)).filter((id, at, all) => all.indexOf(id) === at);
  const width = names + panels.length * (panel + gap) + 10;
  const inner = [text(20, 30, title, 'font-size="17" font-weight="600"')];
  const nameOf = new Map(panels.flatMap(({ bars: all }) => all.map(({ id, name }) => [id, name])));
  const y = (id) => top + ids.indexOf(id) * row;
  for (const id of ids) {
    const about = COLOURS[id] === COLOURS.ours ? `font-weight="600" fill="${COLOURS.ours}"` : '';
    inner.push(text(names - 10, y(id) + 15, nameOf.get(id), `text-anchor="end" ${about}`));
  }
  panels.forEach((part, at) => {
    const left = names + at * (panel + gap);
    const largest = Math.max(...part.bars.map(({ value, high }) => Math.max(value, high ?? 0)).filter(Number.isFinite));
    inner.push(text(left, top - 14, `${part.title}, ${part.unit}`, `fill="${QUIET}"`));
    for (const bar of part.bars) {
      if (!Number.isFinite(bar.value)) continue;
      const scale = (panel - 60) / largest;
      const length = Math.max(1, bar.value * scale);
      inner.push(`<rect x="${left}" y="${y(bar.id) + 3}" width="${length.toFixed(1)}" height="${row - 9}" rx="2" fill="${COLOURS[bar.id] === COLOURS.ours ? COLOURS.ours : '#b9bdb4'}"/>`);
      if (bar.low !== undefined && bar.high > bar.low) {
        const [from, to, middle] = [left + bar.low * scale, left + bar.high * scale, y(bar.id) + 3 + (row - 9) / 2];
        inner.push(`<path d="M${from.toFixed(1)} ${middle}H${to.toFixed(1)}" stroke="${INK}" stroke-width="1.5"/>`);
      }
      inner.push(text(left + Math.max(length, (bar.high ?? 0) * scale) + 6, y(bar.id) + 15, written(bar.value)));
    }
  });
  return page(width, top + most * row + Math.max(0, ids.length - most) * row + 16, title, inner);
}

/**
 * Curves in panels, both axes in powers of ten.
 * @param {string} title
 * @param {{ title: string, across: string, unit: string, lines: { id: string, name: string, points: [number, number][] }[] }[]} panels
 */
export function curves(title, panels) {
  const [width, height, columns, top] = [430, 330, 2, 50];
  const rows = Math.ceil(panels.length / columns);
  const inner = [text(20, 30, title, 'font-size="17" font-weight="600"')];
  panels.forEach((panel, at) => inner.push(curve(panel, (at % columns) * width, top + Math.floor(at / columns) * height, width, height)));
  return page(width * columns, top + rows * height + 10, title, inner);
}

function curve(panel, left, top, width, height) {
  const [from, to, low, high] = [left + 56, left + width - 108, top + height - 46, top + 34];
  const points = panel.lines.flatMap((line) => line.points).filter(([, value]) => value > 0);
  const parts = [text(left + 20, top + 16, `${panel.title}, ${panel.unit}`, 'font-weight="600"')];
  if (!points.length) return `${parts[0]}${text(left + 20, top + 40, 'not measured', `fill="${QUIET}"`)}`;
  const powers = (values) => [Math.floor(Math.log10(Math.min(...values)) + 1e-9), Math.ceil(Math.log10(Math.max(...values)) - 1e-9)];
  const [xs, ys] = [powers(points.map(([x]) => x)), powers(points.map(([, y]) => y))];
  for (const axis of [xs, ys]) if (axis[0] === axis[1]) axis[1] += 1;
  const x = (value) => from + ((Math.log10(value) - xs[0]) / (xs[1] - xs[0])) * (to - from);
  const y = (value) => low - ((Math.log10(value) - ys[0]) / (ys[1] - ys[0])) * (low - high);
  const tick = (power) => (power >= 6 ? `${10 ** (power - 6)} M` : power >= 3 ? `${10 ** (power - 3)} K` : `${+(10 ** power).toPrecision(2)}`);
  for (let power = xs[0]; power <= xs[1]; power += 1) {
    parts.push(`<path d="M${x(10 ** power).toFixed(1)} ${low}V${high}" stroke="${GRID}"/>`, text(x(10 ** power), low + 18, tick(power), `text-anchor="middle" fill="${QUIET}" font-size="11"`));
  }
  for (let power = ys[0]; power <= ys[1]; power += 1) {
    parts.push(`<path d="M${from} ${y(10 ** power).toFixed(1)}H${to}" stroke="${GRID}"/>`, text(from - 8, y(10 ** power) + 4, tick(power), `text-anchor="end" fill="${QUIET}" font-size="11"`));
  }
  parts.push(text((from + to) / 2, low + 34, panel.across, `text-anchor="middle" fill="${QUIET}" font-size="11"`));
  const names = [];
  for (const { id, name, points: all } of panel.lines) {
    const seen = all.filter(([, value]) => value > 0);
    if (!seen.length) continue;
    const colour = COLOURS[id] ?? INK;
    const path = seen.map(([a, b]) => `${x(a).toFixed(1)} ${y(b).toFixed(1)}`).join('L');
    parts.push(`<path d="M${path}" fill="none" stroke="${colour}" stroke-width="${id === 'ours' ? 3 : 1.5}" stroke-linejoin="round"/>`);
    for (const [a, b] of seen) parts.push(`<circle cx="${x(a).toFixed(1)}" cy="${y(b).toFixed(1)}" r="${id === 'ours' ? 3.5 : 2.5}" fill="${colour}"/>`);
    const [endX, endY] = seen.at(-1);
    names.push({ name, colour, id, x: x(endX), y: y(endY) });
  }
  // Names stand beside the ends of their lines, moved apart where they would touch.
  names.sort((a, b) => a.y - b.y);
  names.forEach((name, at) => {
    const above = at ? names[at - 1].at : -Infinity;
    name.at = Math.max(name.y + 4, above + 14);
  });
  const over = Math.max(0, (names.at(-1)?.at ?? 0) - low);
  for (const name of names) {
    const height = name.at - over;
    parts.push(`<path d="M${(name.x + 5).toFixed(1)} ${name.y.toFixed(1)}L${to + 6} ${(height - 4).toFixed(1)}" stroke="${name.colour}" stroke-width=".7" opacity=".5"/>`);
    parts.push(text(to + 9, height, name.name, `font-size="12" fill="${name.colour}" ${name.id === 'ours' ? 'font-weight="600"' : ''}`));
  }
  return parts.join('\n');
}
