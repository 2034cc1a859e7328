import { describe, expect, it } from 'vitest';
import { beforeSale, nameOf } from './shown';

const lira = (amount: string) => ({ amount, currency: 'TRY' });

describe('a product', () => {
  it('shows its regular price only while it is on sale', () => {
    expect(beforeSale({ price: lira('80.00'), regular_price: lira('100.00') })).toEqual(lira('100.00'));
    expect(beforeSale({ price: lira('100.00'), regular_price: lira('100.00') })).toBeNull();
    expect(beforeSale({ price: null, regular_price: lira('100.00') })).toBeNull();
  });
});

describe('a variant', () => {
  const bare = { options: [], name: null, sku: null, source_id: '1201' };
  it('is called by what makes it this form', () => {
    const options = [
      { name: 'Numara', value: '42' },
      { name: 'Renk', value: 'Kum' }
    ];
    expect(nameOf({ ...bare, name: 'Bot', options })).toContain('42');
    expect(nameOf({ ...bare, name: 'Bot', options })).toContain('Kum');
  });
  it('has a name even where the store gives it none', () => {
    expect(nameOf({ ...bare, name: 'Bot' })).toBe('Bot');
    expect(nameOf({ ...bare, sku: 'BOT-42' })).toBe('BOT-42');
    expect(nameOf(bare)).toBe('1201');
  });
});
