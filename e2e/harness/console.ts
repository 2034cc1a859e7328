/** The agents' console, as a person uses it: by names and roles, never by classes. */
import { expect, type Locator, type Page } from '@playwright/test';
import { en, text, type Language } from './texts.ts';
import type { Tillside } from './tillside.ts';

export class Console {
  constructor(
    readonly page: Page,
    readonly tillside: Tillside
  ) {}

  /** As the owner, or as somebody else who works in the sample store: there all have one password. */
  async signIn(email = this.tillside.owner.email): Promise<void> {
    const { page, tillside } = this;
    await page.goto(`${tillside.url}/sign-in`);
    await page.getByLabel(en('person-email')).fill(email);
    await page.getByLabel(en('password'), { exact: true }).fill(tillside.owner.password);
    await page.getByRole('button', { name: en('sign-in'), exact: true }).click();
    await expect(page).toHaveURL(/\/inbox/);
  }

  async openConversation(id: string): Promise<void> {
    await this.page.goto(`${this.tillside.url}/inbox/all/${id}`);
    await expect(this.thread).toBeVisible();
  }

  get thread(): Locator {
    return this.page.getByRole('log');
  }
  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /^(?:Write to|Write a note)/ });
  }

  /** A message of the thread by what it says. */
  message(words: string): Locator {
    return this.thread.getByRole('article').filter({ hasText: words });
  }

  async reply(words: string): Promise<void> {
    await this.composer.click();
    // The editor takes the plain field's place at the first touch.
    await expect(this.page.locator('[contenteditable="true"]')).toBeFocused();
    await this.page.keyboard.type(words);
    await this.page.getByRole('button', { name: en('send'), exact: true }).click();
    await expect(this.message(words)).toBeVisible();
  }

  /** Every language's menu item stands under its own name. */
  async speak(from: Language, to: Language): Promise<void> {
    const names: Record<Language, string> = { en: 'English', tr: 'Türkçe', ko: '한국어', fa: 'فارسی' };
    await this.openMenu(from);
    await this.page.getByRole('menuitem', { name: names[to] }).or(this.page.getByRole('menuitemradio', { name: names[to] })).click();
    await expect(this.page.locator('html')).toHaveAttribute('lang', to);
  }

  async openMenu(language: Language = 'en'): Promise<void> {
    const begins = text(language, 'profile-menu', { name: '' }).trim();
    await this.page.getByRole('button', { name: new RegExp(begins.replace(/[,،]\s*$/, '')) }).click();
  }
}
