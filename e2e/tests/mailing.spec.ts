import type { Conversation, Message, Page } from '../harness/api.ts';
import { post, signatureHolds } from '../harness/mail.ts';
import { until } from '../harness/process.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('a real mail is answered in the console, and the customer\'s answer to that lands in the same conversation', async ({ desk, tillside, postfix }) => {
  const { page } = desk;
  const email = await tillside.newMailbox(`care-${Date.now()}@nar.example`, postfix.port);
  const subject = `Broken handle ${Date.now()}`;
  const first = `first-${Date.now()}@customers.example`;
  const customer = 'Ayşe Çelik <ayse@customers.example>';
  await post(tillside.smtpPort, { from: customer, to: email.address, subject, messageId: first, text: 'Merhaba, kulpu kırık geldi. İade edebilir miyim?\n\n-- \nAyşe' });

  // It appears in the list without a reload.
  const row = page.getByRole('link').filter({ hasText: subject });
  await page.goto(`${tillside.url}/inbox/all`);
  await expect(row).toBeVisible();
  await row.click();
  await expect(desk.message('kulpu kırık geldi')).toBeVisible();

  const words = 'Elbette, iade kodunuz yolda.';
  await desk.reply(words);
  await expect(desk.message(words).getByText(en('delivery-sent'), { exact: true })).toBeVisible({ timeout: 60_000 });
  const answer = await postfix.received('the answer', (one) => one.text?.includes(words) ?? false);
  expect(answer.email.inReplyTo).toBe(`<${first}>`);
  expect(answer.email.references).toContain(`<${first}>`);
  expect(answer.email.subject).toContain(subject);
  const { record_name: name, record_value: value } = email.dkim;
  expect(await signatureHolds(answer.raw, { name, value })).toBe(true);

  // The customer answers as a mail program does: below a quote, through their own server.
  const replyTo = answer.email.replyTo?.[0]?.address ?? answer.email.from?.address ?? '';
  await post(postfix.port, {
    from: customer,
    to: replyTo,
    subject: `Re: ${subject}`,
    messageId: `second-${Date.now()}@customers.example`,
    inReplyTo: (answer.email.messageId ?? '').replace(/[<>]/g, ''),
    references: `<${first}> ${answer.email.messageId}`,
    text: `Çok teşekkürler!\n\nOn Sat, Nov 21, 2026 at 10:00 PM Nar <${email.address}> wrote:\n> ${words}\n>\n> -- \n> Nar`
  });
  await expect(desk.message('Çok teşekkürler!')).toBeVisible({ timeout: 30_000 });
  const thanks = desk.message('Çok teşekkürler!');
  await expect(thanks.getByText(words)).toHaveCount(0);
  await thanks.getByRole('button', { name: en('quote-show') }).click();
  await expect(thanks.getByText(words)).toBeVisible();

  const found = await tillside.api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`);
  expect(found.data).toHaveLength(1);
  const messages = await tillside.api.get<Page<Message>>(`/conversations/${found.data[0]?.id}/messages`);
  expect(messages.data.map((one) => one.author.type)).toEqual(['customer', 'agent', 'customer']);
  expect(messages.data[2]?.new_text.trim()).toBe('Çok teşekkürler!');
});

test('a mail to nobody here is refused at once, and nothing is made of it', async ({ tillside }) => {
  const subject = `To nobody ${Date.now()}`;
  const refused = await post(tillside.smtpPort, {
    from: 'a@customers.example',
    to: 'nobody@elsewhere.example',
    subject,
    messageId: `nobody-${Date.now()}@customers.example`,
    text: 'Hello?'
  }).then(
    () => null,
    (error: Error & { stdout?: string }) => error.stdout ?? ''
  );
  expect(refused).toMatch(/<\*\* +5\d\d/);
  const found = await tillside.api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`);
  expect(found.data).toHaveLength(0);
});

test('the same mail twice is one message', async ({ tillside }) => {
  const { email } = await tillside.mailbox();
  const subject = `Twice ${Date.now()}`;
  const letter = { from: 'twice@customers.example', to: email.address, subject, messageId: `twice-${Date.now()}@customers.example`, date: new Date(), text: 'Once is enough.' };
  await post(tillside.smtpPort, letter);
  await post(tillside.smtpPort, letter);
  const found = await until('the conversation', async () => {
    const page = await tillside.api.get<Page<Conversation>>(`/conversations?q=${encodeURIComponent(subject)}`);
    return page.data.length > 0 && page.data;
  });
  expect(found).toHaveLength(1);
  const messages = await tillside.api.get<Page<Message>>(`/conversations/${found[0]?.id}/messages`);
  expect(messages.data).toHaveLength(1);
});
