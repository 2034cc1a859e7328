import { describe, expect, it, vi } from 'vitest';
import type { Order } from '$api/types';
import { appended, cite, citedOrder, citedProduct, takesTexts, takeTexts } from './citing';

describe('what is cited', () => {
  it('lands in the composer of its conversation, and nowhere once that is gone', () => {
    const insert = vi.fn();
    const end = takeTexts('cnv_1', insert, 'tr');
    expect([cite('cnv_1', (language) => `x ${language}`), cite('cnv_2', () => 'y')]).toEqual([true, false]);
    expect(insert.mock.calls).toEqual([['x tr']]);
    end();
    expect(cite('cnv_1', () => 'z')).toBe(false);
  });

  it('is offered only where somebody can write', () => {
    expect([takesTexts('cnv_1'), takesTexts(null)]).toEqual([false, false]);
    const end = takeTexts('cnv_1', vi.fn(), null);
    expect([takesTexts('cnv_1'), takesTexts('cnv_2')]).toEqual([true, false]);
    end();
    expect(takesTexts('cnv_1')).toBe(false);
  });

  it('is written as its reader writes dates and amounts, also where the interface has not their language', () => {
    const order = { number: '47', placed_at: '2026-11-20T10:00:00.000Z', total: { amount: '1250.50', currency: 'TRY' }, shipments: [] } as unknown as Order;
    expect(citedOrder(order, 'tr')).toBe('#47 · 20.11.2026 · ₺1.250,50');
    expect(citedOrder(order, 'fa')).toContain('۲۹ آبان ۱۴۰۵');
    expect(citedOrder(order, 'de-AT')).toMatch(/^#47 · 20\. Nov\. 2026 · .*1[.\s\u00a0]250,50/);
    expect(citedOrder(order, 'no language')).toBe(citedOrder(order));
    expect(citedProduct({ name: 'Bot', price: { amount: '9.90', currency: 'EUR' }, permalink: null }, 'tr')).toBe('Bot · €9,90');
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
