import { describe, expect, it } from 'vitest';
import { addressWith, chosenIn, queryOf, todayIn, usual } from './period';

const today = '2026-11-21';

describe('a report', () => {
  it('is about the last thirty days unless somebody asks otherwise', () => {
    expect(queryOf(chosenIn(new URLSearchParams(), today))).toEqual({ from: '2026-10-23', to: today, granularity: 'day' });
  });

  it('takes own dates, and none that end before they begin', () => {
    expect(chosenIn(new URLSearchParams('from=2026-01-01&to=2026-03-31'), today)).toMatchObject({ preset: 'own', granularity: 'week' });
    expect(chosenIn(new URLSearchParams('from=2026-03-31&to=2026-01-01'), today).preset).toBe(30);
  });

  it('begins its days where the workspace is', () => {
    const late = Date.parse('2026-11-21T22:30:00Z');
    expect(todayIn('Europe/Istanbul', late)).toBe('2026-11-22');
    expect(todayIn('UTC', late)).toBe('2026-11-21');
  });

  it('is cut more coarsely the longer it is', () => {
    expect([usual('2026-11-01', today), usual('2026-07-01', today), usual('2025-11-22', today)]).toEqual(['day', 'week', 'month']);
  });

  it('keeps its other filters when one changes', () => {
    expect(addressWith(new URLSearchParams('days=90&team=tm_1'), { team: undefined, agent: 'agt_1' })).toBe('/reports?days=90&agent=agt_1');
  });
});
