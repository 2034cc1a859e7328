import { beforeEach, describe, expect, it, vi } from 'vitest';
import { format, setLanguage } from '.';
import { dayOf, isoOf, readDay } from './calendar';

describe('a typed day', () => {
  beforeEach(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

  it('is read in the order, the calendar and the digits of the interface', async () => {
    await setLanguage('fa');
    for (const typed of ['۱۴۰۵/۸/۳۰', '1405/08/30', '٠٥-٨-٣٠']) expect(readDay(typed)).toBe('2026-11-21');
    await setLanguage('tr');
    expect(readDay('21.11.2026')).toBe('2026-11-21');
    await setLanguage('en');
    expect(readDay('1/2/26')).toBe('2026-02-01');
    await setLanguage('ko');
    expect(readDay('2026. 11. 21.')).toBe('2026-11-21');
  });

  it('stands in a month that says its year after it', async () => {
    await setLanguage('fa');
    expect(format.month('2026-11-22')).toBe('آذر ۱۴۰۵');
    await setLanguage('en');
    expect(format.month('2026-11-22')).toBe('November 2026');
  });

  it('may be Gregorian in Persian, by its year', async () => {
    await setLanguage('fa');
    expect(readDay('2026-11-21')).toBe('2026-11-21');
  });

  it('is none when the calendar has no such day', async () => {
    await setLanguage('en');
    for (const typed of ['31/6/2026', '1/13/2026', '2026', 'tomorrow', '']) expect(readDay(typed)).toBeNull();
    await setLanguage('fa');
    expect(readDay('۱۴۰۵/۷/۳۱')).toBeNull();
  });

  it.each(['en', 'tr', 'ko', 'fa'] as const)('is read in %s as it is written there', async (language) => {
    await setLanguage(language);
    expect(readDay(format.typedDay('2026-11-21'))).toBe('2026-11-21');
    expect(isoOf(dayOf('2024-03-20') ?? expect.fail())).toBe('2024-03-20');
  });
});
