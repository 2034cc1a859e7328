import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { externalizeBootstrap } from './scripts/externalize-bootstrap.js';

const spa = adapter({ pages: 'build', assets: 'build', fallback: 'index.html', precompress: false });

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  kit: {
    adapter: {
      name: 'tillside-console',
      async adapt(builder) {
        await spa.adapt(builder);
        externalizeBootstrap('build');
      }
    },
    alias: {
      // Types alone: nothing of it is in the build.
      '@tillside/api-client': '../api-client/src/schema.d.ts',
      $api: 'src/api',
      $features: 'src/features',
      $i18n: 'src/i18n',
      $shell: 'src/shell',
      $ui: 'src/ui'
    },
    output: { preloadStrategy: 'modulepreload' },
    prerender: { entries: [] },
    typescript: {
      config: (config) => {
        config.compilerOptions.types = ['node'];
        config.include.push('../scripts/**/*.js', '../eslint.config.js', '../svelte.config.js');
      }
    },
    version: { pollInterval: 0 }
  }
};
