import { createHmac } from 'node:crypto';
import type { Browser, Locator, Page as BrowserPage } from '@playwright/test';
import type { Channel, Conversation, Page } from '../harness/api.ts';
import { expect, listen, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';
import type { Tillside } from '../harness/tillside.ts';

test('what was said is there on the next visit, and on a second device for who is signed in to the store', async ({ desk, tillside, browser, complaints }) => {
  test.setTimeout(360_000);
  const { page } = desk;
  await tillside.hours(true);
  const who = await customerOfTheStore(tillside);
  const first = await visit(browser, tillside, complaints);
  await identify(first.shop, who);
  const asked = `Does the saffron teapot keep warm? ${Date.now()}`;
  await first.say(asked);
  const conversation = await written(tillside, asked);

  // Lines of the team, one right after the other, are one group: each says when it was written and can be asked about.
  await desk.openConversation(conversation);
  for (const words of ['Yes, for an hour.', 'With its cosy for two.', 'It comes in blue, too.']) await desk.reply(words);
  await expect(first.panel.getByText('It comes in blue, too.')).toBeVisible();
  const grouped = desk.message('It comes in blue, too.');
  await expect(grouped.getByText(en('delivery-seen'))).toBeVisible();
  await expect(grouped.getByText('Elif Demirci')).toBeHidden();
  await grouped.hover();
  await grouped.getByRole('button', { name: en('message-actions') }).click();
  await page.getByRole('menuitem', { name: en('message-details') }).click();
  await expect(grouped.getByText(en('details-sent'), { exact: true })).toBeVisible();

  // The next page of the same browser: the chat is open there, too.
  await first.shop.reload();
  await expect(first.panel.getByText(asked)).toBeVisible();
  await expect(first.panel.getByText('It comes in blue, too.')).toBeVisible();

  // What is closed stays closed: the customer goes on in a new conversation.
  await tillside.api.patch(`/conversations/${conversation}`, { status: 'closed' });
  const more = `And is there a smaller one? ${Date.now()}`;
  await first.say(more);
  const next = await written(tillside, more);
  expect(next).not.toBe(conversation);

  // A second device knows nothing until the store says who it is.
  const other = await visit(browser, tillside, complaints);
  await expect(other.panel.getByText(asked)).toBeHidden();
  await identify(other.shop, who);
  await expect(other.panel.getByText(more)).toBeVisible();
  await expect(other.panel.getByText(asked)).toBeVisible();
  await other.say('From my telephone now.');
  await expect(first.panel.getByText('From my telephone now.')).toBeVisible();
  await expect.poll(() => written(tillside, 'From my telephone now.')).toBe(next);
});

test('a mail that goes on from a closed conversation leads to it, and one that came to two mailboxes says so', async ({ desk, tillside }) => {
  const { page } = desk;
  const { data: channels } = await tillside.api.get<Page<Channel>>('/channels');
  const [mailbox = '', other = ''] = channels.flatMap((one) => one.email?.address ?? []);
  const stamp = Date.now();
  const mail = (number: number, words: string): string =>
    [
      `From: Ida Berg <ida-${stamp}@customers.example>`,
      `To: ${mailbox}, ${other}`,
      `Subject: ${number === 1 ? '' : 'Re: '}A chipped plate ${stamp}`,
      `Message-ID: <${number}.${stamp}@customers.example>`,
      ...(number === 1 ? [] : [`In-Reply-To: <1.${stamp}@customers.example>`]),
      'Content-Type: text/plain; charset=utf-8',
      '',
      words,
      ''
    ].join('\r\n');

  const first = await tillside.api.mail(mailbox, mail(1, 'It arrived with a chip.'));
  const again = await tillside.api.mail(other, mail(1, 'It arrived with a chip.'));
  expect(again.disposition).toBe('duplicate');
  await desk.openConversation(first.conversation_id);
  await expect(desk.thread.getByText(en('history-arrived-elsewhere', { name: other }))).toBeVisible();

  await tillside.api.patch(`/conversations/${first.conversation_id}`, { status: 'closed' });
  const second = await tillside.api.mail(mailbox, mail(2, 'Did you get my photo?'));
  expect(second.conversation_id).not.toBe(first.conversation_id);
  await desk.openConversation(second.conversation_id);
  await expect(desk.thread.getByText(en('history-continues'))).toBeVisible();
  await desk.thread.getByRole('link', { name: en('history-open') }).click();
  await expect(page).toHaveURL(new RegExp(first.conversation_id));
  await expect(desk.thread.getByText(en('history-continued'))).toBeVisible();
});

interface Identity {
  id: string;
  email: string;
  name: string;
  signature: string;
}

/** As the store's server signs it. */
async function customerOfTheStore(tillside: Tillside): Promise<Identity> {
  const channels = await tillside.api.get<Page<Channel & { chat?: { identity_secret: string } }>>('/channels');
  const secret = channels.data.find((one) => one.kind === 'chat')?.chat?.identity_secret;
  if (secret === undefined) throw new Error('the sample store has no chat');
  const id = `web-${Date.now()}`;
  const email = `${id}@customers.example`;
  return { id, email, name: 'Nora Lind', signature: createHmac('sha256', secret).update(`${id}\n${email}`).digest('hex') };
}

interface Visit {
  shop: BrowserPage;
  panel: Locator;
  say: (words: string) => Promise<void>;
}

/** Somebody's browser on the shop's page with the chat open. */
async function visit(browser: Browser, tillside: Tillside, complaints: string[]): Promise<Visit> {
  const device = await browser.newContext({ locale: 'en-GB' });
  const shop = await device.newPage();
  listen(shop, tillside.url, complaints);
  await shop.goto(`${tillside.url}/demo/store?lang=en`);
  await open(shop);
  const panel = shop.getByRole('dialog');
  const say = async (words: string): Promise<void> => {
    const field = panel.getByRole('textbox', { name: en('widget-message') });
    await field.fill(words);
    await field.press('Enter');
    await expect(panel.getByText(words)).toBeVisible();
  };
  return { shop, panel, say };
}

async function open(shop: BrowserPage): Promise<void> {
  const connected = shop.waitForEvent('websocket');
  await shop.getByRole('button', { name: en('widget-launcher-open'), exact: true }).click();
  await expect(shop.getByRole('dialog')).toBeVisible();
  await connected;
}

/** Returns when the visit of who was named has begun. */
async function identify(shop: BrowserPage, who: Identity): Promise<void> {
  const again = shop.waitForEvent('websocket');
  await shop.evaluate((given) => (window as unknown as { Tillside: { identify: (who: object) => void } }).Tillside.identify(given), who);
  await again;
}

/** The conversation in which these words arrived. */
async function written(tillside: Tillside, words: string): Promise<string> {
  let found: Conversation | undefined;
  await expect
    .poll(async () => {
      const page = await tillside.api.get<Page<Conversation & { snippet: string }>>('/conversations?channel=chat&limit=50');
      found = page.data.find((one) => one.snippet === words);
      return found?.id;
    })
    .toBeDefined();
  return found?.id ?? '';
}
