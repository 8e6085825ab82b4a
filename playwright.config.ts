import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Playwright's own Chromium, else a system one. End-to-end tests never pass for want of a browser. */
function findBrowser(): string {
  const found = [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
  if (found) return found;
  throw new Error(
    'The end-to-end tests need Chromium, Chrome or Edge and found none. Install one ("npx playwright install chromium", or your system\'s chromium package) and run the tests again.',
  );
}

/** See e2e/app.ts. */
const SLOWDOWN = Number(process.env.LAYERLOOM_E2E_SLOWDOWN ?? 1);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 180_000 * SLOWDOWN,
  expect: { timeout: 15_000 },
  // Each test trains for real; two at once would only slow each other down.
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
  },
});
