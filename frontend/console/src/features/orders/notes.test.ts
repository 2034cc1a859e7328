import { expect, test } from 'vitest';
import { noteBoxes } from './notes';

test('only what the customer wrote is called their words', () => {
  expect(noteBoxes({ customer_note: 'Kapıyı çalmayın', note: null })).toEqual([{ label: 'orders-customer-note', text: 'Kapıyı çalmayın' }]);
  const shared = 'Kapıyı çalmayın\nKargo arandı';
  expect(noteBoxes({ customer_note: null, note: shared })).toEqual([{ label: 'orders-one-note', text: shared }]);
  expect(noteBoxes({ customer_note: null, note: null })).toEqual([]);
});
