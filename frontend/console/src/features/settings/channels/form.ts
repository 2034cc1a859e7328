/** A channel as the form edits it, and the bodies that the API takes. */
import type { Channel, ChannelKind, ChannelPatch, Id, Language, NewChannel } from '$api/types';
import { languages } from '$i18n';

export const kinds: readonly ChannelKind[] = ['email', 'chat', 'contact_form', 'api'];
export const isKind = (word: string): word is ChannelKind => kinds.includes(word as ChannelKind);
/** Those by which customers write to a store. */
export const channelsOf = (channels: readonly Channel[], store: Id): Channel[] => channels.filter((one) => one.store_id === store);
/** As message ids spell them. */
export const kindWord = { email: 'email', chat: 'chat', contact_form: 'contact-form', api: 'api' } as const;

export type Security = 'tls' | 'starttls' | 'none';
export const securities: readonly Security[] = ['tls', 'starttls', 'none'];
/** As mail servers count. */
const MEGABYTE = 1024 * 1024;
/** The usual port of each (RFC 8314, RFC 6409). */
export const usualPort: Record<Security, number> = { tls: 465, starttls: 587, none: 25 };

/** Whose word on spam is taken. */
export const filters = ['nearby', 'always', 'never'] as const;

export interface ChannelForm {
  kind: ChannelKind;
  name: string;
  store_id: Id | '';
  team_id: Id | '';
  active: boolean;
  address: string;
  display_name: string;
  sending: 'server' | 'direct';
  host: string;
  port: number;
  security: Security;
  username: string;
  password: string;
  sign_in: 'password' | 'token';
  signature: string;
  signatures: Partial<Record<Language, string>>;
  /** Megabytes. */
  carries: number;
  link_days: number;
  spam_filter: (typeof filters)[number];
  /** The server whose `Authentication-Results` are believed. */
  authserv_id: string;
  /** Domains of forwarders whose ARC seals are believed, one a line. */
  sealers: string;
  /** `#rrggbb`; empty: that of its store, else of the workspace. */
  color: string;
  greeting: Record<Language, string>;
  /** One origin a line. */
  origins: string;
  require_email: boolean;
  email_channel_id: Id | '';
  webhook_url: string;
}

const noGreeting = (): Record<Language, string> => Object.fromEntries(languages.map((one) => [one, ''])) as Record<Language, string>;

export function blank(kind: ChannelKind): ChannelForm {
  return {
    kind,
    name: '',
    store_id: '',
    team_id: '',
    active: true,
    address: '',
    display_name: '',
    sending: 'server',
    host: '',
    port: usualPort.tls,
    security: 'tls',
    username: '',
    password: '',
    sign_in: 'password',
    signature: '',
    signatures: {},
    carries: 18,
    link_days: 30,
    spam_filter: 'nearby',
    authserv_id: '',
    sealers: '',
    color: '',
    greeting: noGreeting(),
    origins: '',
    require_email: false,
    email_channel_id: '',
    webhook_url: ''
  };
}

export function formOf(channel: Channel): ChannelForm {
  const { email, chat, api } = channel;
  return {
    ...blank(channel.kind),
    color: chat?.color ?? '',
    name: channel.name,
    store_id: channel.store_id ?? '',
    team_id: channel.team_id ?? '',
    active: channel.active,
    address: email?.address ?? '',
    display_name: email?.display_name ?? '',
    sending: email?.sending ?? 'server',
    host: email?.outgoing?.host ?? '',
    port: email?.outgoing?.port ?? usualPort.tls,
    security: email?.outgoing?.security ?? 'tls',
    username: email?.outgoing?.username ?? '',
    sign_in: email?.outgoing?.sign_in ?? 'password',
    signature: email?.signature ?? '',
    signatures: email?.signatures ?? {},
    carries: email ? Math.round(email.carries / MEGABYTE) : 18,
    link_days: email?.link_days ?? 30,
    spam_filter: email?.spam_filter ?? 'nearby',
    authserv_id: email?.authserv_id ?? '',
    sealers: email?.arc_sealers.join('\n') ?? '',
    greeting: { ...noGreeting(), ...chat?.greeting },
    origins: chat?.allowed_origins.join('\n') ?? '',
    require_email: chat?.require_email ?? false,
    email_channel_id: chat?.email_channel_id ?? '',
    webhook_url: api?.webhook_url ?? ''
  };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
export const lines = (text: string): string[] => text.split(/\s+/).filter((line) => line !== '');

/** What creates a channel. */
export const creation = (form: ChannelForm): NewChannel => ({ kind: form.kind, ...common(form), ...own(form), ...(form.kind === 'email' ? { signatures: written(form) } : {}) });
/** What changes one; its kind never does. */
export const change = (form: ChannelForm): ChannelPatch => ({
  active: form.active,
  ...common(form),
  ...own(form),
  // What is empty is taken out.
  ...(form.kind === 'email' ? { signatures: Object.fromEntries(languages.map((one) => [one, form.signatures[one] || null])) } : {})
});
const written = (form: ChannelForm): Record<string, string> =>
  Object.fromEntries(Object.entries(form.signatures).filter(([, html]) => html !== ''));

const common = (form: ChannelForm): Pick<NewChannel, 'name' | 'store_id' | 'team_id'> => ({
  name: form.name,
  store_id: orNull(form.store_id),
  team_id: orNull(form.team_id)
});

function own(form: ChannelForm): Omit<NewChannel, 'kind' | 'name'> {
  switch (form.kind) {
    case 'email':
      return {
        address: form.address.trim(),
        display_name: form.display_name,
        sending: form.sending,
        outgoing: outgoing(form),
        signature: form.signature,
        carries: form.carries * MEGABYTE,
        link_days: form.link_days,
        spam_filter: form.spam_filter,
        authserv_id: orNull(form.authserv_id),
        arc_sealers: lines(form.sealers)
      };
    case 'chat':
      return {
        color: orNull(form.color.toLowerCase()),
        greeting: Object.fromEntries(Object.entries(form.greeting).filter(([, text]) => text.trim() !== '')),
        allowed_origins: lines(form.origins),
        require_email: form.require_email,
        email_channel_id: orNull(form.email_channel_id)
      };
    case 'contact_form':
      return {};
    case 'api':
      return { webhook_url: orNull(form.webhook_url) };
  }
}

/** No host, no server; an empty password keeps the one that is known. */
function outgoing(form: ChannelForm): NewChannel['outgoing'] {
  if (form.host.trim() === '') return null;
  return {
    host: form.host.trim(),
    port: form.port,
    security: form.security,
    ...(form.username.trim() === '' ? {} : { username: form.username.trim() }),
    sign_in: form.sign_in,
    ...(form.password === '' || form.sign_in === 'token' ? {} : { password: form.password })
  };
}
