import type { Locator } from '@playwright/test';
import type { Conversation, Order, Page } from '../harness/api.ts';
import { Console } from '../harness/console.ts';
import { post } from '../harness/mail.ts';
import { until } from '../harness/process.ts';
import { expect, listen, test } from '../harness/test.ts';
import { en, text } from '../harness/texts.ts';
import type { Tillside } from '../harness/tillside.ts';
import type { WooCommerce } from '../harness/woocommerce.ts';

interface Store {
  id: string;
  url: string;
  sync: { state: string };
}
interface Bought extends Order {
  email: string;
  refunded_total: { amount: string };
  lines: { name: string; quantity: number }[];
}
interface Policy {
  role: string;
  kinds: string[];
  limits: { amount: string; currency: string }[] | null;
}

/** What a store does takes as long as it takes. */
const LONG = { timeout: 90_000 };

test('money goes back by lines from beside the conversation, a coupon is made and taken back, and a note is written', async ({ desk, tillside, shop }) => {
  test.setTimeout(480_000);
  const { page } = desk;
  const order = await bought(tillside, shop, { status: 'processing' });
  const [boots] = order.lines;
  if (boots === undefined) throw new Error('the order has no lines');
  await desk.openConversation(await asked(tillside, order));
  const beside = page.getByRole('complementary', { name: en('customer') });
  const dialog = page.getByRole('dialog');
  const begin = async (): Promise<void> => {
    await beside.getByRole('button', { name: en('order-actions'), exact: true }).click();
    await expect(dialog.getByRole('heading', { name: en('order-do-title', { number: `#${order.number}` }) })).toBeVisible();
  };
  const line = en('history-order-done', { number: `#${order.number}`, what: '' }).trim();
  const done = (kind: string): Locator => desk.thread.getByRole('paragraph').filter({ hasText: line }).filter({ hasText: en(kind) });

  await test.step('some items are given back and go into stock again', async () => {
    await begin();
    await dialog.getByRole('button', { name: en('order-do-refund-text') }).click();
    await dialog.getByRole('radio', { name: en('order-refund-lines') }).check();
    await dialog.getByRole('checkbox', { name: boots.name }).check();
    await dialog.getByRole('spinbutton', { name: en('order-line-quantity', { name: boots.name }) }).fill('1');
    await dialog.getByRole('checkbox', { name: en('order-refund-restock') }).check();
    await dialog.getByRole('button', { name: en('order-do-preview') }).click();
    await expect(dialog.getByRole('heading', { name: en('order-do-will') })).toBeVisible(LONG);
    await expect(dialog.getByRole('listitem').filter({ hasText: '899.92' }).first()).toBeVisible();
    await expect(dialog.getByText(en('order-effect-restock', { count: 1 }))).toBeVisible();
    expect(await given(tillside, order), 'a preview does nothing').toBe('0.00');
    await dialog.getByRole('button', { name: en('order-confirm-refund'), exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(done('order-action-refund')).toBeVisible(LONG);
    await expect.poll(() => given(tillside, order), LONG).toBe('899.92');
    await expect(beside.getByText(/−.*899\.92/)).toBeVisible(LONG);
  });

  await test.step('a coupon is made and taken back', async () => {
    await begin();
    await dialog.getByRole('button', { name: en('order-do-coupon-text') }).click();
    await dialog.getByRole('spinbutton', { name: en('order-coupon-percent') }).fill('15');
    await dialog.getByRole('button', { name: en('order-do-preview') }).click();
    await expect(dialog.getByText(en('order-effect-coupon-percent', { count: 15 }))).toBeVisible(LONG);
    await expect(dialog.getByText(en('order-effect-coupon-for', { text: order.email }))).toBeVisible();
    await dialog.getByRole('button', { name: en('order-confirm-coupon'), exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(done('order-action-coupon')).toBeVisible(LONG);
    const actions = await tillside.api.get<Page<{ coupon_code: string | null }>>(`/orders/${order.id}/actions`);
    const code = actions.data.find((one) => one.coupon_code !== null)?.coupon_code ?? '';
    const inStore = async (): Promise<boolean> => (await shop.ask<{ code: string }[]>('GET', 'coupons?per_page=100')).some((one) => one.code === code);
    expect(await inStore()).toBe(true);

    await begin();
    const made = dialog.getByRole('listitem').filter({ hasText: en('order-coupon-code', { code }) });
    await made.getByRole('button', { name: en('order-undo'), exact: true }).click();
    await expect(made.getByText(en('order-effect-removed'))).toBeVisible();
    await made.getByRole('button', { name: en('order-undo'), exact: true }).click();
    await expect(made.getByText(en('order-undone'))).toBeVisible(LONG);
    await expect.poll(inStore, LONG).toBe(false);
    await page.keyboard.press('Escape');
    await expect(done('order-action-undo')).toBeVisible(LONG);
  });

  await test.step('a note is written on the order', async () => {
    const note = `Gave one pair back ${order.number}`;
    await begin();
    await dialog.getByRole('button', { name: en('order-do-note-text') }).click();
    await dialog.getByLabel(en('order-note-words'), { exact: true }).fill(note);
    await dialog.getByRole('button', { name: en('order-do-preview') }).click();
    await expect(dialog.getByText(en('order-effect-note-internal'))).toBeVisible(LONG);
    await dialog.getByRole('button', { name: en('order-confirm-note'), exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(done('order-action-note')).toBeVisible(LONG);
    const notes = await shop.ask<{ note: string }[]>('GET', `orders/${order.source_id}/notes`);
    expect(notes.map((one) => one.note)).toContain(note);
  });

  await page.goto(`${tillside.url}/orders/${order.id}`);
  await expect(page.getByRole('term').filter({ hasText: en('orders-refunded') })).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: '899.92' })).toBeVisible();
});

test('what is in an order that waits for its payment is changed, after what that does was shown', async ({ desk, tillside, shop }) => {
  test.setTimeout(360_000);
  const { page } = desk;
  const order = await bought(tillside, shop, { status: 'on-hold', is_editable: true, date_paid: null, date_paid_gmt: null });
  const [boots] = order.lines;
  if (boots === undefined) throw new Error('the order has no lines');
  await page.goto(`${tillside.url}/orders/${order.id}`);
  await page.getByRole('button', { name: en('order-actions'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: en('order-do-items-text') }).click();
  const pieces = dialog.getByRole('spinbutton', { name: en('order-line-quantity', { name: boots.name }) });
  await expect(pieces).toHaveValue(String(boots.quantity));
  await pieces.fill('3');
  await dialog.getByRole('button', { name: en('order-do-preview') }).click();
  await expect(dialog.getByText(en('order-effect-item-becomes', { text: boots.name, count: 3 }))).toBeVisible(LONG);
  await expect(dialog.getByText(en('order-effect-stock-by-store'))).toBeVisible();
  await dialog.getByRole('button', { name: en('order-confirm-items'), exact: true }).click();
  await expect(dialog).toBeHidden();
  const there = async (): Promise<number | undefined> => (await shop.ask<{ line_items: { quantity: number }[] }>('GET', `orders/${order.source_id}`)).line_items[0]?.quantity;
  await expect.poll(there, LONG).toBe(3);
  await expect.poll(async () => (await read(tillside, order)).lines[0]?.quantity, LONG).toBe(3);
});

test('whose role has a limit is told so before anything is done, and is not offered what it may not do', async ({ browser, tillside, shop, complaints }) => {
  test.setTimeout(360_000);
  const order = await bought(tillside, shop, { status: 'processing' });
  const agents = await tillside.api.get<Page<{ email: string; role: string; language: string; disabled: boolean }>>('/agents');
  const agent = agents.data.find((one) => one.role === 'agent' && one.language === 'tr' && !one.disabled);
  const before = (await tillside.api.get<Page<Policy>>('/order-policy')).data.find((one) => one.role === 'agent');
  if (agent === undefined || before === undefined) throw new Error('nobody in the sample store has a role with limits');
  await tillside.api.put('/order-policy/agent', { kinds: ['refund', 'note'], limits: [{ amount: '50.00', currency: 'TRY' }] });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Istanbul', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  listen(page, tillside.url, complaints);
  await new Console(page, tillside).signIn(agent.email);
  await page.goto(`${tillside.url}/orders/${order.id}`);
  const tr = (key: string): string => text('tr', key);
  await page.getByRole('button', { name: tr('order-actions'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: tr('order-do-note-text') })).toBeVisible();
  await expect(dialog.getByRole('button', { name: tr('order-do-coupon-text') })).toHaveCount(0);
  await dialog.getByRole('button', { name: tr('order-do-refund-text') }).click();
  // All that is left is more than the fifty that the role may give away.
  await dialog.getByRole('button', { name: tr('order-do-preview') }).click();
  const [over = ''] = text('tr', 'order-refusal-over-limit', { limit: '¤', used: '¤' }).split('¤');
  await expect(dialog.getByRole('alert')).toContainText(over.trim(), LONG);
  await expect(dialog.getByRole('alert')).toContainText('50,00');
  await expect(dialog.getByRole('button', { name: tr('order-confirm-refund'), exact: true })).toBeDisabled();
  await context.close();
  expect(await given(tillside, order)).toBe('0.00');
  // The other tests of this worker have the roles that they began with.
  await tillside.api.put('/order-policy/agent', { kinds: before.kinds, limits: before.limits });
});

const read = (tillside: Tillside, order: { id: string }): Promise<Bought> => tillside.api.get<Bought>(`/orders/${order.id}`);
const given = async (tillside: Tillside, order: { id: string }): Promise<string> => (await read(tillside, order)).refunded_total.amount;

/** The recorded store, read to its end; another test may have connected it before. */
async function connected(tillside: Tillside, shop: WooCommerce): Promise<Store> {
  const ours = async (): Promise<Store | undefined> => (await tillside.api.get<Page<Store>>('/stores')).data.find((one) => shop.url.includes(new URL(one.url).host));
  if ((await ours()) === undefined) {
    await tillside.api.post('/stores', { kind: 'woocommerce', name: 'Kestane', url: shop.url, consumer_key: shop.key, consumer_secret: shop.secret });
  }
  return until('the store to be read', async () => {
    const store = await ours();
    return store?.sync.state === 'done' && store;
  }, 90);
}

/** A new customer buys what the store's first order was, two pairs of boots and a shirt, by a card that takes money back. */
async function bought(tillside: Tillside, shop: WooCommerce, fields: object): Promise<Bought> {
  const store = await connected(tillside, shop);
  const email = `ada-${Date.now()}@customers.example`;
  const { id } = await shop.ask<{ id: number }>('POST', 'orders', {
    customer_id: 0, billing: { email }, payment_method: 'replay_card', payment_method_title: 'Kart', transaction_id: `tx-${Date.now()}`,
    date_completed: null, date_completed_gmt: null, ...fields
  });
  const order = await until('the order', async () => {
    const orders = await tillside.api.get<Page<Order>>(`/orders?store=${store.id}`);
    return orders.data.find((one) => one.source_id === String(id));
  }, 90);
  return { ...(await read(tillside, order)), email };
}

/** Who bought it asks about it by mail. */
async function asked(tillside: Tillside, order: Bought): Promise<string> {
  const { email } = await tillside.mailbox();
  const subject = `Order ${order.number} does not fit ${Date.now()}`;
  await post(tillside.smtpPort, { from: order.email, to: email.address, subject, messageId: `fit-${Date.now()}@customers.example`, text: 'One pair is too small.' });
  const found = await until('the conversation', async () => (await tillside.api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`)).data[0]);
  return found.id;
}
