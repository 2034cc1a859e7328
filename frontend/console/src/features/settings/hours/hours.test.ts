import { describe, expect, it } from 'vitest';
import { another, daysOf, fits, weekFrom, weekOf } from './hours';

describe('business hours', () => {
  it('are the same after they were edited without a change', () => {
    const days = [
      { day: 'mon', from: '09:00', to: '12:30' },
      { day: 'mon', from: '13:30', to: '18:00' },
      { day: 'sat', from: '10:00', to: '14:00' }
    ] as const;
    expect(daysOf(weekOf({ time_zone: 'Europe/Istanbul', days: [...days], holidays: [] }))).toEqual(days);
  });

  it.each([
    [[{ from: '09:00', to: '18:00' }], true],
    [[{ from: '13:00', to: '18:00' }, { from: '09:00', to: '13:00' }], true],
    [[{ from: '18:00', to: '09:00' }], false],
    [[{ from: '09:00', to: '13:00' }, { from: '12:00', to: '18:00' }], false],
    [[{ from: '', to: '18:00' }], false]
  ])('%j fit: %s', (stretches, expected) => {
    expect(fits(stretches)).toBe(expected);
  });

  it('get a second stretch after a break', () => {
    expect(another([])).toEqual({ from: '09:00', to: '18:00' });
    expect(another([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '16:00' });
  });

  it('begin on Saturday for Persian readers', () => {
    expect(weekFrom('sat')[0]).toBe('sat');
    expect(weekFrom('sat').at(-1)).toBe('fri');
  });
});
