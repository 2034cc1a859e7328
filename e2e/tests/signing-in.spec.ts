import { Console } from '../harness/console.ts';
import { expect, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

test('the sign-in that the program printed opens the inbox', async ({ desk }) => {
  await expect(desk.page.getByRole('navigation', { name: en('nav-label') })).toBeVisible();
  await expect(desk.page.getByRole('link', { name: en('nav-inbox') }).last()).toBeVisible();
});

test('a wrong password is refused in plain words and signing out closes the door', async ({ page, tillside }) => {
  await page.goto(`${tillside.url}/inbox`);
  await expect(page).toHaveURL(/\/sign-in/);
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/v1/session') && response.request().method() === 'POST');
  await page.getByLabel(en('person-email')).fill(tillside.owner.email);
  await page.getByLabel(en('password'), { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: en('sign-in'), exact: true }).click();
  expect((await answered).status()).toBe(401);
  await expect(page.getByRole('alert')).toContainText(en('problem-invalid-credentials'));

  const desk = new Console(page, tillside);
  await desk.signIn();
  // Nothing is asked for any more when the door closes.
  await expect(page.getByRole('link').filter({ has: page.locator('time') }).first()).toBeVisible();
  await expect(page.getByRole('navigation', { name: en('views') }).getByText(en('view-all'), { exact: true })).toBeVisible();
  await desk.openMenu();
  await page.getByRole('menuitem', { name: en('sign-out') }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${tillside.url}/inbox`);
  await expect(page).toHaveURL(/\/sign-in/);
});
