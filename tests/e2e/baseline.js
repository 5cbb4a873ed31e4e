// What many forms do: all of it as one JSON under one key, a moment after the last key; whoever writes
// last wins. The faults that a plain form can meet are run over it, for comparison
// (SPROUTSHEET_BASELINE=1 npx playwright test faults-storage faults-crash faults-saves faults-tabs --workers=1).
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { names } from './card.js';

export const isBaseline = Boolean(process.env.SPROUTSHEET_BASELINE);
const REPORT = new URL('../reports/baseline.md', import.meta.url);
const HEAD = `# The same faults over a plain form

Made by \`SPROUTSHEET_BASELINE=1 npx playwright test faults-storage faults-crash faults-saves faults-tabs --workers=1\`:
a form that keeps all as one JSON under one key, 300 ms after the last key, and reads it when it opens
(\`tests/e2e/baseline.js\`). Only what becomes of what was typed is looked at; whatever the page should say counts as
said. Where a row asks for what a plain form has not (rows, clearing, notebooks, undo, a save state) it does not apply.
`;

const PAGE = (said) => `<!doctype html><html lang="zh-Hans" data-ready><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title>
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

/**
 * What became of what was typed: lost where a claim about texts failed. A claim about what only our page has, or a way
 * to it that is not there, says nothing.
 * @param {Promise<void>} run
 */
export function outcome(run) {
  const late = new Promise((done) => { setTimeout(done, 20_000, 'does not apply'); });
  const isText = (error) => /expect\(/.test(error) && !error.includes('Locator:');
  const end = run.then(() => 'kept', (error) => (isText(String(error)) ? 'lost' : 'does not apply'));
  return Promise.race([end, late]);
}

/** Notes it at once, since a run may break off. @param {string} table @param {string} fault @param {string} kept */
export function note(table, fault, kept) {
  const head = `| ${table} | ${fault} |`;
  const old = existsSync(REPORT) ? readFileSync(REPORT, 'utf8').split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| class |')) : [];
  const lines = [...old.filter((line) => !line.startsWith(head)), `${head} ${kept} |`];
  const count = (end) => lines.filter((line) => line.endsWith(`| ${end} |`)).length;
  const [lost, all] = [count('lost'), count('lost') + count('kept')];
  writeFileSync(REPORT, `${HEAD}\n**${lost} of ${all} faults that apply cost something that was typed**; of the project none does but where \`faults.md\` says so.\n\n| class | fault | what was typed |\n|---|---|---|\n${lines.join('\n')}\n`);
}
