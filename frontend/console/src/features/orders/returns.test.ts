import { describe, expect, it } from 'vitest';
import { isOffered, openReturns, returnsFor, type Return } from './returns';

const returns = (['requested', 'open', 'closed', 'declined', 'cancelled'] as const).map(
  (state): Return => ({ id: state, state, number: null, asked_at: null, closed_at: null, declined_for: null, lines: [] })
);

describe('returns of an order', () => {
  it('are open until they came to their end', () => {
    expect(openReturns({ returns }).map((one) => one.state)).toEqual(['requested', 'open']);
  });

  it.each([
    ['approve_return', 'requested'],
    ['decline_return', 'requested'],
    ['close_return', 'open']
  ] as const)('wait for %s while they are %s', (kind, state) => {
    expect(returnsFor({ returns }, kind).map((one) => one.id)).toEqual([state]);
    expect(isOffered({ returns }, kind)).toBe(true);
    const others = returns.filter((one) => one.state !== state);
    expect(isOffered({ returns: others }, kind)).toBe(false);
    expect(isOffered({ returns: [] }, kind)).toBe(false);
  });

  it('are of no concern to other actions', () => {
    expect(isOffered({ returns: [] }, 'refund')).toBe(true);
  });
});
