import { describe, expect, it } from 'vitest';
import { countsIn, countsOn, switched, withDay } from './holidays';

describe('holidays in the form', () => {
  const day = (date: string) => ({ date, name: 'Grev', country: 'TR', carrier: null });

  it('stand in the order of the calendar', () => {
    const own = withDay(withDay([], day('2026-11-23')), day('2026-04-24'));
    expect(own.map((one) => one.date)).toEqual(['2026-04-24', '2026-11-23']);
  });

  it('are switched off one by one or a country at a time, and on again', () => {
    let off = switched([], 'TR', '2026-10-29', false);
    expect([countsOn(off, 'TR', '2026-10-29'), countsOn(off, 'TR', '2026-04-23'), countsIn(off, 'TR')]).toEqual([false, true, true]);
    off = switched(off, 'TR', null, false);
    expect([countsOn(off, 'TR', '2026-04-23'), countsIn(off, 'TR'), countsIn(off, 'KR')]).toEqual([false, false, true]);
    off = switched(switched(off, 'TR', null, true), 'TR', '2026-10-29', true);
    expect(off).toEqual([]);
  });

  it('are switched off once however often that is said', () => {
    const off = switched(switched([], 'KR', null, false), 'KR', null, false);
    expect(off).toEqual([{ country: 'KR', date: null }]);
  });
});
