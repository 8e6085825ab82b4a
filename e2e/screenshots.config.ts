/** `npm run screenshots`: the tests' own program and browser, used to take the pictures of docs/images. */
import { defineConfig } from '@playwright/test';
import base from '../playwright.config.ts';

export default defineConfig(base, { testDir: '.', testMatch: 'screenshots.ts' });
