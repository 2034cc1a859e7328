import { defineConfig } from '@playwright/test';
import { chromium } from '../playwright.config.ts';
import type { Options } from '../harness/test.ts';

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
