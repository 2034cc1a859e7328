import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('an agent answers on a phone, and nothing is wider than it', async ({ desk, tillside }) => {
  const { page } = desk;
  const wide = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  for (const screen of ['/inbox/all', '/customers', '/orders', '/reviews', '/coupons', '/reports', '/settings', '/settings/team', '/settings/channels', '/settings/stores', '/settings/parcels']) {
    await page.goto(`${tillside.url}${screen}`);
    await expect(page.getByRole('navigation').first()).toBeVisible();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(await wide(), `${screen} is wider than the phone`).toBeLessThanOrEqual(0);
  }
  await page.goto(`${tillside.url}/inbox/all`);
  await page.getByRole('link').filter({ has: page.locator('time') }).first().click();
  await expect(desk.thread).toBeVisible();
  expect(await wide()).toBeLessThanOrEqual(0);
  const note = `From the tram ${Date.now()}`;
  await page.getByRole('tab', { name: en('note'), exact: true }).click();
  await expect(page.locator('[contenteditable="true"]')).toBeFocused();
  await page.keyboard.type(note);
  await page.getByRole('button', { name: en('note-add'), exact: true }).click();
  await expect(desk.message(note)).toBeVisible();
});
