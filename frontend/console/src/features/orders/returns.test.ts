import { describe, expect, it } from 'vitest';
import { openReturns, type Return } from './returns';

describe('returns of an order', () => {
  it('are open until they came to their end', () => {
    const all = (['requested', 'open', 'closed', 'declined', 'cancelled'] as const).map(
      (state): Return => ({ state, number: null, asked_at: null, closed_at: null, declined_for: null, lines: [] })
    );
    expect(openReturns({ returns: all }).map((one) => one.state)).toEqual(['requested', 'open']);
  });
});
