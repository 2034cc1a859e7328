import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setLanguage } from '.';
import { readTime, stepped, written } from './clock-time';

describe('a time of the clock', () => {
  beforeEach(() => vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined }));

  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0900', '09:00'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['۹:۳۰', '09:30'],
    ['١٨٠٠', '18:00'],
    ['24:00', '24:00'],
    ['24:30', null],
    ['9:75', null],
    ['noon', null],
    ['', null]
  ])('typed as %j is %j', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it('is written in the digits of the interface', async () => {
    await setLanguage('fa');
    expect(written('09:30')).toBe('۰۹:۳۰');
    expect(readTime(written('18:45'))).toBe('18:45');
    await setLanguage('ko');
    expect(written('09:30')).toBe('09:30');
  });

  it('goes up and down by quarters of an hour within its day', () => {
    expect([stepped('09:05', 1), stepped('09:05', -1), stepped('24:00', 1), stepped('00:00', -1)]).toEqual(['09:15', '09:00', '24:00', '00:00']);
  });
});
