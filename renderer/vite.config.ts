/**
 * Builds the window into dist/renderer. The host that serves it replaces `__CSP_NONCE__` in index.html by a
 * fresh nonce for every load; React Aria and CodeMirror read it from the meta element that vite writes.
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { startupSize } from './startup-size.config.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), startupSize({ limitKilobytes: 220 })],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: join(import.meta.dirname, '..', 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    // Every file is fetched by its own address: `img-src` and `font-src` then need no `data:` for our parts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // React Aria and CodeMirror are what is in them; what counts at the start is checked above.
    chunkSizeWarningLimit: 700,
  },
});
