// How long links are: ours (measured by `cargo xtask bench links`, given here on stdin) beside what
// lz-string and pako make of the same answers. Prints the tables and writes LINKS.md.
import { readFileSync, writeFileSync } from 'node:fs';
import lzString from 'lz-string';
import { deflate } from 'pako';
import { commit, machine, today, version } from './lib/about.mjs';
import { median, ratio, table } from './lib/numbers.mjs';

/** What is aimed at, by the kind of sample: a link for so many characters, its ratio, its QR code. */
const TARGETS = {
  'card-zh': { letters: 77, must: 138, stretch: 122, against: 'lz', ratio: 0.33, qr: 8 },
  'card-en': { letters: 291, must: 150, stretch: 140, against: 'lz', ratio: 0.37 },
  'nine-zh': { letters: 990, must: 1350, stretch: 1220, against: 'lz', ratio: 0.52 },
  'nine-en': { letters: 1453, must: 685, stretch: 650, against: 'pako', ratio: 0.57, qr: 20 },
  'rows-zh': { letters: 2422, must: 3530, stretch: 3350, against: 'lz', ratio: 0.62 },
};
const PEERS = { lz: 'lz-string', pako: 'pako' };

/** The characters that a person wrote. */
const letters = (value) =>
  typeof value === 'string' ? [...value].length : Object.values(value).reduce((sum, part) => sum + letters(part), 0);

const samples = JSON.parse(readFileSync(0, 'utf8')).map((figures) => {
  const { name: title, ...state } = figures.sample;
  const text = JSON.stringify(state);
  return {
    ...figures,
    title,
    kind: figures.name.replace(/-\d+$/, ''),
    letters: letters(state.sheets),
    percent: encodeURIComponent(text).length,
    lz: lzString.compressToEncodedURIComponent(text).length,
    // As Mermaid's live editor does: the best level, base 64 for URLs.
    pako: Buffer.from(deflate(new TextEncoder().encode(text), { level: 9 })).toString('base64url').length,
  };
});

const each = table(
  ['sample', 'characters', 'ours', 'without prime', 'lz-string', 'pako', 'percent-encoded', '÷ lz-string', '÷ pako', 'QR-M'],
  samples.map((s) => [s.name, s.letters, s.ours, s.plain, s.lz, s.pako, s.percent, ratio(s.ours / s.lz), ratio(s.ours / s.pako), s.qr ?? 'none']),
);

const low = (values) => Math.min(...values);
const high = (values) => Math.max(...values);
const mark = (holds) => (holds ? 'yes' : '**no**');
const spread = (values, write = String) =>
  `${write(low(values))} · ${write(median(values))} · ${write(high(values))}`;
const kinds = Object.entries(TARGETS).map(([kind, target]) => {
  const of = samples.filter((s) => s.kind === kind);
  const ours = of.map((s) => s.ours);
  const scaled = of.map((s) => Math.round((s.ours * target.letters) / s.letters));
  const ratios = of.map((s) => s.ours / s[target.against]);
  return [
    `${kind} (${of.length})`,
    spread(of.map((s) => s.letters)),
    spread(ours),
    spread(scaled),
    `${target.must} for ${target.letters}`,
    mark(high(scaled) <= target.must),
    target.stretch,
    mark(median(scaled) <= target.stretch),
    `${spread(ratios, (value) => value.toFixed(2))} ${PEERS[target.against]}`,
    `${target.ratio}`,
    mark(high(ratios) <= target.ratio),
    target.qr ? `${high(of.map((s) => s.qr ?? 99))} of ${target.qr}` : '',
  ];
});
const all = table(
  ['kind', 'characters', 'ours', 'ours, scaled', 'must', 'scaled: largest ≤ must', 'stretch', 'scaled: median ≤ stretch', 'ratio to', 'must', 'largest ≤ must', 'QR-M'],
  kinds,
);

const report = `# How long links are

Measured ${today()} by \`cargo xtask bench links\`: Sproutsheet ${commit()}, lz-string ${version('lz-string')},
pako ${version('pako')}. Lengths do not depend on the machine (${machine()}).

The answers in \`bench/samples\` were written for this and are kept out of the prime texts. Lengths are characters of
the payload: everything after \`#\`, ours with form, header and checksum. The address before it is left out, for the
peers too. The peers get the same answers as compact JSON: lz-string as URI component, pako at its best level in
base 64 for URLs, as playgrounds and diagram editors do. “Without prime” is our link where the prime text cannot be had.
The QR code holds an address of ${40} bytes and the payload as digits, with error correction M; versions above 20 are
not offered.

The targets are for answers of so many characters; the samples are a little longer, so lengths are also given scaled to
that size. Ratios need no scaling.

## By kind: smallest · median · largest

${all}

## Every sample

${each}
`;
writeFileSync(new URL('LINKS.md', import.meta.url), report);
console.log(`${all}\n\n${each}\n\nwritten to bench/LINKS.md`);
