import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { catalogueText, differences, languages, messagesOf, unknownKeys } from '../scripts/catalogue.js';

describe('the catalogues', () => {
  it('have the same texts with the same variables in all four languages', () => {
    expect(differences()).toEqual([]);
  });

  it('have every text that the sources ask for', () => {
    expect(unknownKeys()).toEqual([]);
  });

  it.each(languages)('format every text in %s without an error', (language) => {
    const bundle = new FluentBundle(language);
    expect(bundle.addResource(new FluentResource(catalogueText(language)))).toEqual([]);
    for (const [id, variables] of messagesOf(language).messages) {
      const errors: Error[] = [];
      const pattern = bundle.getMessage(id)?.value;
      if (!pattern) throw new Error(`${id} has no value`);
      bundle.formatPattern(pattern, Object.fromEntries([...variables].map((name) => [name, 3])), errors);
      expect(errors, id).toEqual([]);
    }
  });
});
