import { defineConfig } from '@playwright/test';
import { chromium } from '../playwright.config.ts';
import type { Options } from '../harness/test.ts';

// The whole sample store, as `make demo` shows it.
process.env['TILLSIDE_TEST_SIZE'] = '100';

/** Takes the pictures in docs/images; `make pictures`. */
export default defineConfig<object, Options>({
  testDir: '.',
  outputDir: '../test-results',
  globalTeardown: '../harness/teardown.ts',
  workers: 1,
  timeout: 180_000,
  reporter: 'list',
  use: { ...chromium, locale: 'en-GB', timezoneId: 'Europe/Istanbul', engine: 'sqlite' }
});
