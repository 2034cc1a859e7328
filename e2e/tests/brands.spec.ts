import type { Conversation, Page } from '../harness/api.ts';
import { post } from '../harness/mail.ts';
import { until } from '../harness/process.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

interface Made {
  id: string;
}
interface FormChannel {
  id: string;
  contact_form: { url: string };
}

test('a second store has its own name, colour, language and logo, and one customer over both is seen with the orders of each', async ({ desk, tillside, browser }) => {
  const { page } = desk;
  const { api } = tillside;
  const now = Date.now();
  const [first, second] = [`Kestane ${now}`, `Meşe ${now}`];
  const add = (name: string, currency: string): Promise<Made> =>
    api.post('/stores', { kind: 'other', name, url: `https://store-${currency.toLowerCase()}-${now}.example`, currency, time_zone: 'Asia/Seoul' });
  const [lira, won] = [await add(first, 'TRY'), await add(second, 'KRW')];
  const address = `ayse-${now}@customers.example`;
  const order = (number: string, amount: string, currency: string): object => ({
    source_id: number, number, status: 'completed', total: { amount, currency }, placed_at: '2026-11-20T09:15:00Z', updated_at: '2026-11-20T09:15:00Z',
    billing: { first_name: 'Ayşe', last_name: 'Yılmaz', email: address }, lines: []
  });
  await api.put(`/stores/${lira.id}/orders`, { orders: [order(`KS-${now}`, '489.90', 'TRY')] });
  await api.put(`/stores/${won.id}/orders`, { orders: [order(`MS-${now}`, '52000', 'KRW')] });

  await test.step('its look is chosen in the settings', async () => {
    await page.goto(`${tillside.url}/settings/stores/${won.id}`);
    await page.getByLabel(en('look-name')).fill('Meşe Seoul');
    await page.getByLabel(en('look-language'), { exact: true }).selectOption('ko');
    await page.getByRole('switch', { name: en('look-color-own') }).click();
    // The picker of colours, and the field beside it that takes what somebody types.
    await page.getByRole('textbox', { name: en('look-color'), exact: true }).last().fill('#fde047');
    const look = page.getByRole('group', { name: en('look-preview') });
    await expect(look.getByText('Meşe Seoul').first()).toBeVisible();
    await page.getByRole('button', { name: en('save'), exact: true }).click();
    await expect(page.getByText(en('saved'))).toBeVisible();
    const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 96, height: 64 } });
    await page.getByLabel(en('look-logo'), { exact: true }).setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await expect(page.getByRole('button', { name: en('look-logo-remove') })).toBeVisible();
  });

  await test.step('its form speaks in its name to whoever we cannot speak otherwise', async () => {
    const form = await api.post<FormChannel>('/channels', { kind: 'contact_form', name: `Form ${now}`, store_id: won.id });
    const customer = await browser.newPage({ javaScriptEnabled: false, locale: 'de-DE' });
    await customer.goto(new URL(new URL(form.contact_form.url).pathname, tillside.url).href);
    await expect(customer.locator('html')).toHaveAttribute('lang', 'ko');
    await expect(customer.getByRole('heading', { level: 1 })).toContainText('Meşe Seoul');
    await expect(customer.getByRole('img', { name: 'Meşe Seoul' })).toHaveJSProperty('complete', true);
    await customer.close();
  });

  await test.step('a conversation says which store it is about, and an agent says it better', async () => {
    const { email } = await tillside.mailbox();
    const subject = `Two parcels ${now}`;
    await post(tillside.smtpPort, { from: `Ayşe Yılmaz <${address}>`, to: email.address, subject, messageId: `brands-${now}@customers.example`, text: 'Do they come together?' });
    const found = await until('the conversation', async () => {
      const answer = await api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`);
      return answer.data[0];
    });
    await desk.openConversation(found.id);
    await page.getByRole('button', { name: new RegExp(`^${en('store')}: `) }).click();
    await page.getByRole('option', { name: 'Meşe Seoul' }).click();
    await expect(page.getByRole('button', { name: `${en('store')}: Meşe Seoul` })).toBeVisible();
    await expect(desk.thread).toContainText('set the store to');

    const panel = page.getByRole('complementary', { name: en('customer') });
    await expect(panel.getByRole('heading', { name: first })).toBeVisible();
    await expect(panel.getByRole('heading', { name: 'Meşe Seoul' })).toBeVisible();
    await expect(panel.getByText(en('lifetime-value-apart'))).toBeVisible();
    // What was paid in one currency is never added to another.
    await expect(panel.getByTitle('₩52,000')).toBeVisible();
    await expect(panel.getByTitle(/489\.90/)).toBeVisible();

    await page.getByRole('button', { name: en('filter'), exact: true }).click();
    await page.getByRole('menuitem', { name: 'Meşe Seoul' }).click();
    await expect(page.getByRole('list', { name: en('conversations') }).getByRole('listitem')).toHaveCount(1);
    await expect(page.getByRole('listitem').filter({ hasText: subject })).toContainText('Meşe Seoul');
  });

  // The other tests of this worker have the stores that they began with.
  for (const { id } of [lira, won]) await api.ask('DELETE', `/stores/${id}`);
});
