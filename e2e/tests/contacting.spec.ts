import { readFile } from 'node:fs/promises';
import type { Page } from '../harness/api.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

interface FormChannel {
  kind: string;
  contact_form?: { url: string };
}

test('what a customer sends with the contact form, without a script, is in the inbox at once', async ({ desk, tillside, browser }) => {
  const { page } = desk;
  const channels = await tillside.api.get<Page<FormChannel>>('/channels');
  const form = channels.data.find((one) => one.kind === 'contact_form')?.contact_form;
  if (form === undefined) throw new Error('the sample store has no contact form');
  const words = `The teapot drips at its spout, ${Date.now()}`;

  await page.goto(`${tillside.url}/inbox/all`);
  const customer = await browser.newPage({ javaScriptEnabled: false, locale: 'en-GB' });
  await customer.goto(new URL(new URL(form.url).pathname, tillside.url).href);
  await customer.getByLabel(en('contact-form-name')).fill('Noor Haddad');
  await customer.getByLabel(en('contact-form-email')).fill('noor.haddad@customers.example');
  await customer.getByLabel(en('contact-form-subject')).fill(words);
  await customer.getByLabel(en('contact-form-message')).fill('Can it be exchanged? I have the box still.');
  await customer.getByRole('button', { name: en('contact-form-send') }).click();
  await expect(customer.getByRole('heading', { name: en('contact-form-thanks-title') })).toBeVisible();
  await customer.close();

  await page.getByRole('link').filter({ hasText: words }).click();
  await expect(desk.message('I have the box still.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Noor Haddad' }).last()).toBeVisible();
});

test('the numbers of a report are downloaded as they are shown', async ({ desk, tillside }) => {
  const { page } = desk;
  await tillside.caughtUp();
  await page.goto(`${tillside.url}/reports?days=90`);
  await expect(page.getByRole('heading', { name: en('reports-title'), level: 1 })).toBeVisible();
  const shown = page.getByRole('row').filter({ hasText: en('channel-email') }).first();
  await expect(shown).toBeVisible();
  const [created] = await shown.getByRole('cell').allInnerTexts();

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: en('reports-export') }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(10);
  const line = lines.find((one) => one.toLowerCase().includes('email') || one.includes(en('channel-email')));
  expect(line, 'e-mail is in the file').toBeDefined();
  expect(line?.split(',')).toContain((created ?? '').replaceAll(',', ''));
});
