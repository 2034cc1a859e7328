import { describe, expect, it } from 'vitest';
import { setTimeZone } from '$i18n';
import { whenOf } from './invitation';

describe('when an event is', () => {
  it('is told in the reader\'s zone where it is a moment', () => {
    setTimeZone('Europe/Istanbul');
    const told = whenOf({ start: '2026-03-03T22:30:00Z', end: '2026-03-03T23:30:00Z' });
    expect(told).toContain('4');
    expect(told).toMatch(/1:30.*2:30/);
  });
  it('is told as stated where no zone is', () => {
    setTimeZone('Asia/Seoul');
    expect(whenOf({ start: '2026-03-03T09:30:00', end: null })).toMatch(/9:30/);
  });
  it('ends on the day before the one that the calendar names', () => {
    const one = whenOf({ start: '2026-03-03', end: '2026-03-04' });
    expect(one).not.toContain('–');
    const two = whenOf({ start: '2026-03-03', end: '2026-03-05' });
    expect(two).toContain('–');
    expect(two).toContain('4');
    expect(two).not.toContain('5');
  });
});
