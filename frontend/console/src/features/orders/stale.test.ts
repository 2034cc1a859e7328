import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { needWholeCatalogue, setLanguage, setTimeZone } from '$i18n';
import { staleReason, staleText } from './stale';

describe('how old what is known of a store is', () => {
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T21:30:00.000Z') });
    setTimeZone('Europe/Istanbul');
    await setLanguage('en');
    await needWholeCatalogue();
  });
  afterAll(() => void vi.useRealTimers());

  it('is told by the moment and the reason', () => {
    expect(staleText({ code: 'unreachable', as_of: '2025-11-21T11:05:00.000Z' })).toBe('As of 21 Nov 2025 14:05: the store does not answer');
    expect(staleText({ code: 'behind', as_of: '2026-11-22T21:05:00.000Z' }), 'of today').toBe('As of 00:05: the store is read later than usual');
    expect(staleText({ code: 'store-closed', as_of: null })).toBe('Not read to its end yet: the store is closed');
  });

  it('is told in the calendar and the digits of the reader', async () => {
    await setLanguage('fa');
    await needWholeCatalogue();
    expect(staleText({ code: 'keys-refused', as_of: '2025-11-21T11:05:00.000Z' })).toMatch(/۳۰ آبان ۱۴۰۴.*۱۴:۰۵/);
    await setLanguage('en');
  });

  it('has a reason for whatever is wrong', () => {
    const of = (...codes: string[]): string[] => [...new Set(codes.map(staleReason))];
    expect(of('keys-refused', 'grant-ended', 'forbidden')).toEqual(['store-stale-refused']);
    expect(of('timed-out', 'busy', 'a-code-of-tomorrow')).toEqual(['store-stale-silent']);
    expect(of('page-instead-of-data', 'endless-pages')).toEqual(['store-stale-odd']);
  });
});
