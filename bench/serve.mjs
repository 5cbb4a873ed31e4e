// A small static server: everything as brotli, as a good host would send it.
//
//   /ours/…        the built site
//   /ours-1000/…   the same, with a pack that has a sheet of 1,000 fields in the real one's place
//   /text/…        the job card as a page without a program
//   /static/?n=12  the form as plain HTML
//   /react/…       a peer's built page
//   /article/?n=1  an article with so many embedded cards
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** A page of n labelled fields. @param {number} n */
function staticForm(n) {
  const fields = Array.from({ length: n }, (_, at) => `<div><label for="f${at + 1}">Field ${at + 1}</label><input id="f${at + 1}"></div>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>static</title><link rel="icon" href="data:,"><main>${fields.join('\n')}</main></html>`;
}

/** An article with n cards in it. @param {number} n */
function article(n) {
  const card = '<p>Words of the article.</p><sprout-sheet sheet="community/job" lang="en"></sprout-sheet>';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>article</title><link rel="icon" href="data:,"><script async src="/ours/embed.js"></script>${card.repeat(n)}</html>`;
}

/** The site's first page with its card in place and nothing that runs. @param {string} page */
function withoutProgram(page) {
  const card = /<template data-lang="en"[^>]*>([\s\S]*?)<\/template>/.exec(page)?.[1] ?? '';
  return page
    .replaceAll(/<(script|template|noscript)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<link rel="(modulepreload|preload|manifest)"[^>]*>/g, '')
    .replaceAll(/<meta http-equiv[^>]*>/g, '')
    .replace('<div id="app">', `<div id="app">${card}`);
}

/**
 * Starts the server.
 * @param {{ dist: string, peers: string, packs: string }} folders
 * @param {number} port 0 takes any that is free
 */
export async function serve({ dist, peers, packs }, port) {
  // The English pack, whatever its hash.
  const pack = readdirSync(dist).find((name) => /^community\.en-[0-9a-f]+\.bin$/.test(name));
  const ready = new Map();

  /** @returns {{ body: Buffer, type: string, tag: string } | undefined} */
  function find(url) {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, place, ...rest] = normalize(pathname).split('/');
    const name = rest.join('/') || 'index.html';
    const count = Number(searchParams.get('n') ?? 12);
    const key = ['static', 'article'].includes(place) ? `${place} ${count}` : `${place}/${name}`;
    if (ready.has(key)) return ready.get(key);
    let path = '';
    let body;
    if (place === 'static') body = Buffer.from(staticForm(count));
    else if (place === 'article') body = Buffer.from(article(count));
    else if (place === 'text') body = Buffer.from(withoutProgram(readFileSync(join(dist, 'index.html'), 'utf8')));
    else if (place.startsWith('ours')) {
      const many = place.slice('ours-'.length);
      path = many && name === pack ? join(packs, `many-${many}.bin`) : join(dist, name);
    } else path = join(peers, place, name);
    if (path && !existsSync(path)) return undefined;
    body ??= readFileSync(path);
    const quality = body.length > 4_000_000 ? 9 : 11;
    const packed = existsSync(`${path}.br`)
      ? readFileSync(`${path}.br`)
      : brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
    const file = {
      body: packed,
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      tag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`,
    };
    ready.set(key, file);
    return file;
  }

  // Compressed before anybody waits for it.
  for (const file of readdirSync(peers, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) find(`/${relative(peers, join(file.parentPath ?? file.path, file.name))}`);
  }
  for (const name of readdirSync(packs)) find(`/ours-${/\d+/.exec(name)}/${pack}`);
  for (const count of [10, 12, 100, 1_000, 10_000]) find(`/static/?n=${count}`);

  const running = {
    address: '',
    /** Whether nobody is answered. */
    isDown: false,
    /** Whether something stands at an address. @param {string} url */
    has: (url) => Boolean(find(url)),
    dist: readdirSync(dist),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  const server = createServer((request, response) => {
    if (running.isDown) {
      request.socket.destroy();
      return;
    }
    const file = find(request.url ?? '/');
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    // Pages are asked for again each time; all else carries its content in its name. A service
    // worker and what has no hash in its name are asked for again too.
    const lasts = /-[\w-]{8,}\.\w+$/.test(request.url ?? '');
    const headers = { 'Content-Type': file.type, ETag: file.tag, 'Cache-Control': lasts ? 'public, max-age=31536000, immutable' : 'no-cache' };
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Encoding': 'br', 'Content-Length': file.body.length }).end(file.body);
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => done(undefined));
  });
  const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  running.address = `http://127.0.0.1:${taken}`;
  return running;
}
