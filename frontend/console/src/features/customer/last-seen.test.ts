import { expect, it } from 'vitest';
import { pageAddress } from './last-seen';

it('a page that a visitor was seen on is a link only where it is on the web', () => {
  expect(pageAddress('https://shop.example/çay?renk=mavi')).toBe('https://shop.example/%C3%A7ay?renk=mavi');
  expect(pageAddress('http://shop.example/')).toBe('http://shop.example/');
  for (const told of ['javascript:alert(1)', 'data:text/html,x', ' jAvAsCrIpT:alert(1)', '/cart', '', '//shop.example']) expect(pageAddress(told), told).toBeNull();
});
