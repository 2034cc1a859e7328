import type { Locator, Page as BrowserPage } from '@playwright/test';
import type { Api, Conversation, Message, Page } from '../harness/api.ts';
import type { Console } from '../harness/console.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';
import type { Tillside } from '../harness/tillside.ts';

test('a reply and a note are two texts, and each comes back with its files, its copies and those it names', async ({ desk, tillside }) => {
  const { page } = desk;
  const conversation = await mail(tillside);
  await desk.openConversation(conversation.id);
  await begin(desk);
  await page.keyboard.type('Dear customer');
  await page.getByRole('button', { name: en('copies'), exact: true }).click();
  await page.getByLabel(en('cc'), { exact: true }).fill('boss@partner.example');
  await page.keyboard.press('Enter');
  await drop(desk.composer, 'photo.txt');
  const files = page.getByRole('list', { name: en('attachments') }).getByRole('button', { name: en('attachment-remove', { name: 'photo.txt' }) });
  await expect(files, 'a dropped file is attached once').toHaveCount(1);

  await page.getByRole('tab', { name: en('note') }).click();
  const note = page.getByRole('textbox', { name: en('composer-note') });
  await expect(note, 'the field says what it is for').toBeFocused();
  await expect(note).not.toContainText('Dear customer');
  await expect(files, 'a file of the reply is none of the note').toHaveCount(0);
  const colleague = (await tillside.api.get<Page<{ id: string; name: string; role: string }>>('/agents')).data.find((one) => one.role === 'agent');
  await page.keyboard.type(`@${colleague?.name.slice(0, 4) ?? ''}`);
  const option = page.getByRole('option', { name: colleague?.name ?? '' });
  await expect(option).toBeVisible();
  await expect(note).toHaveAttribute('aria-activedescendant', (await page.getByRole('option', { selected: true }).getAttribute('id')) ?? '');
  await option.click();
  const words = `please look ${Date.now()}`;
  await page.keyboard.type(words);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Shift+z');
  await expect(note).not.toContainText('Dear customer');

  await page.goto(`${tillside.url}/customers`);
  await desk.openConversation(conversation.id);
  await expect(desk.composer).toHaveValue(new RegExp(`@${colleague?.name ?? ''} ${words}`));
  await page.getByRole('tab', { name: en('reply') }).click();
  await expect(desk.composer).toContainText('Dear customer');
  await expect(files).toHaveCount(1);
  await expect(page.getByRole('button', { name: en('recipient-remove', { address: 'boss@partner.example' }) })).toBeVisible();

  await page.getByRole('tab', { name: en('note') }).click();
  await page.getByRole('button', { name: en('note-add'), exact: true }).click();
  await expect(desk.message(words)).toBeVisible();
  await expect.poll(async () => (await said(tillside.api, conversation.id, words)).map((one) => one.mentions)).toEqual([[colleague?.id]]);
  await page.getByRole('tab', { name: en('reply') }).click();
  await expect(desk.composer, 'the reply is still being written').toContainText('Dear customer');
});

test('a reply that was written offline is sent once when the connection is back', async ({ desk, tillside, postfix, context, complaints }) => {
  const { page } = desk;
  const conversation = await mail(tillside);
  await desk.openConversation(conversation.id);
  await begin(desk);
  await context.setOffline(true);
  await expect(page.getByText(en('offline'))).toBeVisible();
  const words = `Written in a tunnel ${Date.now()}`;
  await page.keyboard.type(words);
  await page.getByRole('button', { name: en('send'), exact: true }).click();
  await expect(desk.message(words).getByText(en('delivery-waiting'))).toBeVisible();
  await expect(page.getByText(en('offline-waiting', { count: 1 }))).toBeVisible();
  expect(await said(tillside.api, conversation.id, words)).toEqual([]);

  await context.setOffline(false);
  await expect(page.getByText(en('offline-sent', { count: 1 }))).toBeVisible();
  await expect(desk.message(words)).toHaveCount(1);
  await expect(desk.message(words).getByText(en('delivery-sent'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(desk.message(words)).toHaveCount(1);
  await expect(desk.composer, 'it is no draft any more').toHaveValue('');
  expect(await said(tillside.api, conversation.id, words)).toHaveLength(1);
  // What was taken by the mail server is in a mailbox a moment later.
  await postfix.received('the reply', (email) => email.text?.includes(words) ?? false);
  expect((await postfix.all()).filter((one) => one.email.text?.includes(words))).toHaveLength(1);
  forget(complaints, UNREACHABLE);
});

test('what the server refuses after all stands in the draft again, and says where', async ({ desk, tillside, context, complaints }) => {
  const { page } = desk;
  const conversation = await mail(tillside);
  await desk.openConversation(conversation.id);
  await begin(desk);
  await context.setOffline(true);
  const words = `To nobody at all ${Date.now()}`;
  await page.keyboard.type(words);
  await page.getByRole('button', { name: en('send'), exact: true }).click();
  await expect(desk.message(words).getByText(en('delivery-waiting'))).toBeVisible();
  await page.route('**/replies', (route) => route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"code":"validation"}' }));
  await context.setOffline(false);
  const told = page.getByRole('status').filter({ hasText: conversation.subject });
  await expect(told.getByRole('button', { name: en('offline-open') })).toBeVisible();
  await expect(desk.composer).toContainText(words);
  await page.goto(`${tillside.url}/customers`);
  await desk.openConversation(conversation.id);
  await expect(desk.composer).toHaveValue(words);
  forget(complaints, UNREACHABLE);
  forget(complaints, /status of 422/);
});

test('a part of the program that was asked for without a connection comes with the next one', async ({ desk, tillside, context, complaints }) => {
  const { page } = desk;
  const conversation = await mail(tillside);
  await desk.openConversation(conversation.id);
  await context.setOffline(true);
  await expect(page.getByText(en('offline'))).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByPlaceholder(en('palette-placeholder'));
  await expect(palette, 'it was never fetched').toBeHidden();
  await context.setOffline(false);
  await expect(palette).toBeVisible();
  forget(complaints, UNREACHABLE);
});

test('a product is found and put into the reply with its page', async ({ desk, tillside }) => {
  const { page } = desk;
  const conversation = await mail(tillside);
  // Where there are several stores, those of the conversation's alone are found.
  const ofStore = conversation.store_id === null ? '' : `&store=${conversation.store_id}`;
  const products = await tillside.api.get<Page<{ name: string; permalink: string | null }>>(`/products?limit=50${ofStore}`);
  const product = products.data.find((one) => one.permalink !== null);
  if (product === undefined) throw new Error('the sample store has no product with a page');
  await desk.openConversation(conversation.id);
  await begin(desk);
  await page.getByRole('button', { name: en('cite-product'), exact: true }).click();
  const menu = page.getByRole('dialog', { name: en('cite-product') });
  await menu.getByRole('searchbox', { name: en('cite-product-search') }).fill(product.name);
  await menu.getByRole('button').filter({ hasText: product.name }).first().click();
  await expect(menu).toHaveCount(0);
  await expect(desk.composer).toContainText(product.name);
  await expect(desk.composer).toContainText(product.permalink ?? '');
});

/** A browser writes down each request that it could not make. */
const UNREACHABLE = /net::ERR_(?:INTERNET_DISCONNECTED|NETWORK_CHANGED)/;
function forget(complaints: string[], expected: RegExp): void {
  const others = complaints.filter((one) => !expected.test(one));
  complaints.splice(0, complaints.length, ...others);
}

/** A conversation by mail of this test's own, of plain text. */
async function mail(tillside: Tillside): Promise<Conversation> {
  const { id } = await tillside.mailbox();
  const address = `guest-${Date.now()}@mail.example`;
  return tillside.api.post<Conversation>('/conversations', { channel_id: id, to: [{ name: 'Emma Clarke', address }], subject: `About ${address}`, text: 'We have a question.' });
}

/** Into the editor, which takes the plain field's place at the first touch. */
async function begin(desk: Console): Promise<void> {
  await desk.composer.click();
  await expect(desk.page.locator('[contenteditable="true"]')).toBeFocused();
}

const said = async (api: Api, conversation: string, words: string): Promise<(Message & { mentions: string[] })[]> =>
  (await api.get<Page<Message & { mentions: string[] }>>(`/conversations/${conversation}/messages?limit=200`)).data.filter((one) => one.text.includes(words));

async function drop(onto: Locator, name: string): Promise<void> {
  const page: BrowserPage = onto.page();
  const dataTransfer = await page.evaluateHandle((file) => {
    const given = new DataTransfer();
    given.items.add(new File(['hello'], file, { type: 'text/plain' }));
    return given;
  }, name);
  const box = await onto.boundingBox();
  const at = { clientX: (box?.x ?? 0) + 20, clientY: (box?.y ?? 0) + 20 };
  await onto.dispatchEvent('dragover', { dataTransfer, ...at });
  await onto.dispatchEvent('drop', { dataTransfer, ...at });
}
