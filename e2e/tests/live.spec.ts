/** What an agent sees of what others do, and what it costs to see it. */
import type { Conversation, Page } from '../harness/api.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('what changes is asked for by itself: the row moves, and no list is asked for again', async ({ desk, tillside }) => {
  const { page } = desk;
  const { data: rows } = await tillside.api.get<Page<Conversation>>('/conversations?view=solved&limit=50');
  const { email } = await tillside.mailbox();
  const taken = await tillside.api.mail(email.address, ['From: Nina <nina@customers.example>', `To: ${email.address}`, 'Subject: A quiet lamp', `Message-ID: <lamp-${Date.now()}@customers.example>`, '', 'It is quiet.'].join('\r\n'));
  await page.goto(`${tillside.url}/inbox/all`);
  const list = page.getByRole('list', { name: en('conversations') });
  const row = list.getByRole('link', { name: /A quiet lamp/ });
  await expect(row).toBeVisible();

  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().replace(`${tillside.url}/api/v1`, '')));
  const lists = (): string[] => asked.filter((path) => /^\/conversations\?/.test(path));
  // Somebody else does something with it, at the other end of the API.
  await tillside.api.patch(`/conversations/${taken.conversation_id}`, { subject: 'A humming lamp' });
  await expect(list.getByRole('link', { name: /A humming lamp/ })).toBeVisible();
  expect(asked).toContain(`/conversations/${taken.conversation_id}`);
  await tillside.api.patch(`/conversations/${taken.conversation_id}`, { status: 'solved' });
  await expect(list.getByRole('link', { name: /A humming lamp/ })).toHaveCount(0);
  // What was done and is to be done again comes in, although nobody had it on the screen.
  const back = rows.find((one) => one.status === 'solved');
  await tillside.api.patch(`/conversations/${back?.id}`, { status: 'open', subject: 'Again a lamp' });
  await list.evaluate((node) => node.parentElement?.scrollTo(0, node.clientHeight));
  await expect(async () => {
    const found = await list.evaluate(async (node) => {
      for (let top = 0; top < node.clientHeight; top += 400) {
        node.parentElement?.scrollTo(0, top);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        if (node.textContent?.includes('Again a lamp')) return true;
      }
      return false;
    });
    expect(found).toBe(true);
  }).toPass();
  expect(lists().filter((path) => !path.includes('after='))).toEqual([]);
});

test('the text of a conversation waits for nothing but itself', async ({ desk, tillside }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/inbox/all`);
  // The customer, what was done, the draft: none of them answers.
  await page.route(/\/api\/v1\/(customers\/|orders|conversations\/[^/]+\/(history|draft|scheduled-replies))/, () => undefined);
  const link = page.getByRole('list', { name: en('conversations') }).getByRole('link').nth(3);
  await link.click();
  await expect(desk.thread.getByRole('article').first()).toBeVisible();
  await expect(desk.composer).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('who is quicker than the composer writes there all the same', async ({ desk, tillside }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/inbox/all`);
  await page.getByRole('list', { name: en('conversations') }).getByRole('link').first().waitFor();
  // The browser draws nothing for a while, so that the composer is not there yet.
  await page.evaluate(() => {
    const waiting: FrameRequestCallback[] = [];
    const draw = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (frame) => waiting.push(frame);
    addEventListener('drawn-again', () => {
      window.requestAnimationFrame = draw;
      for (const frame of waiting) draw(frame);
    });
  });
  await page.keyboard.press('j');
  await expect(desk.thread.getByRole('article').first()).toBeVisible();
  await expect(desk.composer).toHaveCount(0);
  await page.keyboard.press('n');
  await page.evaluate(() => dispatchEvent(new Event('drawn-again')));
  await expect(page.getByRole('textbox', { name: /^Write a note/ })).toBeFocused();
});
