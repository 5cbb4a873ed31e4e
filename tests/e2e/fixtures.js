// What every test stands on: pages that are watched. A test fails on any request to another
// origin, any console error (a broken content security policy is one), any uncaught error and
// any dialog of the browser. Where one is expected, the test says so:
//
//     test.use({ tolerate: /ERR_FAILED/ });
import { test as base, expect } from '@playwright/test';

/**
 * @typedef {object} Fixtures
 * @property {RegExp | null} tolerate complaints that a test expects
 * @property {(options?: import('@playwright/test').BrowserContextOptions) =>
 *   Promise<import('@playwright/test').BrowserContext>} stranger
 *   another person's browser: a context with its own storage, watched like the first
 */

/**
 * Notes all that must not happen in a context.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} origin
 * @param {string[]} complaints
 */
function watch(context, origin, complaints) {
  context.on('request', (request) => {
    const url = new URL(request.url());
    const local = ['data:', 'blob:', 'about:'].includes(url.protocol) || url.origin === origin;
    if (!local) complaints.push(`request to another origin: ${url.href}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console error: ${message.text()}`);
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
}

export const test = base.extend({
  tolerate: [null, { option: true }],

  complaints: [
    async ({ tolerate }, use) => {
      const complaints = [];
      await use(complaints);
      const unexpected = complaints.filter((text) => !tolerate?.test(text));
      expect(unexpected, 'nothing to complain of').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, baseURL, complaints }, use) => {
    watch(context, new URL(baseURL).origin, complaints);
    await use(context);
  },

  stranger: async ({ browser, baseURL, complaints }, use) => {
    const contexts = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({
        baseURL,
        locale: 'zh-CN',
        viewport: { width: 390, height: 844 },
        ...options,
      });
      watch(context, new URL(baseURL).origin, complaints);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };
