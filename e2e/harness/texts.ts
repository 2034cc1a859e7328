/** The texts of the product from its own catalogues, so that a test looks for what a person reads. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { root } from './process.ts';

export const languages = ['en', 'tr', 'ko', 'fa'] as const;
export type Language = (typeof languages)[number];

const bundles = new Map<Language, FluentBundle>();

function bundle(language: Language): FluentBundle {
  const known = bundles.get(language);
  if (known) return known;
  const made = new FluentBundle(language, { useIsolating: false });
  const folder = join(root, 'locales', language);
  for (const file of readdirSync(folder)) made.addResource(new FluentResource(readFileSync(join(folder, file), 'utf8')));
  bundles.set(language, made);
  return made;
}

/** A text; variables that are not given match anything when `like` is used instead. */
export function text(language: Language, key: string, values: Record<string, FluentVariable> = {}): string {
  const message = bundle(language).getMessage(key);
  if (!message?.value) throw new Error(`locales/${language} has no ${key}`);
  return bundle(language).formatPattern(message.value, values);
}
export const en = (key: string, values: Record<string, FluentVariable> = {}): string => text('en', key, values);
