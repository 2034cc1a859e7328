import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { catalogue } from './scripts/catalogue.js';

/** Where `npm run dev` finds the API. */
const server = process.env['TILLSIDE_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [tailwindcss(), catalogue(), sveltekit()],
  server: {
    fs: { allow: ['../../locales', '..'] },
    proxy: { '/api': server, '/chat': server, '/forms': server }
  },
  build: { assetsInlineLimit: 0, target: 'es2022' },
  resolve: process.env['VITEST'] ? { conditions: ['browser'] } : {},
  // A test that hangs is a failure, one that is slow on a machine with much else to do is none.
  test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], environment: 'jsdom', testTimeout: 60_000, hookTimeout: 60_000 }
});
