import { expect, listen, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('a customer chats on the shop\'s page, and when they have left the next answer goes by mail', async ({ desk, tillside, postfix, browser, complaints }) => {
  // An answer waits for a customer who may come back before it goes by mail.
  test.setTimeout(300_000);
  const { page } = desk;
  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const shop = await elsewhere.newPage();
  listen(shop, tillside.url, complaints);
  await tillside.hours(true);
  await shop.goto(`${tillside.url}/demo/store?lang=en`);
  await page.goto(`${tillside.url}/inbox/all`);

  const connected = shop.waitForEvent('websocket');
  await shop.getByRole('button', { name: en('widget-launcher-open'), exact: true }).click();
  await connected;
  const panel = shop.getByRole('dialog');
  const question = `Is the pomegranate bowl back soon? ${Date.now()}`;
  const address = `chat-${Date.now()}@customers.example`;
  const field = panel.getByRole('textbox', { name: en('widget-message') });
  await field.fill(question);
  await field.press('Enter');
  await expect(panel.getByText(question)).toBeVisible();

  // The agent's list moves without a reload.
  const row = page.getByRole('link').filter({ hasText: question });
  await expect(row).toBeVisible();
  await row.click();
  await expect(desk.message(question)).toBeVisible();

  // Each sees that the other writes.
  await field.pressSequentially('and one more thing about the bowl', { delay: 150 });
  await expect(page.getByText(/is typing…/)).toBeVisible();
  await field.fill('');
  await desk.composer.click();
  await expect(page.locator('[contenteditable="true"]')).toBeFocused();
  await page.keyboard.type('Yes, ', { delay: 100 });
  await expect(panel.getByText(/is typing/)).toBeVisible();
  await page.keyboard.type('in two weeks.');
  await page.getByRole('button', { name: en('send'), exact: true }).click();
  await expect(panel.getByText('Yes, in two weeks.')).toBeVisible();

  // Each sees that the other has read.
  await expect(desk.message('Yes, in two weeks.').getByText(en('delivery-seen'))).toBeVisible();
  await expect(panel.getByText(en('widget-seen'))).toBeVisible();

  // The visitor leaves an address for when they have gone.
  const asked = panel.getByLabel(en('widget-email'), { exact: true });
  await asked.fill(address);
  await panel.getByRole('button', { name: en('widget-email-save') }).click();
  await expect(asked).toBeHidden();
  await elsewhere.close();

  const later = `It is back: it has just come out of the kiln. ${Date.now()}`;
  await desk.reply(later);
  const mail = await postfix.received('the answer by mail', (email) => email.text?.includes(later) ?? false, 200);
  expect(mail.email.to?.[0]?.address).toBe(address);
  expect(mail.email.text).not.toContain('Yes, in two weeks.');
});
