/**
 * The interface's language: one catalogue is downloaded, `t` reads from it, `<html lang dir>` follow it.
 * Everything that reads `t` in a template is drawn anew when the language changes.
 */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Language } from '$api/types';
import type { MessageId } from './catalogue.gen';

export type { MessageId };

export const languages: readonly Language[] = ['en', 'tr', 'ko', 'fa'];
/** Each language by its own name; a person looks for the word that they can read. */
export const languageNames: Record<Language, string> = { en: 'English', tr: 'Türkçe', ko: '한국어', fa: 'فارسی' };
const KEPT = 'tillside.language';

const catalogues: Record<Language, () => Promise<{ default: string }>> = {
  en: () => import('virtual:catalogue/en'),
  tr: () => import('virtual:catalogue/tr'),
  ko: () => import('virtual:catalogue/ko'),
  fa: () => import('virtual:catalogue/fa')
};

let current = $state<Language>('en');
let bundle = $state.raw(new FluentBundle('en'));

export const language = {
  get current(): Language {
    return current;
  },
  get direction(): 'ltr' | 'rtl' {
    return current === 'fa' ? 'rtl' : 'ltr';
  }
};

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** What was chosen last in this browser, else the first of the browser's languages that we speak. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export async function setLanguage(next: Language): Promise<void> {
  const [catalogue] = await Promise.all([catalogues[next](), next === 'ko' ? import('../styles/korean') : undefined]);
  bundle = bundleOf(next, catalogue.default);
  current = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next;
  document.documentElement.dir = next === 'fa' ? 'rtl' : 'ltr';
}

export function bundleOf(next: Language, catalogue: string): FluentBundle {
  const made = new FluentBundle(next === 'en' ? 'en-GB' : next, { useIsolating: next === 'fa' });
  made.addResource(new FluentResource(catalogue));
  return made;
}

/** The text of a message in the interface's language. */
export function t(id: MessageId, variables?: Record<string, FluentVariable>): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, variables ?? null, []) : id;
}

/** The text of `prefix-word` for a word that the server chose, else the text of `fallback`. */
export function tWord(prefix: string, word: string, fallback: MessageId, variables?: Record<string, FluentVariable>): string {
  const id = `${prefix}-${word.replaceAll('_', '-').replaceAll('.', '-')}` as MessageId;
  return bundle.hasMessage(id) ? t(id, variables) : t(fallback, variables);
}
