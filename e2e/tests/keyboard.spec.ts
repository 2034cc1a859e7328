import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

// With all that moves: keys are typed while a closed list is still on its way out.
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('an agent works through the inbox without a mouse', async ({ desk }) => {
  const { page } = desk;
  await page.goto(`${desk.tillside.url}/inbox/all`);
  await expect(page.getByRole('link').filter({ has: page.locator('time') }).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(desk.thread).toBeVisible();
  await expect(page).toHaveURL(/\/inbox\/all\/cnv_/);
  const first = page.url();
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(first);
  await page.keyboard.press('k');
  await expect(page).toHaveURL(first);

  await expect(desk.composer).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.locator('[contenteditable="true"]')).toBeFocused();
  const note = `Asked the workshop ${Date.now()}`;
  // Letters are text while one types.
  await page.keyboard.type(note);
  await page.keyboard.press('Control+Enter');
  await expect(desk.message(note)).toBeVisible();
  await expect(desk.message(note).getByText(en('note-internal'))).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('s');
  await expect(page.getByRole('option', { name: en('status-pending') }).or(page.getByRole('menuitem', { name: en('status-pending') })).or(page.getByRole('menuitemradio', { name: en('status-pending') })).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: en('keyboard-shortcuts') })).toContainText(en('shortcut-next'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder(en('palette-placeholder'))).toBeFocused();
  await page.keyboard.press('Escape');
});

test('the keys of a Persian layout mean the same places', async ({ desk }) => {
  const { page } = desk;
  await page.goto(`${desk.tillside.url}/inbox/all`);
  await expect(page.getByRole('link').filter({ has: page.locator('time') }).first()).toBeVisible();
  await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ت', code: 'KeyJ', bubbles: true })));
  await expect(desk.thread).toBeVisible();
});
