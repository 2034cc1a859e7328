import { join } from 'node:path';
import type { Page as BrowserPage } from '@playwright/test';
import type { Conversation, Order, Page } from '../harness/api.ts';
import { root } from '../harness/process.ts';
import { test } from '../harness/test.ts';

const images = join(root, 'docs/images');
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };

test('the inbox in English and Persian, light and dark, wide and narrow', async ({ desk, tillside }) => {
  const { page } = desk;
  const asked = await askedAboutAnOrder(tillside.api);
  for (const language of ['en', 'fa'] as const) {
    if (language === 'fa') await desk.speak('en', 'fa');
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport);
        await page.goto(`${tillside.url}/inbox/all/${asked}`);
        await shot(page, `inbox.${language}.${theme}.${size}`);
      }
      await page.setViewportSize(sizes.wide);
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  for (const [language, place] of [['fa', 'reports'], ['fa', 'orders']] as const) {
    await page.goto(`${tillside.url}/${place}`);
    await shot(page, `${place}.${language}.light.wide`);
  }
  await desk.speak('fa', 'en');
  for (const place of ['reports', 'orders', 'customers']) {
    await page.goto(`${tillside.url}/${place}`);
    await shot(page, `${place}.en.light.wide`);
  }
});

test('the chat on the shop\'s page', async ({ page, tillside }) => {
  await page.setViewportSize({ width: 1200, height: 800 });
  for (const language of ['en', 'fa']) {
    await page.goto(`${tillside.url}/demo/store?lang=${language}`);
    await page.getByRole('button', { expanded: false }).last().click();
    await page.getByRole('dialog').waitFor();
    await shot(page, `chat.${language}.light.wide`);
  }
});

async function shot(page: BrowserPage, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  // Live connections keep the network busy; what is on the screen has come by then.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(images, `${name}.png`) });
}

/** The newest open question about an order with a parcel. */
async function askedAboutAnOrder(api: { get: <T>(path: string) => Promise<T> }): Promise<string> {
  const found = await api.get<Page<Conversation>>(`/conversations?channel=email&q=${encodeURIComponent('Where is my order')}&limit=50`);
  for (const conversation of found.data) {
    const orders = await api.get<Page<Order>>(`/orders?customer=${conversation.customer.id}`);
    const order = orders.data[0] && (await api.get<Order>(`/orders/${orders.data[0].id}`));
    if (order?.shipments.some((one) => one.number !== null)) return conversation.id;
  }
  throw new Error('nobody asked where an order is');
}
