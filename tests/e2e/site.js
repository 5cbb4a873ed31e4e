// The built site, served by the test itself: under a sub-path, with files put in place of others,
// and a network that can be cut.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';

const DIST = process.env.DIST ? new URL(`file://${process.env.DIST}/`) : new URL('../../dist/', import.meta.url);
const TYPES = {
  html: 'text/html; charset=utf-8', js: 'text/javascript', wasm: 'application/wasm', json: 'application/json',
  txt: 'text/plain; charset=utf-8', png: 'image/png', webmanifest: 'application/manifest+json',
};

/**
 * Waits until the worker has all files and answers for this page. The browser lets it answer in the
 * open page a moment before it has noted the worker for the next one: hence the pause.
 * @param {import('@playwright/test').Page} page
 */
export async function installed(page) {
  await page.waitForFunction(async () => {
    const it = await navigator.serviceWorker.getRegistration();
    return Boolean(it?.active?.state === 'activated' && navigator.serviceWorker.controller);
  });
  await page.waitForTimeout(1_500);
}

/** @param {string} prefix */
export async function serveSite(prefix = '/a/b/') {
  /** Files in place of those of the build, by name or pattern; null: it is not there. @type {Map<string | RegExp, ((text: string) => string) | null>} */
  const changed = new Map();
  const changeOf = (name) => [...changed].find(([which]) => (typeof which === 'string' ? which === name : which.test(name)))?.[1];
  let isCut = false;
  const server = createServer((request, response) => {
    if (isCut) { request.socket.destroy(); return; }
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const name = path.startsWith(prefix) ? path.slice(prefix.length) || 'index.html' : '';
    try {
      let bytes = readFileSync(new URL(name, DIST));
      const change = changeOf(name);
      if (change === null) throw new Error('not there');
      // Byte for byte: a program is no text.
      if (change) bytes = Buffer.from(change(bytes.toString('latin1')), 'latin1');
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(bytes);
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(undefined)); });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    changed,
    cut() { isCut = true; server.closeAllConnections(); },
    mend() { isCut = false; },
    close: () => { server.closeAllConnections(); return new Promise((done) => { server.close(done); }); },
  };
}
