import { describe, expect, it } from 'vitest';
import type { Customer } from '$api/types';
import { changesOf, countries, creationOf, profileOf } from './profile';

const ayse = {
  name: 'Ayşe Yılmaz',
  email: 'ayse@example.com',
  phone: null,
  language: 'tr',
  country: 'TR',
  time_zone: null,
  preferred_channel: null,
  address: { line1: 'Bağdat Cad. 12', city: 'İstanbul', country: 'TR' }
} as unknown as Customer;

describe('a profile', () => {
  it('that nobody changed asks for nothing', () => {
    expect(changesOf(ayse, profileOf(ayse))).toEqual({});
  });

  it('clears what was emptied and keeps the country of the address', () => {
    const form = profileOf(ayse);
    form.language = '';
    form.address.line1 = ' Moda Cad. 3 ';
    expect(changesOf(ayse, form)).toEqual({ language: null, address: { line1: 'Moda Cad. 3', city: 'İstanbul', country: 'TR' } });
  });

  it('that is new says only what is known', () => {
    expect(creationOf({ ...profileOf(null), name: 'Jonas', email: ' jonas@example.com ' })).toEqual({ name: 'Jonas', email: 'jonas@example.com' });
  });

  it('offers every country and no group of countries', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
    const codes = countries((code) => names.of(code) ?? code).map((one) => one.code);
    expect(codes).toEqual(expect.arrayContaining(['TR', 'KR', 'IR', 'US']));
    expect(codes).not.toContain('EU');
    expect(codes.length).toBeGreaterThan(200);
  });
});
