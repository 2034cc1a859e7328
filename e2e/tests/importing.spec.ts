import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('a table of orders is sent to a store of any kind, looked at, checked and imported: its bad line is named, its order is in the list', async ({ desk, tillside }) => {
  const { page } = desk;
  const run = String(Date.now());
  const [store, good, bad] = [`Kestane ${run}`, `KS-${run}-1`, `KS-${run}-2`];

  await page.goto(`${tillside.url}/settings/stores`);
  await page.getByRole('button', { name: en('stores-add') }).first().click();
  const dialog = page.getByRole('dialog', { name: en('stores-add') });
  await dialog.getByLabel(en('settings-name')).fill(store);
  await dialog.getByLabel(en('stores-url')).fill(`https://kestane-${run}.example`);
  await dialog.getByRole('radio', { name: en('stores-way-other') }).check();
  await dialog.getByLabel(en('stores-currency')).fill('TRY');
  await dialog.getByRole('button', { name: en('stores-go-other'), exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/stores\/sto_/);
  await expect(page.getByRole('heading', { name: en('simport-title') })).toBeVisible();

  // The file is sent; nothing is taken yet.
  const table = [
    'Order ID,Status,Total,Currency,Date,Name,Email',
    `${good},paid,489.90,TRY,2026-11-20 09:15,Ayşe Yılmaz,ayse@example.com`,
    `${bad},paid,12.5O,TRY,2026-11-20 10:00,Mehmet Kaya,mehmet@example.com`
  ].join('\n');
  await page.getByLabel(en('simport-file'), { exact: true }).setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(`${table}\n`) });
  await page.getByLabel(en('simport-kind'), { exact: true }).selectOption({ label: en('simport-kind-orders') });
  await page.getByRole('button', { name: en('simport-send') }).click();
  const sent = page.getByRole('list', { name: en('simport-list') }).getByRole('listitem').filter({ hasText: 'orders.csv' });
  await expect(sent.getByText(en('simport-state-draft'), { exact: true })).toBeVisible();

  // Which column holds what, and how the first rows would be read.
  await expect(sent.getByRole('combobox', { name: 'Total', exact: true })).toHaveValue('total');
  await expect(sent.getByRole('combobox', { name: 'Date', exact: true })).toHaveValue('placed_at');
  const preview = sent.getByRole('region', { name: en('simport-preview') }).getByRole('row');
  await expect(preview.filter({ hasText: good })).toContainText('489.90 TRY');
  const named = sent.getByRole('list', { name: en('simport-bad') });
  await expect(named).toContainText(en('simport-line', { line: '3' }));

  // A check tells of it once.
  await sent.getByRole('button', { name: en('simport-check') }).click();
  await expect(sent.getByText(en('simport-state-checked'), { exact: true })).toBeVisible();
  await expect(preview.filter({ hasText: good })).toBeVisible();
  await expect(named).toHaveCount(1);
  await expect(named).toContainText('12.5O');

  await sent.getByRole('button', { name: en('simport-run'), exact: true }).click();
  await expect(sent.getByText(en('simport-state-done'), { exact: true })).toBeVisible();
  await expect(sent.getByText(en('simport-created', { count: '1' }))).toBeVisible();
  await expect(named).toHaveCount(1);
  await expect(named).toContainText(en('simport-line', { line: '3' }));
  await expect(named).toContainText('Total');
  await expect(named).toContainText(en('simport-bad-not-an-amount'));
  await expect(sent.getByRole('link', { name: en('simport-bad-download') })).toBeVisible();

  await page.goto(`${tillside.url}/orders?q=${encodeURIComponent(good)}`);
  const orders = page.getByRole('table', { name: en('orders-title') });
  await expect(orders.getByRole('row').filter({ hasText: good })).toContainText('Ayşe Yılmaz');
  await page.goto(`${tillside.url}/orders?q=${encodeURIComponent(bad)}`);
  await expect(page.getByText(en('orders-not-found'))).toBeVisible();
});
