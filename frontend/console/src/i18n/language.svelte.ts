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

type Load = () => Promise<{ default: string }>;
/** What the inbox says, and what all other pages say. */
const catalogues: Record<Language, { first: Load; rest: Load }> = {
  en: { first: () => import('virtual:catalogue/first/en'), rest: () => import('virtual:catalogue/rest/en') },
  tr: { first: () => import('virtual:catalogue/first/tr'), rest: () => import('virtual:catalogue/rest/tr') },
  ko: { first: () => import('virtual:catalogue/first/ko'), rest: () => import('virtual:catalogue/rest/ko') },
  fa: { first: () => import('virtual:catalogue/first/fa'), rest: () => import('virtual:catalogue/rest/fa') }
};

let current = $state<Language>('en');
let bundle = $state.raw(new FluentBundle('en'));
let whole = false;

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
  const { first, rest } = catalogues[next];
  const parts = await Promise.all([first(), whole ? rest() : undefined, next === 'ko' ? import('../styles/korean') : undefined]);
  bundle = bundleOf(next, parts[0].default, parts[1]?.default);
  current = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next;
  document.documentElement.dir = next === 'fa' ? 'rtl' : 'ltr';
}

/** Fetches the texts of the pages beside the inbox, once. */
export async function needWholeCatalogue(): Promise<void> {
  if (whole) return;
  whole = true;
  try {
    await setLanguage(current);
  } catch (error) {
    whole = false;
    throw error;
  }
}

export function bundleOf(next: Language, ...catalogue: (string | undefined)[]): FluentBundle {
  const made = new FluentBundle(next === 'en' ? 'en-GB' : next, { useIsolating: next === 'fa' });
  for (const part of catalogue) if (part !== undefined) made.addResource(new FluentResource(part));
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
