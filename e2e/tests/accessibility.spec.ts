import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../harness/test.ts';

/** The screens that people live in. */
const screens = ['/inbox/all', '/customers', '/orders', '/reviews', '/coupons', '/reports', '/settings/profile', '/settings/team', '/settings/channels', '/settings/stores', '/settings/parcels', '/settings/tokens', '/settings/workspace'];

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious on any screen, ${theme}`, async ({ desk, tillside }) => {
    test.setTimeout(360_000);
    const { page } = desk;
    await page.emulateMedia({ colorScheme: theme });
    const conversations = await tillside.api.get<{ data: { id: string }[] }>('/conversations?status=open&channel=email&limit=1');
    for (const screen of [...screens, `/inbox/all/${conversations.data[0]?.id}`]) {
      await page.goto(`${tillside.url}${screen}`);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await expect(page.getByRole('main').or(page.getByRole('navigation')).first()).toBeVisible();
      // Frames hold customers' own mail, whose markup is theirs.
      const found = await new AxeBuilder({ page }).exclude('iframe').analyze();
      const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
      expect(serious.map((one) => `${screen}: ${one.id} ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
    }
  });
}

test('axe finds nothing serious at the door, on the shop\'s page and in its chat', async ({ page, tillside }) => {
  for (const path of ['/sign-in', '/forgot-password', '/demo/store?lang=fa', '/demo/store?lang=en']) {
    await page.goto(`${tillside.url}${path}`);
    if (path.startsWith('/demo')) {
      await page.getByRole('button', { expanded: false }).last().click();
      await expect(page.getByRole('dialog')).toBeVisible();
    } else {
      await expect(page.getByRole('button').first()).toBeVisible();
    }
    const found = await new AxeBuilder({ page }).analyze();
    const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    expect(serious.map((one) => `${path}: ${one.id} ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([]);
  }
});
