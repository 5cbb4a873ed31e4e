// The end-to-end tests' setting. Where: BASE_URL. With which browser: CHROMIUM, or Playwright's own.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: './results',
  fullyParallel: true,
  workers: 2,
  // On a busy machine a test may be starved once; it is then named as flaky in the closing lines.
  retries: process.env.CI ? 1 : 0,
  timeout: 30_000,
  expect: {
    timeout: 5_000,
    toHaveScreenshot: { pathTemplate: '{testDir}/look/{arg}{ext}', maxDiffPixelRatio: 0.01 },
    toMatchAriaSnapshot: { pathTemplate: '{testDir}/tree/{arg}{ext}' },
  },
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: process.env.BASE_URL || 'http://127.0.0.1:8080/',
    browserName: 'chromium',
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    // A worker answers requests before a test can: only the tests of working offline let it.
    serviceWorkers: 'block',
    video: 'off',
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
