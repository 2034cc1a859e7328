import type { Email } from 'postal-mime';
import type { Page as BrowserPage } from '@playwright/test';
import { FirstRun } from '../harness/tillside.ts';
import { expect, listen, test } from '../harness/test.ts';
import { en } from '../harness/texts.ts';

const password = 'seven-small-teapots-in-a-row';

/** The page that a link in a mail leads to, on this machine. */
function linkIn(mail: Email, path: string, url: string): string {
  const found = new RegExp(`/${path}/([\\w-]+)`).exec(mail.text ?? '');
  if (found === null) throw new Error(`no link to ${path} in: ${mail.text}`);
  return `${url}/${path}/${found[1]}`;
}

/** A browser in which nobody has signed in yet. */
async function stranger(page: BrowserPage, ours: string, complaints: string[]): Promise<BrowserPage> {
  const context = await page.context().browser()?.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
  if (context === undefined) throw new Error('there is no browser');
  const other = await context.newPage();
  listen(other, ours, complaints);
  return other;
}

test('on an empty folder the first visitor becomes the owner, and is shown what comes next', async ({ browser }) => {
  const first = await FirstRun.start();
  const page = await browser.newPage({ locale: 'en-GB' });
  const complaints: string[] = [];
  listen(page, first.url, complaints);
  try {
    await page.goto(first.url);
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByLabel(en('setup-workspace-name')).fill('Nar Ceramics');
    await page.getByLabel(en('person-name')).fill('Elif Demirci');
    await page.getByLabel(en('person-email')).fill('elif@nar.example');
    await page.getByLabel(en('password'), { exact: true }).fill(password);
    await page.getByRole('button', { name: en('setup-go') }).click();

    await expect(page).toHaveURL(/\/settings\/setup$/);
    await expect(page.getByRole('heading', { name: en('settings-setup'), level: 1 })).toBeVisible();
    await expect(page.getByText(en('checklist-store'))).toBeVisible();

    // The door is closed behind them: the next one signs in.
    const next = await stranger(page, first.url, complaints);
    await next.goto(first.url);
    await expect(next).toHaveURL(/\/sign-in/);
    await next.goto(`${first.url}/setup`);
    await expect(next.getByText(en('setup-done-title'))).toBeVisible();
    await next.context().close();
    expect(complaints).toEqual([]);
  } finally {
    await page.close();
    await first.stop();
  }
});

test('a colleague comes in by the link in their invitation, and later by one for a new password', async ({ desk, tillside, postfix, complaints }) => {
  const { page } = desk;
  const email = `derya-${Date.now()}@nar.example.com`;
  await page.goto(`${tillside.url}/settings/team`);
  await page.getByRole('button', { name: en('people-invite'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en('people-invite-name')).fill('Derya Kaya');
  await dialog.getByLabel(en('person-email')).fill(email);
  await dialog.getByRole('button', { name: en('people-invite-send') }).click();
  await expect(dialog.getByText(en('people-invited-title', { name: 'Derya Kaya' }))).toBeVisible();

  const to = (mail: Email): boolean => mail.to?.some((one) => one.address === email) === true;
  const invitation = await postfix.received('the invitation', (mail) => to(mail) && mail.text?.includes('/invitation/') === true);
  const derya = await stranger(page, tillside.url, complaints);
  const link = linkIn(invitation.email, 'invitation', tillside.url);
  await derya.goto(link);
  await expect(derya.getByLabel(en('person-name'))).toHaveValue('Derya Kaya');
  await derya.getByLabel(en('password'), { exact: true }).fill(password);
  await derya.getByRole('button', { name: en('invited-go') }).click();
  await expect(derya).toHaveURL(/\/inbox/);

  // The link has done its work.
  const late = await stranger(page, tillside.url, []);
  await late.goto(link);
  await expect(late.getByText(en('invited-gone-title'))).toBeVisible();

  await late.goto(`${tillside.url}/sign-in`);
  await late.getByRole('link', { name: en('sign-in-forgot') }).click();
  await expect(late.getByRole('heading', { name: en('forgot-title') })).toBeVisible();
  await late.getByLabel(en('person-email')).fill(email);
  await late.getByRole('button', { name: en('forgot-go') }).click();
  await expect(late.getByText(en('forgot-sent-title'))).toBeVisible();
  const reset = await postfix.received('the mail for a new password', (mail) => to(mail) && mail.text?.includes('/password-reset/') === true);
  await late.goto(linkIn(reset.email, 'password-reset', tillside.url));
  // Where the old password is signed in nothing asks meanwhile.
  await derya.goto('about:blank');
  await late.getByLabel(en('password'), { exact: true }).fill(`${password}-again`);
  await late.getByRole('button', { name: en('reset-go') }).click();
  await expect(late).toHaveURL(/\/inbox/);

  // With the new password the browser that had the old one is signed out.
  await derya.goto(`${tillside.url}/inbox/all`);
  await expect(derya).toHaveURL(/\/sign-in/);
  await Promise.all([derya, late].map((one) => one.context().close()));
});
