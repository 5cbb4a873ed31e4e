// The example pages, served as a site of its own: `localhost`, where the sheets come from
// `127.0.0.1`. For a browser these are two sites, so the frames are third-party ones.
//
//     node tests/e2e/hosts.js 8090     # to look at them, beside `cargo xtask serve`
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const EXAMPLES = new URL('../../examples/', import.meta.url);
/** The address of the sheets in the examples. */
const WRITTEN = 'http://127.0.0.1:8080/';
const OTHERS = { 'vendor/bootstrap.min.css': new URL('node_modules/bootstrap/dist/css/bootstrap.min.css', import.meta.url) };
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json' };

/**
 * Serves the examples, and pages that a test writes itself.
 * @param {string} site where the sheets come from
 * @param {number} [port]
 */
export async function serveHosts(site, port = 0) {
  /** Pages by their names. @type {Map<string, string>} */
  const written = new Map();
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1) || 'article.html';
    if (name === 'favicon.ico') { response.writeHead(204).end(); return; }
    try {
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? TYPES.html;
      const text = written.get(name) ?? readFileSync(OTHERS[name] ?? new URL(name, EXAMPLES), 'utf8');
      response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
      response.end(text.replaceAll(WRITTEN, site));
    } catch {
      response.writeHead(404).end('not found');
    }
  });
  await new Promise((done) => { server.listen(port, '127.0.0.1', () => done(undefined)); });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${taken}/`,
    written,
    close: () => { server.closeAllConnections(); return new Promise((done) => { server.close(done); }); },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serveHosts(process.env.BASE_URL ?? WRITTEN, Number(process.argv[2] ?? 8090));
  console.log(url);
}
