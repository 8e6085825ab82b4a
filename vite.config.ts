/** Bundles the user interface; in development it passes requests on to a running `layerloom serve`. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `layerloom serve` listens when nobody says otherwise. */
const HOST = process.env.LAYERLOOM_HOST ?? 'http://127.0.0.1:4870';

export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('dist/renderer', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // Read from this machine, not over a network: one large file opens faster than many small ones.
    chunkSizeWarningLimit: 2500,
  },
  // The host answers only its own pages, so that is what a passed on request says it comes from.
  server: { proxy: { '/api': { target: HOST, changeOrigin: true, headers: { origin: HOST } } } },
});
