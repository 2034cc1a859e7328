import type { Page as BrowserPage } from '@playwright/test';
import type { Conversation, Page } from '../harness/api.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

/** Rows of the long list. */
const ROWS = 100_000;
/** Conversations that are opened. */
const OPENED = 40;

test('script that the inbox loads before it shows', async ({ desk, tillside, browser }) => {
  // Somebody who has never been here: nothing is in the browser's cache.
  const context = await browser.newContext({ storageState: await desk.page.context().storageState() });
  const page = await context.newPage();
  const requests: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') requests.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  await page.goto(`${tillside.url}/inbox/all`, { waitUntil: 'commit' });
  await page.getByRole('list', { name: en('conversations') }).getByRole('link').first().waitFor();
  const sizes = await Promise.all(requests);
  print('script until the inbox shows', `${(sizes.reduce((a, b) => a + b, 0) / 1024).toFixed(1)} KB in ${sizes.length} files (goal 150 KB)`);
  await context.close();
});

test('a list of 100,000 conversations, scrolled', async ({ desk, tillside }) => {
  const { page } = desk;
  await serveMany(page);
  await page.goto(`${tillside.url}/inbox/all`);
  const list = page.getByRole('list', { name: en('conversations') });
  await list.getByRole('link').first().waitFor();
  // Not on the list: rows that pass below the pointer are not those of the store.
  await page.mouse.move(5, 5);
  const began = Date.now();
  while ((await list.evaluate((node) => node.clientHeight)) < ROWS * 82) {
    await list.evaluate((node) => node.parentElement?.scrollTo(0, node.clientHeight));
    await page.waitForTimeout(5);
  }
  print('100,000 rows loaded by scrolling to the end', `${((Date.now() - began) / 1000).toFixed(1)} s`);
  for (const [name, step] of [['slowly, 40 px a frame', 40], ['fast, 600 px a frame', 600]] as const) {
    const frames = await list.evaluate(scrollThrough, step);
    print(`frames while scrolling ${name}`, `${spread(frames)} (goal p95 25 ms)`);
  }
});

test('from the click on a conversation to its text', async ({ desk, tillside }) => {
  const { page } = desk;
  const { data: rows } = await tillside.api.get<Page<Conversation>>(`/conversations?status=solved,closed&limit=${OPENED}`);
  await page.goto(`${tillside.url}/inbox/solved`);
  const list = page.getByRole('list', { name: en('conversations') });
  await list.getByRole('link').first().waitFor();
  await page.waitForTimeout(1500);
  const byMouse: number[] = [];
  const byKey: number[] = [];
  for (const row of rows) {
    const link = page.locator(`a[href$="${row.id}"]`).first();
    if (!(await link.isVisible())) continue;
    await link.scrollIntoViewIfNeeded();
    await link.hover();
    // As long as a hand takes from reaching a row to pressing it.
    await page.waitForTimeout(80);
    const waiting = await timed(page, row.id);
    await page.mouse.down();
    await page.mouse.up();
    byMouse.push(await waiting());
    await page.waitForTimeout(600);
  }
  print('click to text', `${spread(byMouse)} (goal p95 50 ms)`);
  await page.mouse.move(5, 5);
  await page.reload();
  await list.getByRole('link').first().waitFor();
  await page.waitForTimeout(1500);
  for (let at = 0; at < Math.min(OPENED, rows.length) - 1; at += 1) {
    const waiting = await timed(page, null);
    await page.keyboard.press('j');
    byKey.push(await waiting());
    await page.waitForTimeout(500);
  }
  print('J to text', `${spread(byKey)}`);
});

/** Answers the list with rows of the sample store, again and again, each with an id of its own. */
async function serveMany(page: BrowserPage): Promise<void> {
  let rows: Record<string, unknown>[] = [];
  await page.route(/\/api\/v1\/conversations\?/, async (route) => {
    const asked = new URL(route.request().url());
    if (rows.length === 0) rows = ((await (await route.fetch()).json()) as Page<Record<string, unknown>>).data;
    const from = Number(asked.searchParams.get('after') ?? 0);
    const limit = Number(asked.searchParams.get('limit') ?? 50);
    const data = Array.from({ length: Math.min(limit, ROWS - from) }, (_, at) => ({ ...rows[(from + at) % rows.length], id: `cnv_${String(from + at).padStart(13, '0')}`, number: from + at }));
    await route.fulfill({ json: { data, next: from + limit < ROWS ? String(from + limit) : null } });
  });
}

/** Scrolls a while from the middle on, and tells how long each frame took, in milliseconds. Runs in the page. */
function scrollThrough(node: Element, step: number): Promise<number[]> {
  const scroller = node.parentElement;
  if (scroller === null) return Promise.resolve([]);
  scroller.scrollTop = node.clientHeight / 2;
  return new Promise((done) => {
    const frames: number[] = [];
    let last = 0;
    const next = (now: number): void => {
      if (last > 0) frames.push(now - last);
      last = now;
      scroller.scrollTop += step;
      if (frames.length < 400) requestAnimationFrame(next);
      else done(frames);
    };
    setTimeout(() => requestAnimationFrame(next), 500);
  });
}

/** Listens for the press before it is made, and gives what asks for the time that then passed. */
async function timed(page: BrowserPage, id: string | null): Promise<() => Promise<number>> {
  const passed = await page.evaluateHandle(textOf, id);
  return () => passed.evaluate((one) => one.time);
}

/** Milliseconds from the next press of a button or a key until a conversation's messages have been drawn. Runs in the page. */
function textOf(id: string | null): { time: Promise<number> } {
  const time = new Promise<number>((done) => {
    const before = document.querySelector('[role="log"] article')?.id;
    const begin = (pressed: Event): void => {
      removeEventListener('click', begin, true);
      removeEventListener('keydown', begin, true);
      const look = (): void => {
        const first = document.querySelector('[role="log"] article');
        const there = first !== null && first.id !== before && (id === null || location.pathname.endsWith(id));
        if (there) requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed.timeStamp)));
        else requestAnimationFrame(look);
      };
      look();
    };
    addEventListener('click', begin, true);
    addEventListener('keydown', begin, true);
  });
  return { time };
}

function spread(values: number[]): string {
  expect(values.length).toBeGreaterThan(0);
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms of ${values.length}`;
}

const print = (what: string, words: string): void => console.log(`  ${what.padEnd(48)} ${words}`);
