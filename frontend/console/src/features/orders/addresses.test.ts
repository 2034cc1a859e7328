import { describe, expect, it } from 'vitest';
import { linesOf } from './addresses';

describe('the lines of an address', () => {
  it('have the province by its name, not by its code in the store', () => {
    expect(linesOf({ line1: 'Kıbrıs Şehitleri Cad. 109', postcode: '35009', city: 'Konak', state: 'TR35', country: 'TR' })).toContain('İzmir');
    expect(linesOf({ city: 'ری', state: 'THR', country: 'IR' })).toContain('تهران');
  });

  it('say a province once that has the name of its town', () => {
    expect(linesOf({ postcode: '35009', city: 'İzmir', state: 'TR35', country: 'TR' }).filter((line) => line.includes('İzmir'))).toEqual(['35009 İzmir']);
  });

  it('leave what people write as it is', () => {
    expect(linesOf({ city: 'Portland', state: 'OR', country: 'US' })).toContain('OR');
    expect(linesOf({ state: 'TR99', country: 'TR' })).toContain('TR99');
  });
});
