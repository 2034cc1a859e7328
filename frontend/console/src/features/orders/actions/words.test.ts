import { beforeAll, describe, expect, it } from 'vitest';
import { needWholeCatalogue, setLanguage, t } from '$i18n';
import {
	abilityOf,
	actionText,
	changedPieces,
	dashed,
	decimalOf,
	effectText,
	kinds,
	lackText,
	piecesNow,
	reasonText
} from './words';
import type { Action } from '$api/order-actions';

beforeAll(async () => {
  await setLanguage('en');
  await needWholeCatalogue();
});

describe('an amount that somebody types', () => {
  it.each([
    ['12.5', '12.5'],
    [' 12,50 ', '12.50'],
    ['۱۲٫۵۰', '12.50'],
    ['١٢٣', '123']
  ])('%s is %s', (typed, read) => expect(decimalOf(typed)).toBe(read));
});

describe('items of an order', () => {
  it('are those that are left, without what was given back', () => {
    const lines = [
      { source_id: '1', quantity_left: 2 },
      { source_id: '2', quantity_left: 0 },
      { source_id: '3', quantity_left: 1 }
    ];
    expect(piecesNow(lines)).toEqual([
      { id: '1', quantity: 2 },
      { id: '3', quantity: 1 }
    ]);
  });
  it('are asked for only where somebody changed their number', () => {
    const before = [
      { id: '1', quantity: 2 },
      { id: '2', quantity: 1 },
      { id: '3', quantity: 4 }
    ];
    expect(changedPieces(before, { '1': 3, '2': 0, '3': 4 })).toEqual([
      { id: '1', quantity: 3 },
      { id: '2', quantity: 0 }
    ]);
  });
});

describe('what a store can not do', () => {
  const lacks = (right: string | null) => lackText([{ what: 'note', possible: false, reason: right === null ? 'unknown' : 'right_missing', right }], 'note');
  it('says why, and what is to be done about it', () => {
    expect(lackText([{ what: 'note', possible: true, reason: null, right: null }], 'note')).toBeNull();
    expect(lacks(null)).toBe('This store can’t do that.');
    expect(lacks('write_discounts')).toContain('write_discounts');
    expect(lacks('read_write')).toMatch(/^The store’s keys may read but not write\. .*WooCommerce/);
  });
});

describe('an effect', () => {
  it('is a sentence with its particulars', () => {
    const amount = { amount: '5.00', currency: 'TRY' };
    const text = effectText({ code: 'money_back', amount, count: null, text: 'Kart' });
    expect(text).toMatch(/^Kart moves .*5\.00.* back to the customer$/);
  });
  it('names a state in the words of the interface', () => {
    expect(effectText({ code: 'status_becomes', amount: null, count: null, text: 'on-hold' })).toContain('On hold');
  });
  it('that is not known is said to be something else', () => {
    expect(effectText({ code: 'later_invention', amount: null, count: null, text: null })).toBe('Something else');
  });
});

describe('a return', () => {
  it('is answered with all that follows from it', () => {
    const about = { amount: null, text: '#1001-R1' };
    expect(effectText({ code: 'return_approved', count: 2, ...about })).toBe('Return #1001-R1 is approved: the customer may send 2 pieces back');
    expect(effectText({ code: 'customer_not_told', count: null, amount: null, text: null })).toContain('does not mail');
  });
  it('is answered where the store can, and a missing right is named', () => {
    for (const kind of ['approve_return', 'decline_return', 'close_return'] as const) expect(abilityOf(kind)).toBe('returns');
    const lack = lackText([{ what: 'returns', possible: false, reason: 'right_missing', right: 'write_returns' }], 'returns');
    expect(lack).toContain('write_returns');
  });
  it('that somebody else dealt with is said to be so', () => {
    const action = { kind: 'approve_return', amount: null, reason: { code: 'return-changed', detail: '' } } as Action;
    expect(actionText(action)).toContain('Approve return');
    expect(reasonText(action)).toContain('nothing was done');
  });
});

describe('an action', () => {
  it.each(kinds)('%s has a name, a text and a confirmation', (kind) => {
    for (const id of [`order-action-${dashed(kind)}`, `order-do-${dashed(kind)}-text`, `order-confirm-${dashed(kind)}`] as const) {
      expect(t(id)).not.toBe(id);
    }
  });
  const action = { kind: 'refund', amount: null, reason: { code: 'refused', detail: 'Invalid refund amount.' } } as Action;
  it('is told by its kind, and why it failed in the words of the store', () => {
    expect(actionText(action)).toContain('Refund');
    expect(reasonText(action)).toBe('The store refused. “Invalid refund amount.”');
    expect(reasonText({ ...action, reason: { code: 'timed-out', detail: 'x' } })).not.toContain('x');
  });
});
