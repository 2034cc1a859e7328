import type { Conversation, Order, Page } from '../harness/api.ts';
import { post } from '../harness/mail.ts';
import { until } from '../harness/process.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

interface Store {
  id: string;
  url: string;
  state: string;
  sync: { state: string; orders: { done: number; total: number } };
}
interface StoreOrder {
  id: number;
  status: string;
  billing: { email: string; first_name: string };
}

test('a store is connected on its own page, read with progress, and its changes are seen beside the conversation', async ({ desk, tillside, shop }) => {
  test.setTimeout(360_000);
  const { page } = desk;
  await page.goto(`${tillside.url}/settings/stores`);
  await page.getByRole('button', { name: en('stores-add') }).first().click();
  await page.getByLabel(en('stores-url')).fill(shop.url);
  await page.getByRole('button', { name: en('stores-go-page') }).click();

  // The store's own page asks its owner, and brings them back.
  await expect(page.getByRole('heading', { name: /would like to connect to your store/ })).toBeVisible();
  await page.getByRole('link', { name: 'Approve', exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/stores/);

  const store = await until('the store to be read', async () => {
    const stores = await tillside.api.get<Page<Store>>('/stores');
    return stores.data.find((one) => shop.url.includes(new URL(one.url).host) && one.sync.state === 'done');
  }, 90);
  expect(store.sync.orders.done).toBeGreaterThan(10);
  await page.goto(`${tillside.url}/settings/stores/${store.id}`);
  await expect(page.getByRole('term').filter({ hasText: en('stores-count-orders') })).toBeVisible();
  await expect(page.getByText(en(`stores-state-${store.state}`)).first()).toBeVisible();

  // A customer of that store writes; their order stands beside the conversation.
  const orders = await shop.ask<StoreOrder[]>('GET', 'orders?per_page=50');
  const theirs = orders.find((one) => one.status === 'processing' && one.billing.email !== '');
  if (theirs === undefined) throw new Error('the recorded store has no order in processing');
  const { email } = await tillside.mailbox();
  const subject = `About my order ${Date.now()}`;
  await post(tillside.smtpPort, { from: theirs.billing.email, to: email.address, subject, messageId: `order-${Date.now()}@customers.example`, text: 'Has it left yet?' });
  const found = await until('the conversation', async () => {
    const answer = await tillside.api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`);
    return answer.data[0];
  });
  const known = await tillside.api.get<Page<Order>>(`/orders?customer=${found.customer.id}&store=${store.id}`);
  const order = known.data.find((one) => one.source_id === String(theirs.id));
  if (order === undefined) throw new Error(`order ${theirs.id} is not beside ${theirs.billing.email}`);
  await desk.openConversation(found.id);
  const card = page.getByRole('complementary', { name: en('customer') }).getByRole('button').filter({ hasText: `#${order.number}` });
  await expect(card).toContainText(en('order-processing'));

  // Somebody changes it in the store.
  await shop.ask('PUT', `orders/${theirs.id}`, { status: 'completed' });
  await expect(card).toContainText(en('order-completed'), { timeout: 30_000 });
});
