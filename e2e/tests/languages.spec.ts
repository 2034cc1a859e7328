import { expect, test } from '../harness/test.ts';
import { languages, text, type Language } from '../harness/texts.ts';

const digits: Record<Language, RegExp> = { en: /[0-9]/, tr: /[0-9]/, ko: /[0-9]/, fa: /[۰-۹]/ };

test('the console turns into each language: words, direction, dates and digits', async ({ desk }) => {
  const { page } = desk;
  let now: Language = 'en';
  for (const next of ['tr', 'ko', 'fa', 'en'] as const) {
    await desk.speak(now, next);
    now = next;
    await expect(page.locator('html')).toHaveAttribute('dir', next === 'fa' ? 'rtl' : 'ltr');
    for (const key of ['nav-inbox', 'nav-customers', 'nav-orders', 'nav-products', 'nav-reports', 'nav-settings']) {
      await expect(page.getByRole('navigation', { name: text(next, 'nav-label') }).getByText(text(next, key), { exact: true })).toBeVisible();
    }
    const views = page.getByRole('navigation', { name: text(next, 'views') });
    await expect(views.getByText(text(next, 'view-all'), { exact: true })).toBeVisible();
    await expect(views).toContainText(digits[next]);
    if (next === 'fa') {
      // The rail stands at the start of the line: on the right.
      const rail = await page.getByRole('navigation', { name: text('fa', 'nav-label') }).boundingBox();
      expect(rail?.x ?? 0).toBeGreaterThan(1000);
      await expect(views).not.toContainText(/[0-9]/);
    }
  }
});

test('the language stays after signing in again', async ({ desk, page, tillside }) => {
  await desk.speak('en', 'tr');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'tr');
  await tillside.api.get('/workspace');
  await desk.speak('tr', 'en');
});

test('light and dark follow the choice, and the system until one is made', async ({ desk }) => {
  const { page } = desk;
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(ground).not.toBe(light);
  await desk.openMenu();
  await page.getByRole('menuitem', { name: text('en', 'theme-light') }).or(page.getByRole('menuitemradio', { name: text('en', 'theme-light') })).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect.poll(ground).toBe(light);
});

for (const language of languages) {
  test(`the shop's page and its chat speak ${language}`, async ({ page, tillside }) => {
    await page.goto(`${tillside.url}/demo/store?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'fa' ? 'rtl' : 'ltr');
    await page.getByRole('button', { name: text(language, 'widget-launcher-open'), exact: true }).click();
    await expect(page.getByRole('textbox', { name: text(language, 'widget-message') })).toBeVisible();
  });
}
