// Sheets without a frame: `mount(element, options)` in a page that somebody built, of another site
// than the one that serves the module.
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from './embed.js';
import { say } from './card.js';

const START = readFileSync(new URL('../../src/ui/start.json', import.meta.url), 'utf8');
const SITE = 'http://127.0.0.1:8080/';

// Also the sheets: they are fetched from where the module is.
const test = base.extend({ tolerate: /^request to another origin: http:\/\/(localhost|127\.0\.0\.1):\d+\// });

/** An empty page that can mount. */
const EMPTY = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mounting</title><link rel="icon" href="data:,">
<body><div id="a"></div><div id="b"></div><script type="module">
import { mount } from "${SITE}mount.js";
window.mount = mount;
</script></body></html>`;

/** Opens that page, once it can mount. */
async function open(page, hosts, text = EMPTY) {
  hosts.written.set('mounting.html', text);
  await page.goto(`${hosts.url}mounting.html`);
  await page.waitForFunction(() => window.mount);
}

const mounted = (page, place, options) => page.evaluate(async ([place, options]) => {
  window.sheets ??= {};
  window.sheets[place] = await window.mount(document.getElementById(place), options);
}, [place, options]);

const told = (page) => page.evaluate(() => window.events.map(([type, detail]) => `${type} ${detail.sheet}`));

for (const width of [360, 1280]) {
  test(`two sheets live in a page with rude styles, one of them in a component (${width})`, async ({ page, hosts }, info) => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${hosts.url}mount.html`);
    const job = page.locator('#job'), crowd = page.locator('my-lesson');
    await expect(job.locator('.root[data-ready]')).toBeAttached();
    await expect(crowd.locator('.root[data-ready]')).toBeAttached();
    const steps = await page.evaluate(() => history.length);
    expect(await page.evaluate(() => [document.activeElement === document.body, scrollY, document.title, location.hash])).toEqual([true, 0, "A page of one's own", '']);

    // Nothing of the page's styles reaches the sheet: text has the reader's size.
    const blank = job.locator('[id="job.who"]');
    expect(await job.locator('.ws-lead').first().evaluate((it) => [getComputedStyle(it).letterSpacing, Number.parseFloat(getComputedStyle(it).fontSize) >= 16])).toEqual(['normal', true]);
    expect(await job.locator('.ws-lead').first().evaluate((it) => Number.parseFloat(getComputedStyle(it).lineHeight) / Number.parseFloat(getComputedStyle(it).fontSize))).toBeGreaterThan(1.5);
    // The page says its language, also to what stands in a component.
    await expect(crowd.locator('.root')).toHaveAttribute('lang', 'en');
    // And nothing of the sheet's styles reaches the page.
    expect(await page.locator('body > p').evaluate((it) => getComputedStyle(it).fontSize)).toBe('17px');
    await blank.click();
    await page.keyboard.insertText('街角的面包师');
    await expect(blank).toHaveText('街角的面包师');
    await expect(job.locator('[data-save-state="saved"]')).toBeAttached();
    await expect.poll(() => told(page)).toContain('change community/job');
    await page.screenshot({ path: info.outputPath('mounted.png'), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

    // The way to the full page opens beside, on the site, and takes the answers along; the page stays.
    const opened = page.context().waitForEvent('page');
    await job.locator('[data-action="continue"]').click();
    const full = await opened;
    await expect(full.locator('[data-view="shared"]')).toContainText('街角的面包师');
    expect(full.url()).toMatch(/^http:\/\/127\.0\.0\.1/);
    await full.close();
    expect(await page.evaluate(() => [history.length, location.hash])).toEqual([steps, '']);

    const { violations } = await new AxeBuilder({ page }).include('#job').include('my-lesson').analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`))).toEqual([]);

    // Away and back: what was written is there.
    await page.locator('#turn').click();
    await expect(job.locator('.root')).toHaveCount(0);
    await page.locator('#turn').click();
    await expect(job.locator('[id="job.who"]')).toHaveText('街角的面包师');
  });
}

test('what is written just before a sheet is unmounted is saved', async ({ page, hosts }) => {
  await open(page, hosts);
  await mounted(page, 'a', { sheet: 'community/job', lang: 'zh' });
  await page.locator('[id="job.who"]').click();
  await page.keyboard.insertText('社区妈妈');
  await page.evaluate(() => { window.sheets.a.unmount(); });
  await mounted(page, 'b', { sheet: 'community/job', lang: 'zh' });
  await expect(page.locator('#b [id="job.who"]')).toHaveText('社区妈妈');
});

test('two sheets of one kind in one page show the same answers', async ({ page, hosts }) => {
  await open(page, hosts);
  await mounted(page, 'a', { sheet: 'community/job' });
  await mounted(page, 'b', { sheet: 'community/job', theme: 'dark' });
  await page.locator('#a [id="job.who"]').click();
  await page.keyboard.insertText('a baker');
  await expect(page.locator('#b [id="job.who"]')).toHaveText('a baker');
  await expect(page.locator('#b .root')).toHaveAttribute('data-theme', 'dark');
});

test('Tab goes through a sheet and on, and the keys of the page stay its own', async ({ page, hosts }) => {
  await open(page, hosts, EMPTY.replace('<div id="b">', '<button id="after">After</button><div id="b">'));
  await mounted(page, 'a', { sheet: 'community/crowd', fields: ['who'] });
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.id === 'after')) return;
  }
  throw new Error('Tab never came out of the sheet');
});

test('sharing works where the sheet is mounted', async ({ page, hosts }) => {
  await open(page, hosts);
  await mounted(page, 'a', { sheet: 'community/job', lang: 'en' });
  await page.locator('[id="job.who"]').click();
  await page.keyboard.insertText('a baker');
  await page.locator('[data-action="share"]').click();
  await expect(page.locator('dialog[open]')).toBeVisible();
  await page.locator('dialog[open] [data-action="copy-link"]').click();
  await expect.poll(() => told(page)).toContain('share community/job');
});

test('an author’s own worksheet is mounted from its definition, and a wrong one is told', async ({ page, hosts }) => {
  await open(page, hosts);
  await mounted(page, 'a', { definition: JSON.parse(START), lang: 'zh' });
  await expect(page.locator('#a h1')).toHaveText('这周，你帮谁解了围？');
  const failed = await page.evaluate(async () => {
    const say = (it) => it.then(() => 'mounted', (error) => error.message);
    return [
      await say(window.mount(document.getElementById('b'), { definition: '{"id": 1}' })),
      await say(window.mount(document.getElementById('b'), { sheet: 'no name' })),
      await say(window.mount(undefined, { sheet: 'community/job' })),
      document.getElementById('b').childElementCount,
    ];
  });
  expect(failed).toEqual(['Sproutsheet: worksheet', 'Sproutsheet: sheet wants a name like community/job', 'Sproutsheet: mount wants an element, and options', 0]);
});

test('a name that no sheet has is told, and nothing stays in the element', async ({ page, hosts }) => {
  await open(page, hosts);
  for (const sheet of ['community/nothere', 'nothere/job']) {
    const failed = await page.evaluate(async (sheet) => {
      const element = document.getElementById('a');
      const why = await window.mount(element, { sheet }).then(() => 'mounted', (error) => error.message);
      return [why, element.childElementCount];
    }, sheet);
    expect(failed).toEqual([`Sproutsheet: no sheet is called ${sheet}`, 0]);
  }
  expect(await page.evaluate(() => window.events.map(([type, { sheet, reason }]) => [type, sheet, reason]))).toEqual([
    ['error', 'community/nothere', 'sheet'], ['error', 'nothere/job', 'sheet'],
  ]);
});

test.describe('under a strict policy', () => {
  // The last thing that this does is refused.
  test.use({ tolerate: /^request to another origin: http:\/\/(localhost|127\.0\.0\.1):\d+\/|TrustedHTML/ });

  test('as it is written down, a sheet is mounted, filled and shared without a violation', async ({ page, hosts, baseURL }) => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, written] = /Your policy needs `(script-src[^`]+)`/.exec(readme) ?? [];
    expect(written, 'the policy in README.md').toBeTruthy();
    // As written; the page's own script beside it, everything else closed.
    const needed = written.replace(/\s+/g, ' ').replaceAll('https://sheets.example/', baseURL).replace('script-src', "script-src 'nonce-page'");
    const policy = `default-src 'none'; ${needed}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
    const text = EMPTY.replace('<meta charset="utf-8">', `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`)
      .replace('<script type="module">', '<script type="module" nonce="page">');
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => window.violations.push([violatedDirective, blockedURI, sample]));
    });
    hosts.written.set('mounting.html', text);
    await page.goto(`${hosts.url}mounting.html`);
    await expect.poll(() => page.evaluate(() => typeof window.mount)).toBe('function');
    await mounted(page, 'a', { sheet: 'community/job', lang: 'en' });
    await mounted(page, 'b', { definition: START, lang: 'en' });
    await page.locator('[id="job.who"]').click();
    await page.keyboard.insertText('a baker');
    await expect(page.locator('#a [data-save-state="saved"]')).toBeAttached();
    await page.locator('#a [data-action="share"]').click();
    await page.locator('dialog[open] [data-action="copy-link"]').click();
    await expect.poll(() => told(page)).toContain('share community/job');
    for (const [way, image] of [['AsCode', 'code'], ['AsPicture', 'picture']]) {
      await page.locator('dialog[open]').getByRole('radio', { name: say(way, 'en'), exact: true }).check();
      await expect.poll(() => page.locator(`dialog[open] [data-share-${image}]`).evaluate((it) => it.naturalWidth)).toBeGreaterThan(100);
    }
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    // The policy is in force: what it does not name is stopped, and noted.
    expect(await page.evaluate(() => { try { document.body.innerHTML = '<b>x</b>'; return 'written'; } catch { return 'stopped'; } })).toBe('stopped');
    await expect.poll(() => page.evaluate(() => window.violations.length)).toBe(1);
  });
});

test('nothing of a hundred sheets stays behind', async ({ page, hosts, context }) => {
  test.setTimeout(240_000);
  // Every memory that a program takes is noted, without holding it.
  await page.addInitScript(() => {
    const memories = [], instantiate = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...all) => {
      const made = await instantiate.apply(WebAssembly, all);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.push(new WeakRef(memory));
      return made;
    };
    window.memory = () => memories.reduce((sum, it) => sum + (it.deref()?.buffer.byteLength ?? 0), 0);
    window.programs = () => memories.filter((it) => it.deref()).length;
  });
  await open(page, hosts);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const cycle = () => page.evaluate(async () => {
    const sheet = await window.mount(document.getElementById('a'), { sheet: 'community/crowd', lang: 'zh' });
    sheet.unmount();
  });
  const measured = async () => {
    // What was about to happen in a second or two holds its program until then.
    for (let turn = 0; turn < 4; turn += 1) {
      await page.waitForTimeout(1_000);
      await session.send('HeapProfiler.collectGarbage');
    }
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((it) => it.name === name)?.value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), ...await page.evaluate(() => ({ memory: window.memory(), programs: window.programs() })) };
  };
  for (let at = 0; at < 10; at += 1) await cycle();
  const after10 = await measured();
  for (let at = 10; at < 100; at += 1) await cycle();
  const after100 = await measured();
  console.log(`mounted and unmounted: after 10 ${JSON.stringify(after10)}, after 100 ${JSON.stringify(after100)}`);
  expect(after100).toEqual(after10);
});
