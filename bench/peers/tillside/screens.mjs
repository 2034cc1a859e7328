/**
 * Writes what the console asks the API for, from nothing, for the screen of the list, and then when a conversation is opened that
 * was read before:
 *   node bench/peers/tillside/screens.mjs http://127.0.0.1:PORT EMAIL PASSWORD > bench/peers/tillside/screens.json
 * On a program with the tickets of `scripts/bench-peers TICKETS --screens`; with the browser and packages of e2e.
 */
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../../e2e/package.json', import.meta.url))('@playwright/test');
const [address, email, password] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const context = await browser.newContext();
const first = await context.newPage();
await first.goto(`${address}/sign-in`);
await first.locator('input[type=email]').fill(email);
await first.locator('input[type=password]').fill(password);
await first.locator('button[type=submit]').click();
await first.waitForURL(/inbox/);
await first.close();

const page = await context.newPage();
let asked = [];
page.on('request', (request) => {
  const { pathname, search } = new URL(request.url());
  if (pathname.startsWith('/api/v1') && pathname !== '/api/v1/events') {
    asked.push([request.method(), pathname + search, request.postData() ?? ''].join(' ').trim());
  }
});
/** The list, and then a conversation of it. */
async function look() {
  asked = [];
  await page.goto(`${address}/inbox/all`);
  await page.mouse.move(1, 1);
  await page.waitForTimeout(3000);
  const list = [...asked];
  const link = page.locator('a[href*="/cnv_"]').nth(3);
  const conversation = /cnv_\w+/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
  const { customer } = await page.evaluate(async (id) => (await fetch(`/api/v1/conversations/${id}`)).json(), conversation);
  asked = [];
  await link.click();
  await page.waitForTimeout(3000);
  const own = (request) => request.replaceAll(conversation, '{1}').replaceAll(customer.id, '{2}').replaceAll(/chn_\w+/g, '{3}');
  return { list, open: asked.map(own) };
}
await look();
console.log(JSON.stringify(await look(), null, 2));
await browser.close();
