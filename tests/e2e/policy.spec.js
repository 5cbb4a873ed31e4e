// The page's policy: nobody writes HTML, runs text, or names a script, not even the program itself.
import { readFileSync } from 'node:fs';
import { test, expect } from './fixtures.js';
import { open } from './card.js';
import { serveSite } from './site.js';

// The copy of the site that a test changes is served at an address of its own.
test.use({ tolerate: /Trusted|Content Security Policy|integrity|Failed to (load|fetch)|violates|another origin: http:\/\/127\.0\.0\.1:\d+\/a\/b\//i });

/** What became of an attempt: what was thrown, or that it went through. */
const attempt = (page, act) => page.evaluate(act).then(() => 'done', (error) => String(error));

test('the policy names what may run, and nothing else may', async ({ page }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'",
    "require-trusted-types-for 'script'", 'trusted-types default']) expect(policy).toContain(rule);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
});

test('nobody writes HTML', async ({ page }) => {
  await open(page);
  for (const act of [
    () => { document.body.innerHTML = '<b>x</b>'; },
    () => { document.querySelector('main').outerHTML = '<main></main>'; },
    () => { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); },
    () => { document.createElement('template').innerHTML = '<b>x</b>'; },
    () => { document.createRange().createContextualFragment('<b>x</b>'); },
    () => { new DOMParser().parseFromString('<b>x</b>', 'text/html'); },
    () => { document.write('<b>x</b>'); },
    () => { document.createElement('iframe').srcdoc = '<b>x</b>'; },
  ]) expect(await attempt(page, act), String(act)).toContain('TypeError');
});

test('nobody runs text', async ({ page }) => {
  await open(page);
  for (const act of [
    // What a test evaluates may run text; what it leaves behind may not.
    () => new Promise((done, fail) => { setTimeout(() => { try { done((0, eval)('1')); } catch (error) { fail(error); } }); }),
    () => new Promise((done, fail) => { setTimeout(() => { try { done(new Function('return 1')()); } catch (error) { fail(error); } }); }),
    () => { setTimeout('window.ran = true'); },
    () => { document.createElement('script').text = '1'; },
  ]) expect(await attempt(page, act), String(act)).toMatch(/TypeError|EvalError/);
  const ran = await page.evaluate(async () => {
    const script = document.createElement('a');
    script.setAttribute('onclick', 'window.ran = true');
    document.body.append(script);
    script.click();
    return Boolean(window.ran);
  }).catch(() => false);
  expect(ran).toBe(false);
});

test('nobody names a script, but for the worker', async ({ page }) => {
  await open(page);
  for (const act of [
    () => { document.createElement('script').src = './other.js'; },
    () => { new Worker('./other.js'); },
    () => { trustedTypes.createPolicy('other', { createHTML: (html) => html }); },
    () => { trustedTypes.createPolicy('default', { createHTML: (html) => html }); },
  ]) expect(await attempt(page, act), String(act)).toContain('TypeError');
});

test('a script or program of another build is not taken', async ({ page }) => {
  const site = await serveSite();
  site.changed.set(/^tools-.*\.js$/, (text) => `${text}\n// another build`);
  await open(page, site.url);
  const came = await page.evaluate(async () => {
    const name = /\.\/tools-\w+\.js/.exec(document.documentElement.outerHTML)?.[0];
    const sums = /"\.\/tools-\w+\.js":"(sha256-[^"]+)"/.exec(document.documentElement.outerHTML)?.[1];
    return fetch(name, { integrity: sums }).then(() => 'taken', () => 'refused');
  });
  expect(came).toBe('refused');
  await site.close();
});

test('links that lead out say nothing of where one comes from', async ({ page }) => {
  await open(page);
  for (const link of await page.locator('a[href^="http"]').all()) {
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.getAttribute('rel')).toContain('noreferrer');
  }
  expect(await page.locator('meta[name="referrer"]').getAttribute('content')).toBe('no-referrer');
});

test('the site says which headers its host should send', async () => {
  const dist = process.env.DIST ? new URL(`file://${process.env.DIST}/`) : new URL('../../dist/', import.meta.url);
  const text = readFileSync(new URL('_headers', dist), 'utf8');
  for (const header of ['nosniff', 'no-referrer', 'Permissions-Policy', '/worker.js']) expect(text).toContain(header);
});
