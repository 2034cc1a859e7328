/** The fields of an address, by the store's names for them. */
import type { PostalAddress } from '$api/types';
import type { MessageId } from '$i18n';

interface AddressField {
  name: string;
  from: keyof PostalAddress;
  label: MessageId;
  /** Codes and numbers read from left to right. */
  latin: boolean;
}

const all: AddressField[] = [
  { name: 'first_name', from: 'first_name', label: 'order-address-first-name', latin: false },
  { name: 'last_name', from: 'last_name', label: 'order-address-last-name', latin: false },
  { name: 'company', from: 'company', label: 'order-address-company', latin: false },
  { name: 'address_1', from: 'line1', label: 'order-address-address-1', latin: false },
  { name: 'address_2', from: 'line2', label: 'order-address-address-2', latin: false },
  { name: 'city', from: 'city', label: 'order-address-city', latin: false },
  { name: 'state', from: 'state', label: 'order-address-state', latin: false },
  { name: 'postcode', from: 'postcode', label: 'order-address-postcode', latin: true },
  { name: 'country', from: 'country', label: 'order-address-country', latin: true },
  { name: 'phone', from: 'phone', label: 'order-address-phone', latin: true },
  { name: 'email', from: 'email', label: 'order-address-email', latin: true }
];

/** Goods are not sent to an e-mail address. */
export const addressFields = (which: 'shipping' | 'billing'): AddressField[] =>
  all.filter((field) => which === 'billing' || field.name !== 'email');

export const fieldsOf = (address: PostalAddress): Record<string, string> =>
  Object.fromEntries(all.map((field) => [field.name, address[field.from] ?? '']));

/** Only what somebody changed. */
export const changed = (before: Record<string, string>, now: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(now).filter(([name, value]) => value.trim() !== (before[name] ?? '')));
