import type { PostalAddress } from '$api/types';
import { format } from '$i18n';
import { provinceName } from './provinces';

const parts = ['name', 'company', 'line1', 'line2', 'city', 'state', 'postcode', 'country'] as const;

/** Whether two addresses name the same place and person; contact details do not count. */
export const sameAddress = (a: PostalAddress, b: PostalAddress): boolean => parts.every((part) => (a[part] ?? '') === (b[part] ?? ''));

/** The lines of an address; postcode and city share one. */
export function linesOf(address: PostalAddress): string[] {
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  const country = address.country ? format.nameOf('region', address.country) : '';
  const province = address.state ? provinceName(address.country, address.state) : '';
  const state = province === address.city ? '' : province;
  return [address.name, address.company, address.line1, address.line2, place, state, country].filter(
    (line): line is string => line !== undefined && line !== ''
  );
}
