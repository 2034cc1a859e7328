import { defineConfig } from '@playwright/test';
import { chromium } from '../playwright.config.ts';
import type { Options } from '../harness/test.ts';

process.env['TILLSIDE_TEST_SIZE'] ??= '20';

/** Measures the console in a real browser; `make measures`. What is measured is printed, not held against a limit. */
export default defineConfig<object, Options>({
  testDir: '.',
  outputDir: '../test-results',
  globalTeardown: '../harness/teardown.ts',
  workers: 1,
  timeout: 600_000,
  reporter: 'list',
  use: { ...chromium, locale: 'en-GB', timezoneId: 'Europe/Istanbul', viewport: { width: 1440, height: 900 }, engine: 'sqlite' }
});
