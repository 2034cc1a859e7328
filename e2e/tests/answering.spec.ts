import type { Conversation, Message, Order, Page } from '../harness/api.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('"Where is my order?" is answered with the order beside it, and the answer goes from queued to sent', async ({ desk, tillside, postfix }) => {
  const { page } = desk;
  const [conversation, order] = await askedAboutAnOrder(tillside.api);
  await desk.openConversation(conversation.id);

  const beside = page.getByRole('complementary', { name: en('customer') });
  const card = beside.getByRole('button').filter({ hasText: `#${order.number}` });
  await expect(card).toBeVisible();
  if ((await card.getAttribute('aria-expanded')) === 'false') await card.click();
  const parcel = order.shipments.find((one) => one.number !== null);
  if (parcel?.url) await expect(beside.getByRole('link', { name: parcel.number ?? '' }).first()).toHaveAttribute('href', parcel.url);

  const words = `Your order ${order.number} is on its way; it should be with you tomorrow.`;
  await desk.reply(words);
  const sent = desk.message(words);
  await expect(sent.getByText(en('delivery-queued'))).toBeVisible();
  await expect(sent.getByText(en('delivery-sent'), { exact: true })).toBeVisible({ timeout: 60_000 });

  const received = await postfix.received('the answer', (email) => email.text?.includes(words) ?? false);
  expect(received.email.to?.[0]?.address).toBe(conversation.customer.email);
  expect(received.email.inReplyTo, 'it answers the customer\'s mail').toBeTruthy();
  expect(received.email.references).toContain(received.email.inReplyTo ?? '');

  const messages = await tillside.api.get<Page<Message>>(`/conversations/${conversation.id}/messages?limit=200`);
  expect(messages.data.find((one) => one.text.includes(words))?.delivery?.state).toBe('sent');
});

test('a reply can be taken back while the undo is offered, and then never leaves', async ({ desk, tillside, postfix }) => {
  const [conversation] = await askedAboutAnOrder(tillside.api);
  await desk.openConversation(conversation.id);
  const words = `This one is taken back before it leaves. ${Date.now()}`;
  await desk.reply(words);
  await desk.page.getByRole('button', { name: en('undo'), exact: true }).click();
  await expect(desk.composer).toContainText(words);
  await expect(desk.message(words)).toHaveCount(0);
  // The next answer has left, so one that was written before it would have left too.
  const meant = `This one is meant. ${Date.now()}`;
  await desk.composer.click();
  await desk.page.keyboard.press('Control+A');
  await desk.page.keyboard.type(meant);
  await desk.page.getByRole('button', { name: en('send'), exact: true }).click();
  await postfix.received('the second answer', (email) => email.text?.includes(meant) ?? false);
  expect((await postfix.all()).some((one) => one.email.text?.includes(words))).toBe(false);
});

/** A question by mail from a customer who has an order with a parcel. */
async function askedAboutAnOrder(api: { get: <T>(path: string) => Promise<T> }): Promise<[Conversation, Order]> {
  const found = await api.get<Page<Conversation>>(`/conversations?channel=email&q=${encodeURIComponent('Where is my order')}&limit=50`);
  for (const conversation of found.data.filter((one) => one.customer.email !== null)) {
    const orders = await api.get<Page<Order>>(`/orders?customer=${conversation.customer.id}`);
    for (const { id } of orders.data.slice(0, 3)) {
      const order = await api.get<Order>(`/orders/${id}`);
      if (order.shipments.some((one) => one.number !== null)) return [conversation, order];
    }
  }
  throw new Error('the sample store has no "Where is my order?" from a customer whose order has a parcel');
}
