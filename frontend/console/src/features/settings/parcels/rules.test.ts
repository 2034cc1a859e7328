import { describe, expect, it } from 'vitest';
import { countries, emptyRow, rowOf, ruleOf } from './rules';

describe('rules of lateness in the form', () => {
  it('are the same when they come out as when they went in', () => {
    const rule = { store_id: 'sto_1', carrier: 'tr.ptt', country: 'TR', dispatch_days: null, silence_days: 3, delivery_days: 5 };
    expect(ruleOf(rowOf(rule))).toEqual(rule);
  });

  it('say nothing of the time before a carrier has the parcel when they are about a carrier', () => {
    expect(ruleOf({ ...emptyRow(), carrier: 'ups', dispatch: 2, delivery: 4 }).dispatch_days).toBeNull();
  });

  it('name each country once', () => {
    expect(new Set(countries).size).toBe(countries.length);
  });
});
