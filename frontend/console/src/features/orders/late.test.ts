import { beforeAll, describe, expect, it } from 'vitest';
import type { Late, Shipment } from '$api/types';
import { needWholeCatalogue, setLanguage } from '$i18n';
import { lateParcel, lateReason, lateRule } from './late';

const since = '2026-11-24T21:00:00.000Z';
const parcel = { carrier: 'tr.yurtici', carrier_name: 'Yurtiçi Kargo', expected_at: '2026-11-23T00:00:00.000Z' } as Shipment;
const byRule = (reason: Late['reason'], rule: Partial<NonNullable<Late['rule']>>): Late => ({ since, reason, rule: { store_id: null, carrier: null, country: null, days: 3, ...rule } });

describe('why something is late', () => {
  beforeAll(async () => {
    await setLanguage('en');
    await needWholeCatalogue();
  });

  it('is told by the day that the carrier named', () => {
    const late: Late = { since, reason: 'past-expected-day', rule: null };
    expect(lateReason(late, parcel)).toContain('23 Nov');
    expect(lateRule(late, { store_name: 'Kestane' }, parcel)).toBeNull();
  });

  it('is told by the days of a rule and whom it is about', () => {
    const late = byRule('long-on-the-way', { carrier: 'tr.yurtici', country: 'TR' });
    expect(lateReason(late, parcel)).toBe('On its way for more than 3 business days.');
    expect(lateRule(late, { store_name: 'Kestane' }, parcel)).toMatch(/^Rule: .*Yurtiçi Kargo.*Türkiye/);
    expect(lateRule(byRule('not-shipped', {}), { store_name: 'Kestane' }, null)).toBe('Rule for everything else');
  });

  it('is of the parcel that is late first, or of the order itself', () => {
    const late = byRule('no-movement', {});
    const shipments = [{ ...parcel, late: null }, { ...parcel, number: '2', late }] as Shipment[];
    expect(lateParcel({ late, shipments })?.number).toBe('2');
    expect(lateParcel({ late: byRule('not-shipped', {}), shipments: [] })).toBeNull();
  });
});
