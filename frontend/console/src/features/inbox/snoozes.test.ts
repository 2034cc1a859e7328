import { describe, expect, it } from 'vitest';
import { fromInput, snoozes } from './snoozes';

describe('putting a conversation off', () => {
  // A Saturday evening.
  const now = new Date('2026-11-21T18:10:00.000Z');

  it('offers mornings in the agent’s time zone', () => {
    const until = Object.fromEntries(snoozes(now, 'Europe/Istanbul').map((one) => [one.id, one.until.toISOString()]));
    expect(until).toEqual({
      later: '2026-11-21T21:30:00.000Z',
      tomorrow: '2026-11-22T06:00:00.000Z',
      monday: '2026-11-23T06:00:00.000Z',
      week: '2026-11-28T06:00:00.000Z'
    });
  });

  it('means the next Monday when it is Monday', () => {
    const monday = snoozes(new Date('2026-11-23T08:00:00.000Z'), 'Asia/Seoul').find((one) => one.id === 'monday');
    expect(monday?.until.toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });

  it('offers Monday morning once on a Sunday', () => {
    expect(snoozes(new Date('2026-11-22T08:00:00.000Z'), 'Europe/Istanbul').map((one) => one.id)).toEqual(['later', 'tomorrow', 'week']);
  });

  it('keeps the hour across a change of clocks', () => {
    const [, tomorrow] = snoozes(new Date('2026-10-24T12:00:00.000Z'), 'Europe/Berlin');
    expect(tomorrow?.until.toISOString()).toBe('2026-10-25T08:00:00.000Z');
    expect(fromInput('2026-07-01T09:30', 'Asia/Tehran')?.toISOString()).toBe('2026-07-01T06:00:00.000Z');
  });
});
