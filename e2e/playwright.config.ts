import { defineConfig } from '@playwright/test';
import type { Options } from './harness/test.ts';

/** Debian's Chromium; Playwright brings none of its own here. */
export const chromium = {
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  }
};

export default defineConfig<object, Options>({
  testDir: 'tests',
  outputDir: 'test-results',
  globalTeardown: './harness/teardown.ts',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A machine that has much else to do takes longer; what never comes is a failure all the same.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list', { printSteps: false }]],
  // What was closed is gone at once, and what opens is there: tests are about what is on the screen, not on its way.
  use: { ...chromium, contextOptions: { reducedMotion: 'reduce' }, locale: 'en-GB', timezoneId: 'Europe/Istanbul', viewport: { width: 1440, height: 900 }, screenshot: 'only-on-failure', trace: 'retain-on-failure' },
  projects: [
    { name: 'sqlite', use: { engine: 'sqlite' } },
    // The engine is below everything that a browser sees: what moves data runs on both.
    { name: 'postgres', use: { engine: 'postgres' }, testMatch: /answering|mailing|chatting|connecting/ }
  ]
});
