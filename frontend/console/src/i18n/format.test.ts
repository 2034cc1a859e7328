import { beforeEach, describe, expect, it, vi } from 'vitest';
import { format, needWholeCatalogue, setLanguage, t, setTimeZone } from '.';
import type { Language } from '$api/types';

const moment = '2026-11-21T09:05:00.000Z';

describe('dates and numbers', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    setTimeZone('Europe/Istanbul');
  });

  it.each<[Language, string]>([
    ['en', '21 Nov 2026'],
    ['tr', '21.11.2026'],
    ['ko', '2026. 11. 21.'],
    ['fa', '۳۰ آبان ۱۴۰۵']
  ])('are written in %s as its readers write them', async (language, written) => {
    await setLanguage(language);
    expect(format.date(moment)).toBe(written);
  });

  it('are in the agent’s time zone', async () => {
    await setLanguage('en');
    expect(format.time(moment)).toBe('12:05');
    expect(format.dayKey('2026-11-21T22:30:00.000Z')).toBe('2026-11-22');
  });

  it('come with the texts of the other pages once one needs them', async () => {
    await setLanguage('tr');
    await needWholeCatalogue();
    expect(t('nav-inbox')).toBe('Gelenler');
    await setLanguage('ko');
    expect(t('nav-inbox')).toBe('받은함');
  });

  it('say money exactly, however large', async () => {
    await setLanguage('en');
    expect(format.money({ amount: '90071992547409931.25', currency: 'USD' })).toContain('90,071,992,547,409,931.25');
    await setLanguage('fa');
    expect(format.money({ amount: '1250000', currency: 'IRR' })).toBe('۱٬۲۵۰٬۰۰۰\u00a0ریال');
    expect(format.moneyShort({ amount: '-1250000', currency: 'IRR' })).toMatch(/۱٬۲۵۰٬۰۰۰\u00a0ریال$/);
    expect(format.money({ amount: '12.5', currency: 'EUR' })).toMatch(/€.*۱۲٫۵۰/);
  });

  it('tell the time in Korean as it is spoken', async () => {
    await setLanguage('ko');
    // The word for the morning is the browser's.
    expect(format.time('2026-11-21T00:05:00.000Z')).toMatch(/^\S+ 3:05$/);
  });

  it('keep names of different scripts apart, in the order and with the comma of the language', async () => {
    await setLanguage('fa');
    expect(format.joined(['Bristol', 'بریتانیا'])).toBe('\u2068Bristol\u2069، \u2068بریتانیا\u2069');
    await setLanguage('tr');
    expect(format.byName([{ name: 'Zeynep' }, { name: 'Işıl' }, { name: 'Çağla' }, { name: 'İpek' }, { name: 'Deniz' }]).map((one) => one.name)).toEqual(['Çağla', 'Deniz', 'Işıl', 'İpek', 'Zeynep']);
  });

  it('name the two largest units of a length of time', async () => {
    await setLanguage('en');
    expect(format.duration(7500)).toBe('2 hrs 5 mins');
    expect(format.duration(0)).toBe('0 secs');
    await setLanguage('tr');
    expect(format.duration(90_000)).toBe('1 gün 1 sa.');
  });
});
