import { beforeAll, describe, expect, it } from 'vitest';
import type { Late, Shipment } from '$api/types';
import { needWholeCatalogue, setLanguage } from '$i18n';
import { lateHolidays, lateParcel, lateReason, lateRule } from './late';

const since = '2026-11-24T21:00:00.000Z';
const parcel = { carrier: 'tr.yurtici', carrier_name: 'Yurtiçi Kargo', expected_at: '2026-11-23T00:00:00.000Z' } as Shipment;
const byRule = (reason: Late['reason'], rule: Partial<NonNullable<Late['rule']>>): Late => ({ since, reason, holidays: [], rule: { store_id: null, carrier: null, country: null, days: 3, ...rule } });

describe('why something is late', () => {
  beforeAll(async () => {
    await setLanguage('en');
    await needWholeCatalogue();
  });

  it('is told by the day that the carrier named', () => {
    const late: Late = { since, reason: 'past-expected-day', rule: null, holidays: [] };
    expect(lateReason(late, parcel)).toContain('23 Nov');
    expect(lateRule(late, { store_name: 'Kestane' }, parcel)).toBeNull();
  });

  it('is told by the days of a rule and whom it is about', () => {
    const late = byRule('long-on-the-way', { carrier: 'tr.yurtici', country: 'TR' });
    expect(lateReason(late, parcel)).toBe('On its way for more than 3 business days.');
    expect(lateRule(late, { store_name: 'Kestane' }, parcel)).toMatch(/^Rule: .*Yurtiçi Kargo.*Türkiye/);
    expect(lateRule(byRule('not-shipped', {}), { store_name: 'Kestane' }, null)).toBe('Rule for everything else');
  });

  it('names the public holidays that did not count, in the calendar of the reader', async () => {
    const known = (date: string, key: string): Late['holidays'][number] => ({ date, key, name: null });
    const holidays = [known('2026-05-27', 'eid-al-adha'), known('2026-05-28', 'eid-al-adha'), known('2026-05-29', 'eid-al-adha'), { date: '2026-06-01', key: null, name: 'Grev' }, { date: '2026-06-03', key: null, name: 'Grev' }];
    const words = async (language: 'en' | 'tr' | 'ko' | 'fa'): Promise<string> => {
      await setLanguage(language);
      return (lateHolidays({ holidays }) ?? '').replaceAll(/[\u2066-\u2069]/g, '');
    };
    expect(await words('tr')).toBe('Sayılmayan resmî tatiller: Kurban Bayramı (27.05.2026 – 29.05.2026), Grev (01.06.2026), Grev (03.06.2026)');
    expect(await words('ko')).toContain('이드 알아드하 (2026. 5. 27. – 2026. 5. 29.)');
    expect(await words('fa')).toMatch(/^تعطیلات رسمی که شمرده نشده است: عید سعید قربان \(.*۱۴۰۵.* – .*۱۴۰۵.*\)، Grev \(.*\)$/);
    expect(await words('en')).toMatch(/^Public holidays not counted: Eid al-Adha \(27 May 2026 – 29 May 2026\), Grev/);
    expect(lateHolidays({ holidays: [] })).toBeNull();
  });

  it('is of the parcel that is late first, or of the order itself', () => {
    const late = byRule('no-movement', {});
    const shipments = [{ ...parcel, late: null }, { ...parcel, number: '2', late }] as Shipment[];
    expect(lateParcel({ late, shipments })?.number).toBe('2');
    expect(lateParcel({ late: byRule('not-shipped', {}), shipments: [] })).toBeNull();
  });
});
