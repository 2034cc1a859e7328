/** Mails of people who mean ill, shown as agents see them: nothing runs, nothing is fetched, nothing leaves its frame. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page as BrowserPage, PlaywrightWorkerArgs } from '@playwright/test';
import type { Message, Page } from '../harness/api.ts';
import { Canary } from '../harness/canary.ts';
import { Console } from '../harness/console.ts';
import { root } from '../harness/process.ts';
import { expect, listen, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';
import type { Tillside } from '../harness/tillside.ts';
import { chromium } from '../playwright.config.ts';

// A recorder of traces runs scripts in every frame and asks for its pictures again: the browser would refuse those, too, and
// say so. Without one every refusal that the browser speaks of is a mail's doing, so that here none is allowed for.
test.use({ trace: 'off' });

/** How many mails stand in one conversation. */
const TOGETHER = 45;
/** A picture of one point. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

interface Mail {
  name: string;
  html: string;
}
/** The mails of the Rust tests: a line with the name, then the HTML; `\u{…}` stands for a character. */
async function hostile(): Promise<Mail[]> {
  const text = await readFile(join(root, 'crates/mail/tests/fixtures/hostile/mails.txt'), 'utf8');
  return text.split('### ').slice(1).map((mail) => {
    const [name = '', ...lines] = mail.split('\n');
    const html = lines.join('\n').trimEnd().replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
    // A script that runs where no dialog may be shown leaves its mark as well.
    return { name, html: html.replaceAll('alert(1)', "alert(top.ran=self.ran=document.title='ran')") };
  });
}

/** Every mail is taken in, some of them together in each conversation. */
async function takeIn(tillside: Tillside, mails: Mail[]): Promise<string[]> {
  const { email } = await tillside.mailbox();
  const stamp = Date.now();
  const conversations: string[] = [];
  for (const [index, { html }] of mails.entries()) {
    const first = index - (index % TOGETHER);
    const answers = index === first ? [] : [`In-Reply-To: <hostile-${stamp}-${first}@customers.example>`];
    const head = ['From: Mallory <mallory@customers.example>', `To: ${email.address}`, `Subject: Hello ${first}`, `Message-ID: <hostile-${stamp}-${index}@customers.example>`];
    const body = ['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: base64', '', Buffer.from(html).toString('base64')];
    const taken = await tillside.api.mail(email.address, [...head, ...answers, ...body].join('\r\n'));
    if (index === first) conversations.push(taken.conversation_id);
    expect(taken.conversation_id).toBe(conversations.at(-1));
  }
  return conversations;
}

/** A browser for which every name leads to the canary. */
async function browserAround(playwright: PlaywrightWorkerArgs['playwright'], canary: Canary): Promise<Browser> {
  const { executablePath, args } = chromium.launchOptions;
  return playwright.chromium.launch({ executablePath, args: [...args, canary.resolving] });
}

/** Writes down whatever a page should never do. */
function watch(page: BrowserPage, ours: string, done: string[]): void {
  page.on('dialog', (dialog) => {
    done.push(`a script ran: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => done.push(`a window was opened: ${popup.url()}`));
  page.on('download', (download) => done.push(`a download began: ${download.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(ours) && !/^(?:data|blob|about):/.test(request.url())) done.push(`${request.url()} was asked for`);
  });
  page.on('framenavigated', (frame) => {
    const mail = /^(?:about:blank|about:srcdoc|.*\/api\/v1\/messages\/[^/]+\/html\?.*)$/.test(frame.url());
    if (frame.parentFrame() !== null && !mail) done.push(`a frame went to ${frame.url()}`);
  });
}

interface Seen {
  /** Mails that were drawn in a frame of their own, and those that were drawn as text. */
  framed: number;
  text: number;
  wrong: string[];
}
/** Goes through a thread as somebody would who reads all of it and lets all pictures be shown. Runs in the page. */
async function readAll(log: Element, show: string): Promise<Seen> {
  const seen: Seen = { framed: 0, text: 0, wrong: [] };
  const drawn = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const around = log.getBoundingClientRect();
  for (const article of log.querySelectorAll('article')) {
    article.scrollIntoView();
    const held = [...article.querySelectorAll('button')].find((button) => button.textContent?.trim() === show);
    held?.click();
    await drawn();
    const frame = article.querySelector('iframe');
    if (frame === null) {
      seen.text += 1;
      continue;
    }
    seen.framed += 1;
    const late = performance.now() + 15_000;
    while ((frame.contentDocument?.readyState !== 'complete' || frame.contentDocument.URL === 'about:blank') && performance.now() < late) await drawn();
    await drawn();
    const box = frame.getBoundingClientRect();
    const inner = frame.contentDocument;
    const say = (what: string): void => void seen.wrong.push(`${article.id}: ${what}`);
    if (inner === null || inner.URL === 'about:blank') say('its frame has nothing in it');
    else if (inner.scripts.length > 0) say('there is a script in its frame');
    if (box.height > 30_000) say(`its frame is ${box.height} px high`);
    if (box.left < around.left - 1 || box.right > around.right + 1) say('its frame stands out of the thread');
    if (frame.contentWindow !== null && 'ran' in frame.contentWindow) say('a script ran in its frame');
  }
  return seen;
}

/** Where everything stands that is no mail's. */
async function standing(page: BrowserPage): Promise<unknown> {
  return page.evaluate(() => {
    const box = (node: Element | null): number[] => {
      const { x, y, width, height } = node?.getBoundingClientRect() ?? new DOMRect();
      return [x, y, width, height].map(Math.round);
    };
    const places = ['nav', 'main', 'main > aside:first-child', 'main > section', '[role="list"]', '[role="log"]', 'main > :last-child'];
    const width = document.documentElement.scrollWidth;
    // What stands at the edges is the console's, whatever a mail would lay over it.
    const edges = [[4, 4], [4, innerHeight - 4], [innerWidth - 4, 4], [innerWidth - 4, innerHeight - 4], [400, 30]];
    return {
      boxes: Object.fromEntries(places.map((place) => [place, box(document.querySelector(place)).slice(0, place === '[role="list"]' ? 3 : 4)])),
      overflow: width > innerWidth,
      scrolled: [scrollX, scrollY],
      covered: edges.filter(([x = 0, y = 0]) => document.elementFromPoint(x, y)?.tagName === 'IFRAME')
    };
  });
}

test('hundreds of hostile mails do nothing, neither in the console nor alone', async ({ tillside, complaints, playwright }) => {
  test.setTimeout(600_000);
  const mails = await hostile();
  expect(mails.length).toBeGreaterThan(400);
  const conversations = await takeIn(tillside, mails);
  const canary = await Canary.start();
  const browser = await browserAround(playwright, canary);
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const done: string[] = [];
  listen(page, tillside.url, complaints, false);
  watch(page, tillside.url, done);
  // Pictures of others come through the program alone, which here finds something at every address.
  let pictures = 0;
  await page.route('**/api/v1/images/**', (route) => {
    pictures += 1;
    return route.fulfill({ contentType: 'image/png', body: PIXEL });
  });

  const desk = new Console(page, tillside);
  await desk.signIn();
  const rail = page.getByRole('navigation').first();
  let [before, painted]: [unknown, Buffer | undefined] = [undefined, undefined];
  const all: Seen = { framed: 0, text: 0, wrong: [] };
  for (const id of conversations) {
    await desk.openConversation(id);
    await expect(desk.composer).toBeVisible();
    // With the number of what is unread, which comes after it.
    await expect(page).toHaveTitle(/^\(/);
    const [title, address, history] = [await page.title(), page.url(), await page.evaluate(() => window.history.length)];
    const seen = await desk.thread.evaluate(readAll, en('images-show'));
    all.framed += seen.framed;
    all.text += seen.text;
    all.wrong.push(...seen.wrong);
    expect([await page.title(), page.url(), await page.evaluate(() => window.history.length)]).toEqual([title, address, history]);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    // The same for every conversation, to the pixel: no mail pushes, covers or paints what is beside it.
    const stands = await standing(page);
    await page.mouse.move(700, 5);
    const paint = await rail.screenshot({ animations: 'disabled' });
    [before, painted] = [before ?? stands, painted ?? paint];
    expect(stands).toEqual(before);
    expect(paint.equals(painted), 'the bar at the side looks as it did').toBe(true);
  }
  expect(all.wrong).toEqual([]);
  expect(all.framed + all.text).toBe(mails.length);
  expect(all.framed).toBeGreaterThan(80);
  expect(pictures, 'the pictures were asked for through the program').toBeGreaterThan(5);

  // The cleaned mails by themselves: without a frame, without a policy, with scripts allowed.
  const bare = await context.newPage();
  watch(bare, tillside.url, done);
  for (const id of conversations) {
    const messages = await tillside.api.get<Page<Message>>(`/conversations/${id}/messages?limit=200`);
    for (const message of messages.data) {
      await bare.setContent(message.html ?? '', { waitUntil: 'load' });
      if (await bare.evaluate(() => 'ran' in window)) done.push(`a script ran: ${message.id}`);
    }
  }
  expect(done).toEqual([]);
  expect(canary.heard).toEqual([]);
  expect(canary.connections, 'nobody was connected to, not even without a word').toBe(0);

  // What would have been seen: of the same kinds of mail, not cleaned, in the same page.
  const tricks = ['<img src=x onerror="alert(top.ran=self.ran=document.title=\'ran\')">', '<link rel="preconnect" href="https://evil.example">', '<img src="http://evil.example/pixel.png">', '<iframe src="http://evil.example/"></iframe>'];
  for (const trick of tricks) await bare.setContent(trick, { waitUntil: 'load' });
  await expect.poll(() => canary.heard.some((line) => line.includes('/pixel.png'))).toBe(true);
  await expect.poll(() => canary.connections).toBeGreaterThan(2);
  for (const sign of ['a script ran', 'pixel.png was asked for']) expect(done.some((line) => line.includes(sign)), sign).toBe(true);
  await browser.close();
  await canary.stop();
});
