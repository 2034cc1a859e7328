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
    { scope: 'worker', timeout: 900_000 }
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
    { scope: 'worker', timeout: 180_000 }
  ],
  shop: [
    async ({}, use) => {
      const shop = await WooCommerce.start();
      await use(shop);
      await shop.stop();
    },
    { scope: 'worker' }
  ],
  complaints: async ({ context, tillside }, use) => {
    const said: string[] = [];
    context.on('page', (page) => listen(page, tillside.url, said));
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

/** What the recorder of traces tries in the frame of a mail, and the browser refuses it: its scripts run in every frame, and it
 * asks for pictures again that it has seen. Without a recorder nobody tries. */
const RECORDER = [
  /^Blocked script execution in '(?:about:blank|about:srcdoc|[^']*\/api\/v1\/messages\/[^']*)' because the document's frame is sandboxed/,
  /^Connecting to '[^']*\/api\/v1\/attachments\/[^']*' violates the following Content Security Policy directive: "default-src 'none'"/
];

/** Errors on the console of our own pages, but for the answers "nobody is signed in" and "no draft",
 * which a browser always writes down. `recorded`: whether a recorder of traces is there. */
export function listen(page: BrowserPage, ours: string, said: string[], recorded = true): void {
  page.on('console', (message) => {
    const from = message.location().url;
    const expected = (message.text().includes('401') && from.endsWith('/api/v1/session')) || (message.text().includes('404') && from.endsWith('/draft'));
    const tried = recorded && RECORDER.some((pattern) => pattern.test(message.text()));
    if (message.type() === 'error' && page.url().startsWith(ours) && !expected && !tried) said.push(`${page.url()}: ${message.text()} ${from}`);
  });
  page.on('pageerror', (error) => page.url().startsWith(ours) && said.push(`${page.url()}: ${error.message}`));
}

export { expect };
