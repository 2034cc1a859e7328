import { expect, test } from '../harness/test.ts';
import { en, text } from '../harness/texts.ts';

test('an address that leads nowhere says so and leads back', async ({ desk, tillside }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/nowhere/at/all`);
  await expect(page.getByRole('heading', { name: en('page-missing-title'), level: 1 })).toBeVisible();
  await page.getByRole('link', { name: en('page-to-inbox') }).click();
  await expect(page).toHaveURL(/\/inbox\//);
});

test('a view that is gone is not what the inbox opens with', async ({ desk, tillside, complaints }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/inbox/vw_gone`);
  await expect(page).toHaveURL(/\/inbox\/all$/);
  await page.goto(tillside.url);
  await expect(page).toHaveURL(/\/inbox\/all$/);
  await expect(page.getByRole('heading', { name: en('view-all') }).first()).toBeVisible();
  // The browser writes down that the list of it was refused, and nothing else.
  expect(complaints.splice(0).filter((said) => !said.includes('view=vw_gone'))).toEqual([]);
});

test('a search ends with the view in which it was made', async ({ desk, tillside }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/inbox/all`);
  await page.getByRole('button', { name: en('search'), exact: true }).click();
  await page.getByRole('searchbox', { name: en('search-conversations') }).fill('nothing that anybody wrote');
  await expect(page.getByText(en('list-nothing-found'), { exact: true })).toBeVisible();
  await page.getByRole('link', { name: en('view-solved') }).click();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await expect(page.getByRole('link').filter({ has: page.locator('time') }).first()).toBeVisible();
});

test('reports name their rows in the language that is chosen over them', async ({ desk, tillside }) => {
  const { page } = desk;
  await page.goto(`${tillside.url}/reports?days=90`);
  await expect(page.getByRole('rowheader', { name: en('measure-channel-contact-form') })).toBeVisible();
  await desk.speak('en', 'tr');
  await expect(page.getByRole('rowheader', { name: text('tr', 'measure-channel-contact-form') })).toBeVisible();
  await desk.speak('tr', 'en');
});

test('a holiday is typed and chosen in the Persian calendar', async ({ desk, tillside }) => {
  const { page } = desk;
  await desk.speak('en', 'fa');
  await page.goto(`${tillside.url}/settings/hours`);
  const label = text('fa', 'hours-holiday-date');
  const field = page.getByRole('textbox', { name: label });
  await field.fill('۱۴۰۵/۱۰/۱');
  await field.press('Enter');
  await expect(page.getByRole('listitem').filter({ hasText: '۱ دی ۱۴۰۵' })).toBeVisible();

  await field.fill('۱۴۰۵/۱۳/۱');
  await field.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: text('fa', 'day-wrong') })).toBeVisible();

  await page.getByRole('button', { name: new RegExp(text('fa', 'day-choose')) }).click();
  const calendar = page.getByRole('dialog', { name: label });
  await calendar.getByRole('button', { name: text('fa', 'month-next') }).click();
  await calendar.getByText('۲۲', { exact: true }).click();
  await expect(field).toHaveValue(/^[۰-۹]{4}\/[۰-۹]{2}\/۲۲$/);
  await page.getByRole('button', { name: text('fa', 'hours-holiday-add'), exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /^۲۲ / })).toBeVisible();
  await desk.speak('fa', 'en');
});
