import { createHmac } from 'node:crypto';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

interface Hook {
  url: string;
  secret: string;
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

test('a parcel that AfterShip tells of stands beside the conversation: late with its reason, then delivered', async ({ desk, tillside }) => {
  const { page } = desk;
  const number = String(Date.now()).slice(-12);
  const address = `parcel-${number}@customers.example`;
  const store = await tillside.api.post<{ id: string }>('/stores', { kind: 'other', name: `Kestane ${number}`, url: `https://kestane-${number}.example`, currency: 'TRY', time_zone: 'Europe/Istanbul' });
  await tillside.api.put(`/stores/${store.id}/orders`, {
    orders: [
      {
        source_id: number,
        number: `KS-${number}`,
        status: 'completed',
        total: { amount: '489.90', currency: 'TRY' },
        placed_at: daysAgo(16),
        paid_at: daysAgo(16),
        updated_at: daysAgo(15),
        billing: { first_name: 'Ayşe', last_name: 'Yılmaz', address_1: 'Bağdat Cad. 12', city: 'İstanbul', country: 'TR', email: address },
        lines: [{ name: 'Süet bot', quantity: 1, unit_price: { amount: '489.90', currency: 'TRY' } }],
        shipments: [{ carrier: 'Yurtiçi Kargo', number }]
      }
    ]
  });
  const mailbox = await tillside.mailbox();
  const mail = [`From: Ayşe Yılmaz <${address}>`, `To: ${mailbox.email.address}`, `Subject: Where is KS-${number}?`, `Message-ID: <${number}@customers.example>`, `Date: ${new Date().toUTCString()}`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', '', 'Has it left?', ''];
  const { conversation_id } = await tillside.api.mail(mailbox.email.address, mail.join('\r\n'));

  const hook = await tillside.api.put<Hook>('/tracking-hooks/aftership', {});
  const tells = async (tag: string, updated: string, checkpoints: object[], more: object = {}): Promise<void> => {
    const msg = { tracking_number: number, slug: 'yurtici-kargo', tag, subtag: `${tag}_001`, updated_at: updated, checkpoints, ...more };
    const body = JSON.stringify({ event: 'tracking_update', event_id: `${number}-${tag}`, ts: Math.floor(Date.parse(updated) / 1000), msg });
    const signature = createHmac('sha256', hook.secret).update(body).digest('base64');
    const answer = await fetch(`${tillside.url}${new URL(hook.url).pathname}`, { method: 'POST', headers: { 'content-type': 'application/json', 'aftership-hmac-sha256': signature }, body });
    expect(answer.status).toBe(200);
  };
  const left = { checkpoint_time: daysAgo(14), tag: 'InTransit', subtag: 'InTransit_001', message: 'Transfer merkezinde, kurye 0532 123 45 67', location: 'Kadıköy' };
  await tells('InTransit', daysAgo(14), [left], { expected_delivery: daysAgo(12) });

  await desk.openConversation(conversation_id);
  const beside = page.getByRole('complementary', { name: en('customer') });
  const card = beside.getByRole('button').filter({ hasText: `#KS-${number}` });
  await expect(card).toBeVisible();
  await expect(card).toHaveAttribute('aria-expanded', 'true');
  const note = beside.getByRole('note', { name: en('shipment-late') });
  await expect(note).toContainText(en('late-past-expected-day', { date: '' }).slice(0, 20));
  await expect(beside.getByText('Transfer merkezinde')).toBeVisible();
  await expect(beside.getByText('123 45 67')).toHaveCount(0);
  await expect(beside.getByRole('link', { name: number })).toBeVisible();

  // Nothing is loaded anew: the panel follows by itself.
  const arrived = { checkpoint_time: daysAgo(1), tag: 'Delivered', subtag: 'Delivered_001', message: 'Teslim edildi', location: 'Kadıköy' };
  await tells('Delivered', daysAgo(1), [left, arrived]);
  await expect(beside.getByText('Teslim edildi')).toBeVisible();
  await expect(note).toHaveCount(0);

  await page.goto(`${tillside.url}/orders?late=true&q=KS-${number}`);
  await expect(page.getByText(en('orders-not-found'))).toBeVisible();
});
