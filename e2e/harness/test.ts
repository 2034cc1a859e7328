/** What every test is given: one running Tillside, one Postfix beside it, and a console in which somebody is signed in. */
import { expect, test as base, type Page as BrowserPage } from '@playwright/test';
import { Console } from './console.ts';
import { Postfix } from './postfix.ts';
import { Tillside, type Engine } from './tillside.ts';
import { WooCommerce } from './woocommerce.ts';

export interface Options {
  engine: Engine;
}
interface Servers {
  tillside: Tillside;
  postfix: Postfix;
  shop: WooCommerce;
}
interface Desk {
  /** The console with the owner signed in. */
  desk: Console;
  /** What a page said that it should not have; a test ends with it empty. */
  complaints: string[];
}

export const test = base.extend<Desk, Servers & Options>({
  engine: ['sqlite', { option: true, scope: 'worker' }],
  tillside: [
    async ({ engine }, use) => {
      const tillside = await Tillside.start(engine);
      await use(tillside);
      await tillside.stop();
    },
    { scope: 'worker', timeout: 300_000 }
  ],
  postfix: [
    async ({ tillside }, use) => {
      const { email } = await tillside.mailbox();
      const domain = email.address.split('@')[1] ?? '';
      const postfix = await Postfix.start({ domains: [domain], port: tillside.smtpPort });
      await tillside.sendThrough(postfix.port);
      await use(postfix);
      await postfix.stop();
    },
    { scope: 'worker', timeout: 60_000 }
  ],
  shop: [
    async ({}, use) => {
      const shop = await WooCommerce.start();
      await use(shop);
      await shop.stop();
    },
    { scope: 'worker' }
  ],
  complaints: async ({ context }, use) => {
    const said: string[] = [];
    context.on('page', (page) => listen(page, said));
    await use(said);
    expect(said, 'the pages complained').toEqual([]);
  },
  // The pages of a test are listened to from their first moment.
  page: async ({ complaints, context }, use) => {
    void complaints;
    await use(await context.newPage());
  },
  desk: async ({ page, tillside }, use) => {
    const desk = new Console(page, tillside);
    await desk.signIn();
    await use(desk);
  }
});

/** Errors on the browser's console, but for what a test provokes by asking for something that is not there. */
export function listen(page: BrowserPage, said: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`));
}

export { expect };
