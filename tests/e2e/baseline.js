// What many forms do: all of it as one JSON under one key, a moment after the last key; whoever writes
// last wins. The faults that a plain form can meet are run over it, for comparison
// (SPROUTSHEET_BASELINE=1 npx playwright test faults-storage faults-crash faults-saves faults-tabs).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { names } from './card.js';

export const isBaseline = Boolean(process.env.SPROUTSHEET_BASELINE);
const REPORT = new URL('../reports/baseline.md', import.meta.url);
const HEAD = `# The same faults over a plain form

Made by \`SPROUTSHEET_BASELINE=1 npx playwright test faults-storage faults-crash faults-saves faults-tabs\`: a form that keeps
all as one JSON under one key, 300 ms after the last key, and reads it when it opens (\`tests/e2e/baseline.js\`). Only
what becomes of what was typed is looked at; whatever the page should say counts as said. Faults of what a plain form
has not (notebooks, rows, undo over a reload) count as lost.
`;

const PAGE = (said) => `<!doctype html><html lang="zh-Hans" data-ready><link rel="icon" href="data:,"><title>x</title>
<main><p data-save-state="saved" role="status">${said}</p>
${names.map((name) => `<span id="job.${name}" class="ws-blank" contenteditable="plaintext-only" role="textbox" style="display:block;min-height:1em"></span>`).join('')}
</main><script>
const KEY = 'sproutsheet/first/community/job/a', blanks = [...document.querySelectorAll('.ws-blank')];
let count = 0, timer;
try {
  const text = localStorage.getItem(KEY) || '';
  const { answers } = JSON.parse(text.slice(text.indexOf('\\n') + 1)).response;
  for (const blank of blanks) blank.textContent = answers[blank.id.slice(4)]?.value ?? '';
} catch {}
const save = () => {
  const answers = {};
  for (const blank of blanks) if (blank.textContent) answers[blank.id.slice(4)] = { value: blank.textContent };
  try { localStorage.setItem(KEY, 'sproutsheet 1 ' + ++count + ' 0\\n' + JSON.stringify({ response: { answers } })); } catch {}
};
for (const blank of blanks) blank.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(save, 300); });
</script></html>`;

/** Puts the plain form in place of the site. @param {import('@playwright/test').BrowserContext} context @param {string} said */
export async function plainForm(context, said) {
  await context.route((url) => !url.pathname.endsWith('bare.html'), (route) => (
    route.request().resourceType() === 'document' ? route.fulfill({ contentType: 'text/html', body: PAGE(said) }) : route.continue()));
}

/** Notes what became of what was typed. @param {string} table @param {string[][]} rows */
export function note(table, rows) {
  const old = existsSync(REPORT) ? readFileSync(REPORT, 'utf8').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith(`| ${table} |`)) : [];
  const lines = [...old.filter((line) => !line.startsWith('| class |')), ...rows.map(([fault, kept]) => `| ${table} | ${fault} | ${kept} |`)];
  const lost = lines.filter((line) => line.endsWith('| lost |')).length;
  writeFileSync(REPORT, `${HEAD}\n${lost} of ${lines.length} faults cost something that was typed.\n\n| class | fault | what was typed |\n|---|---|---|\n${lines.join('\n')}\n`);
}
