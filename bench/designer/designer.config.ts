/** `npm run bench:designer`: the tests' own program and browser, used to time a drawing of 2,000 layers. */
import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

export default defineConfig(base, {
  testDir: '.',
  testMatch: 'designer.ts',
  timeout: 600_000,
  // The test runner's snapshots of the page would take most of the time that is measured.
  use: { trace: 'off' },
});
