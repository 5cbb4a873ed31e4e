// A sheet in somebody's article, when the article or the browser does it harm.
import { expect } from './fixtures.js';
import { test as embedded, blankIn, inside, livingIn, sheets } from './embed.js';
import { faults, KEPT, pause, row } from './faults.js';
import { say } from './card.js';

embedded.use({ tolerate: /another origin: http:\/\/127\.0\.0\.1:\d+\// });

faults('Embedded');

/** A row in an article of its own. */
function embedRow(fault, said, run, kept = KEPT) {
  row(fault, said, run, kept, (title, body) => embedded(title, async ({ page, context, hosts }) => {
    // Of the same site: a browser that asks no more lets the frame keep what is written.
    article = `${hosts.url.replace('localhost', '127.0.0.1')}narrow.html`;
    await body({ page, context });
  }));
}
let article = '';

const state = (page) => inside(page).locator('[data-save-state]').first();
const savedIn = (page) => expect(state(page)).toHaveAttribute('data-save-state', 'saved');
const expectIn = (page, name, text) => expect.poll(() => blankIn(page, name).textContent()).toBe(text);

/** Opens the article and writes into the sheet in it. */
async function writeIn(page, answers) {
  for (const [name, text] of Object.entries(answers)) {
    await blankIn(page, name).click();
    await pause(page);
    await page.keyboard.insertText(text);
  }
}

async function opened(page) {
  await page.goto(article);
  await livingIn(page);
}

/** Makes a frame's storage refuse. */
const refuse = (page, name) => page.addInitScript((error) => {
  if (window.parent === window) return;
  const real = Storage.prototype.setItem;
  Storage.prototype.setItem = function set(key, value) {
    if (/\/[ab]$/.test(key) && !window.mended) throw new DOMException('broken', error);
    real.call(this, key, value);
  };
}, name);

embedRow('the browser denies storage in frames of other sites', 'InMemory', async ({ page }) => {
  await page.addInitScript(() => {
    if (window.parent === window) return;
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }
  });
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await expect(state(page)).toContainText(say('InMemory', 'en'));
  await expectIn(page, 'who', 'Mei');
}, 'all there while the article is open; a link carries it away');

embedRow('the frame’s storage is full, and later is not', 'StorageFull + saved', async ({ page }) => {
  await refuse(page, 'QuotaExceededError');
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await expect(state(page)).toContainText(say('StorageFull', 'en'));
  await inside(page).locator('html').evaluate(() => { window.mended = true; });
  await writeIn(page, { situation: 'rain' });
  await savedIn(page);
  await expectIn(page, 'who', 'Mei');
});

embedRow('the article is loaded again at once after the last key', 'saved', async ({ page }) => {
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await page.reload();
  await livingIn(page);
  await expectIn(page, 'who', 'Mei');
});

embedRow('the article leads elsewhere at once after the last key', 'saved', async ({ page }) => {
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await page.goto('about:blank');
  await opened(page);
  await expectIn(page, 'who', 'Mei');
});

embedRow('the article takes the sheet away, and puts it back', 'saved', async ({ page }) => {
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await sheets(page).first().evaluate((sheet) => { window.place = sheet.parentElement; window.taken = sheet; sheet.remove(); });
  await page.evaluate(() => { window.place.append(window.taken); });
  await livingIn(page);
  await expectIn(page, 'who', 'Mei');
});

embedRow('the article moves the sheet while one types', 'saved', async ({ page }) => {
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await sheets(page).first().evaluate((sheet) => { sheet.parentElement.prepend(sheet); });
  await livingIn(page);
  await writeIn(page, { situation: 'rain' });
  await savedIn(page);
  await expectIn(page, 'who', 'Mei');
  await expectIn(page, 'situation', 'rain');
});

embedRow('the article floods the frame with messages', 'saved', async ({ page }) => {
  await opened(page);
  await page.evaluate(() => {
    const frame = document.querySelector('sprout-sheet').shadowRoot.querySelector('iframe').contentWindow;
    window.flood = setInterval(() => {
      for (let n = 0; n < 100; n += 1) frame.postMessage({ sproutsheet: 1, type: 'look', theme: n % 2 ? 'dark' : 'light', ground: '', colours: {} }, '*');
    }, 10);
  });
  await writeIn(page, { who: 'Mei', situation: 'rain' });
  await savedIn(page);
  await page.evaluate(() => clearInterval(window.flood));
  await expectIn(page, 'who', 'Mei');
  await expectIn(page, 'situation', 'rain');
});

embedRow('the tab crashes with the article in it', 'saved', async ({ page, context }) => {
  await opened(page);
  await writeIn(page, { who: 'Mei' });
  await savedIn(page);
  const fresh = await context.newPage();
  (await context.newCDPSession(page)).send('Page.crash').catch(() => {});
  await opened(fresh);
  await expectIn(fresh, 'who', 'Mei');
});
