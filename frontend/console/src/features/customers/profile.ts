/** A profile as the form edits it, and what it asks the server to change. */
import type { ChannelKind, Customer, CustomerPatch, NewCustomer } from '$api/types';
import { channelNamed } from '$features/inbox/status';

export const addressFields = ['company', 'line1', 'line2', 'postcode', 'city', 'state'] as const;

export interface ProfileForm {
  name: string;
  email: string;
  phone: string;
  language: string;
  country: string;
  time_zone: string;
  preferred_channel: ChannelKind | '';
  address: Record<(typeof addressFields)[number], string>;
}

export function profileOf(customer: Customer | null): ProfileForm {
  const address = customer?.address ?? {};
  return {
    name: customer?.name ?? '',
    email: customer?.email ?? '',
    phone: customer?.phone ?? '',
    language: customer?.language ?? '',
    country: customer?.country ?? '',
    time_zone: customer?.time_zone ?? '',
    preferred_channel: channelNamed(customer?.preferred_channel ?? null) ?? '',
    address: Object.fromEntries(addressFields.map((field) => [field, address[field] ?? ''])) as ProfileForm['address']
  };
}

const simple = ['name', 'email', 'phone', 'language', 'country', 'time_zone', 'preferred_channel'] as const;

/** Only what somebody changed; empty clears. An e-mail address that is not touched keeps what is known of it. */
export function changesOf(customer: Customer, form: ProfileForm): CustomerPatch {
  const before = profileOf(customer);
  const changes: CustomerPatch = {};
  for (const field of simple) {
    const text = form[field].trim();
    if (text !== before[field]) changes[field] = text === '' && field !== 'name' ? null : text;
  }
  if (addressFields.some((field) => form.address[field].trim() !== before.address[field])) {
    const address: Customer['address'] = customer.address.country ? { country: customer.address.country } : {};
    for (const field of addressFields) if (form.address[field].trim() !== '') address[field] = form.address[field].trim();
    changes.address = address;
  }
  return changes;
}

/** What makes a customer; what is empty is not sent. */
export function creationOf(form: ProfileForm): NewCustomer {
  const fields = ['name', 'email', 'phone', 'language', 'country', 'time_zone'] as const;
  return Object.fromEntries(fields.map((field) => [field, form[field].trim()]).filter(([, text]) => text !== ''));
}

/** A locale's name without its region, for the list of languages. */
export const languagesOffered = ['en', 'tr', 'ko', 'fa', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'ru', 'uk', 'ar', 'he', 'ja', 'zh', 'vi', 'id', 'hi'] as const;

/** ISO 3166-1 alpha-2: every pair of letters that the browser has a name for. */
export function countries(nameOf: (code: string) => string): { code: string; name: string }[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code) => ({ code, name: nameOf(code) }))
    .filter(({ code, name }) => name !== code);
}
