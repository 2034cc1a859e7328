import { describe, expect, it, vi } from 'vitest';
import type { Order } from '$api/types';
import { appended, cite, citedOrder, citedProduct, takeTexts } from './citing';

describe('what is cited', () => {
  it('lands in the composer of its conversation, and nowhere once that is gone', () => {
    const insert = vi.fn();
    const end = takeTexts('cnv_1', insert);
    expect([cite('cnv_1', 'x'), cite('cnv_2', 'y')]).toEqual([true, false]);
    expect(insert.mock.calls).toEqual([['x']]);
    end();
    expect(cite('cnv_1', 'z')).toBe(false);
  });

  it('of an order is its number, day, total and each place where a parcel can be followed, once', () => {
    const parcel = { url: 'https://track.example/1', number: '1' };
    const order = {
      number: '47',
      placed_at: '2026-11-20T10:00:00.000Z',
      total: { amount: '12.50', currency: 'TRY' },
      shipments: [parcel, parcel, { url: null, number: 'YK2' }]
    } as unknown as Order;
    const [line, ...parcels] = citedOrder(order).split('\n');
    expect(line).toMatch(/^#47 · .*2026.* · .*12\.50/);
    expect(parcels).toEqual(['https://track.example/1', 'YK2']);
  });

  it('of a product is its name, price and page, as far as they are known', () => {
    const product = { name: 'Süet bot', price: { amount: '489.90', currency: 'TRY' }, permalink: 'https://kestane.example/bot' };
    expect(citedProduct(product)).toMatch(/^Süet bot · .*489\.90.*\nhttps:\/\/kestane\.example\/bot$/);
    expect(citedProduct({ name: 'Süet bot', price: null, permalink: null })).toBe('Süet bot');
  });

  it('begins a line of its own', () => {
    expect([appended('', '#47'), appended('Hi', '#47'), appended('Hi\n', '#47')]).toEqual(['#47', 'Hi\n#47', 'Hi\n#47']);
  });
});
