import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['core/**/*.test.ts', 'host/**/*.test.ts', 'cli/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}'],
    globalSetup: 'scripts/build-for-tests.mjs',
    benchmark: { include: ['bench/**/*.bench.ts'] },
    testTimeout: 60_000,
    // tfjs-core's own modules import each other without file extensions, which only a bundler resolves.
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
