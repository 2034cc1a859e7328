import { describe, expect, it } from 'vitest';
import { hasVariables, variablesIn, written } from './variables';

describe('variables in a reply', () => {
  it('are known by their braces and the dot in their name', () => {
    expect(variablesIn('Hi {{customer.first_name|there}}, {{ order.number }}').map((one) => one.name)).toEqual(['customer.first_name', 'order.number']);
    expect(variablesIn('a {{\u00a0order.number }}')).toEqual([{ name: 'order.number', from: 2, to: 20 }]);
    for (const text of ['{{order}}', '{{Order.Number}}', '{order.number}', 'if {{ x }}']) expect(hasVariables(text)).toBe(false);
  });

  it('are written with a fallback where they have no value', () => {
    expect(written('order.number', '1001', '…')).toBe('{{order.number}}');
    expect(written('customer.first_name', null, '…')).toBe('{{customer.first_name|…}}');
  });
});
