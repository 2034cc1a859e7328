import { describe, expect, it } from 'vitest';
import { firstWorkday, fromInput, snoozes } from './snoozes';

describe('putting a conversation off', () => {
  // A Saturday evening.
  const now = new Date('2026-11-21T18:10:00.000Z');

  it('offers mornings in the agent’s time zone', () => {
    const until = Object.fromEntries(snoozes(now, 1, 'Europe/Istanbul').map((one) => [one.id, one.until.toISOString()]));
    expect(until).toEqual({
      later: '2026-11-21T21:30:00.000Z',
      tomorrow: '2026-11-22T06:00:00.000Z',
      weekday: '2026-11-23T06:00:00.000Z',
      week: '2026-11-28T06:00:00.000Z'
    });
  });

  it('means the next Monday when it is Monday', () => {
    const monday = snoozes(new Date('2026-11-23T08:00:00.000Z'), 1, 'Asia/Seoul').find((one) => one.id === 'weekday');
    expect(monday?.until.toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });

  it('offers Monday morning once on a Sunday', () => {
    expect(snoozes(new Date('2026-11-22T08:00:00.000Z'), 1, 'Europe/Istanbul').map((one) => one.id)).toEqual(['later', 'tomorrow', 'week']);
  });

  it('begins the week when the shop opens again after its days off', () => {
    const open = (...days: ('sun' | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat')[]) => days.map((day) => ({ day, from: '09:00', to: '18:00' }));
    const weekdays = open('mon', 'tue', 'wed', 'thu', 'fri');
    expect(firstWorkday(weekdays, 6)).toBe(1);
    expect(firstWorkday([...weekdays, ...open('sat')], 6)).toBe(1);
    expect(firstWorkday(open('sat', 'sun', 'mon', 'tue', 'wed', 'thu'), 1)).toBe(6);
    // Never closed, or no hours at all: as the language has it; in Korean work begins on Monday, though its calendars do on Sunday.
    expect([firstWorkday([...weekdays, ...open('sat', 'sun')], 6), firstWorkday([], 1), firstWorkday([], 0)]).toEqual([6, 1, 1]);
    const saturday = snoozes(new Date('2026-11-18T08:00:00.000Z'), 6, 'Asia/Tehran').find((one) => one.id === 'weekday');
    expect(saturday?.until.toISOString()).toBe('2026-11-21T05:30:00.000Z');
  });

  it('keeps the hour across a change of clocks', () => {
    const [, tomorrow] = snoozes(new Date('2026-10-24T12:00:00.000Z'), 1, 'Europe/Berlin');
    expect(tomorrow?.until.toISOString()).toBe('2026-10-25T08:00:00.000Z');
    expect(fromInput('2026-07-01T09:30', 'Asia/Tehran')?.toISOString()).toBe('2026-07-01T06:00:00.000Z');
  });
});
