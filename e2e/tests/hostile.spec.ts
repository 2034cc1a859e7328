/** Mails of people who mean ill, shown as agents see them: nothing runs, nothing is fetched, nothing leaves its frame. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page as BrowserPage } from '@playwright/test';
import type { Message, Page } from '../harness/api.ts';
import { root } from '../harness/process.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

/** The mails of the Rust tests: a line with the name, then the HTML; `\u{…}` stands for a character. */
async function hostile(): Promise<{ name: string; html: string }[]> {
  const text = await readFile(join(root, 'crates/mail/tests/fixtures/hostile/mails.txt'), 'utf8');
  return text.split('### ').slice(1).map((mail) => {
    const [name = '', ...lines] = mail.split('\n');
    const html = lines.join('\n').trimEnd();
    return { name, html: html.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))) };
  });
}

/** How many mails stand in one conversation. */
const together = 45;
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Writes down whatever a page should never do. */
function watch(page: BrowserPage, done: string[]): void {
  page.on('dialog', (dialog) => {
    done.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => done.push(`a window was opened: ${popup.url()}`));
  page.on('download', (download) => done.push(`a download began: ${download.url()}`));
}

test('hundreds of hostile mails do nothing, neither in the console nor alone', async ({ desk, tillside, context, complaints }) => {
  test.setTimeout(600_000);
  const { page } = desk;
  const { email } = await tillside.mailbox();
  const mails = await hostile();
  expect(mails.length).toBeGreaterThan(400);

  const stamp = Date.now();
  const conversations: string[] = [];
  for (const [index, { html }] of mails.entries()) {
    const first = index - (index % together);
    const answers = index === first ? [] : [`In-Reply-To: <hostile-${stamp}-${first}@customers.example>`];
    const head = ['From: Mallory <mallory@customers.example>', `To: ${email.address}`, `Subject: Hello ${first}`, `Message-ID: <hostile-${stamp}-${index}@customers.example>`];
    const body = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '', Buffer.from(html).toString('base64')];
    const taken = await tillside.api.mail(email.address, [...head, ...answers, ...body].join('\r\n'));
    if (index === first) conversations.push(taken.conversation_id);
    expect(taken.conversation_id).toBe(conversations.at(-1));
  }

  const done: string[] = [];
  context.on('request', (request) => {
    const ours = request.url().startsWith(tillside.url) || /^(data|blob|about):/.test(request.url());
    if (!ours) done.push(`${request.url()} was asked for by ${request.frame().url()}`);
  });
  watch(page, done);
  // Pictures of others come through the program alone, which here finds something at every address.
  let pictures = 0;
  await page.route('**/api/v1/images/**', (route) => {
    pictures += 1;
    return route.fulfill({ contentType: 'image/png', body: pixel });
  });

  const navigation = page.getByRole('navigation').first();
  await page.goto(`${tillside.url}/inbox/all`);
  const around = await navigation.boundingBox();
  const size = page.viewportSize();
  for (const id of conversations) {
    await desk.openConversation(id);
    const articles = desk.thread.getByRole('article');
    await expect(articles.first()).toBeVisible();
    const count = await articles.count();
    for (let index = 0; index < count; index += 1) {
      const article = articles.nth(index);
      await article.scrollIntoViewIfNeeded();
      const show = article.getByRole('button', { name: en('images-show'), exact: true });
      if ((await show.count()) > 0) await show.click();
      const frame = article.locator('iframe');
      if ((await frame.count()) === 0) continue;
      // Each is drawn, in its place, and no higher than a mail can be.
      await expect.poll(() => frame.evaluate((node: HTMLIFrameElement) => node.contentDocument?.readyState)).toBe('complete');
      const box = await frame.boundingBox();
      expect(box?.height ?? 0).toBeLessThan(30_000);
      expect(await frame.evaluate((node: HTMLIFrameElement) => node.contentDocument?.scripts.length)).toBe(0);
    }
    expect(await navigation.boundingBox()).toEqual(around);
    const composer = await desk.composer.boundingBox();
    expect((composer?.y ?? 0) + (composer?.height ?? 0)).toBeLessThanOrEqual(size?.height ?? 0);
    expect(page.url()).toContain(id);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    // What stands at the corners is the console's, not a mail's.
    expect(await page.evaluate(() => document.elementFromPoint(4, 4)?.tagName)).not.toBe('IFRAME');
  }
  expect(pictures, 'the pictures were asked for through the program').toBeGreaterThan(5);

  // The cleaned mails by themselves: without a frame, without a policy, with scripts allowed.
  const bare = await context.newPage();
  watch(bare, done);
  for (const id of conversations) {
    const messages = await tillside.api.get<Page<Message>>(`/conversations/${id}/messages?limit=200`);
    for (const message of messages.data) await bare.setContent(message.html ?? '', { waitUntil: 'load' });
  }
  await bare.close();
  expect(done).toEqual([]);
  // The browser writes down that a frame may run nothing: that is what is wanted.
  const others = complaints.filter((line) => !line.includes('Blocked script execution'));
  complaints.splice(0, complaints.length, ...others);
});
