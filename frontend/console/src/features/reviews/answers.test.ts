import { beforeAll, describe, expect, it } from 'vitest';
import { needWholeCatalogue, setLanguage } from '$i18n';
import { maybeAnswered, reasonOf, standingOf } from './answers';

describe('what is said of an answer to a review', () => {
  beforeAll(async () => {
    await setLanguage('en');
    await needWholeCatalogue();
  });

  it('says what has to be done about one that failed, in the store’s words where it has some', () => {
    const failed = (code: string, detail = '') => reasonOf({ state: 'failed', reason: { code, detail } });
    expect(failed('plug-in-missing')).toContain('Tillside for WooCommerce');
    expect(failed('refused', 'Comments are closed.')).toContain('“Comments are closed.”');
    expect(failed('busy')).toBe(failed('a word of a newer server'));
    expect(reasonOf({ state: 'failed', reason: null })).toBeNull();
  });

  it('says of one that waits that it is tried again', () => {
    const waits = reasonOf({ state: 'pending', reason: { code: 'busy', detail: '' } });
    expect(waits).not.toBe(reasonOf({ state: 'failed', reason: { code: 'busy', detail: '' } }));
  });

  it('offers an answer where nothing stands in the way, and where the plug-in may be there by now', () => {
    expect(['yes', 'plug_in_missing', 'not_shown', 'not_connected', 'not_supported'].filter(maybeAnswered)).toEqual(['yes', 'plug_in_missing']);
    expect(standingOf({ state: 'published' }).tone).toBe('good');
  });
});
