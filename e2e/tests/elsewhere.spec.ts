import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, listen, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

interface ChatChannel {
  id: string;
  chat: { embed: string };
}

/** A shop of its own on a port, and so an origin, of its own: nothing but the line that a channel says. */
async function shopWith(line: string): Promise<{ url: string; embed: (line: string) => void; stop: () => void }> {
  let embedded = line;
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><html lang="en"><title>Pottery</title><link rel="icon" href="data:,"><h1>Pottery</h1>${embedded}</html>`);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    embed: (next) => (embedded = next),
    stop: () => {
      server.closeAllConnections();
      server.close();
    }
  };
}

test('a customer chats on the page of a shop that stands elsewhere, with a file, and finds it again', async ({ desk, tillside, browser, complaints }) => {
  const shop = await shopWith('');
  const channel = await tillside.api.post<ChatChannel>('/channels', { kind: 'chat', name: 'Pottery', allowed_origins: [shop.url] });
  const origin = new URL(/src="([^"]+)"/.exec(channel.chat.embed)?.[1] ?? '').origin;
  shop.embed(channel.chat.embed.replaceAll(origin, tillside.url));
  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const page = await elsewhere.newPage();
  listen(page, shop.url, complaints);
  await tillside.hours(false);
  await page.goto(shop.url);

  const connected = page.waitForEvent('websocket');
  await page.getByRole('button', { name: en('widget-launcher-open'), exact: true }).click();
  await connected;
  const panel = page.getByRole('dialog');
  const question = `Does the jug fit a dishwasher? ${Date.now()}`;
  await panel.locator('input[type=file]').setInputFiles({ name: 'jug.txt', mimeType: 'text/plain', buffer: Buffer.from('a jug') });
  await expect(panel.getByText('jug.txt')).toBeVisible();
  const field = panel.getByRole('textbox', { name: en('widget-message') });
  await field.fill(question);
  // Out of hours an address is asked for.
  const asked = panel.getByLabel(en('widget-email'), { exact: true });
  const address = `jug-${Date.now()}@customers.example`;
  await asked.fill(address);
  await field.press('Enter');
  await expect(panel.getByText(question)).toBeVisible();
  await expect(panel.getByText(address)).toBeVisible();

  await desk.page.goto(`${tillside.url}/inbox/all`);
  await desk.page.getByRole('link').filter({ hasText: question }).click();
  await expect(desk.message(question)).toBeVisible();
  await expect(desk.page.getByText('jug.txt').first()).toBeVisible();
  await desk.reply('It does, on the upper rack.');
  await expect(panel.getByText('It does, on the upper rack.')).toBeVisible();

  // It was open when the page was left, and opens by itself.
  await page.reload();
  await expect(page.getByRole('dialog').getByText(question)).toBeVisible();
  await elsewhere.close();
  shop.stop();
});
