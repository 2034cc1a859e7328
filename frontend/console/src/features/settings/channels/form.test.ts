import { describe, expect, it } from 'vitest';
import type { Channel } from '$api/types';
import { blank, change, channelsOf, creation } from './form';

describe('a mailbox', () => {
  const mailbox = { ...blank('email'), name: 'Support', address: ' support@shop.example ', host: 'smtp.shop.example' };

  it('is created with its outgoing server', () => {
    expect(creation({ ...mailbox, username: 'support', password: 'secret' })).toEqual({
      kind: 'email',
      name: 'Support',
      store_id: null,
      team_id: null,
      address: 'support@shop.example',
      display_name: '',
      sending: 'server',
      outgoing: { host: 'smtp.shop.example', port: 465, security: 'tls', username: 'support', sign_in: 'password', password: 'secret' },
      signature: '',
      signatures: {},
      carries: 18 * 1024 * 1024,
      link_days: 30,
      spam_filter: 'nearby',
      authserv_id: null,
      arc_sealers: []
    });
  });

  it('believes the server that is named, and the seals of the domains that stand one a line', () => {
    expect(change({ ...mailbox, authserv_id: ' mx.shop.example ', sealers: 'uni.example\n\n club.example ' })).toMatchObject({
      authserv_id: 'mx.shop.example',
      arc_sealers: ['uni.example', 'club.example']
    });
  });

  it('keeps its password when the field stays empty', () => {
    expect(change(mailbox)['outgoing']).toEqual({ host: 'smtp.shop.example', port: 465, security: 'tls', sign_in: 'password' });
  });

  it('signs in with the token that reads it, and sends no password then', () => {
    expect(change({ ...mailbox, sign_in: 'token', password: 'old' })['outgoing']).toEqual({ host: 'smtp.shop.example', port: 465, security: 'tls', sign_in: 'token' });
  });

  it('has no server while none is named', () => {
    expect(creation({ ...mailbox, host: ' ' })['outgoing']).toBeNull();
  });
});

describe('what stands below the answers of a mailbox', () => {
  const form = { ...blank('email'), signature: '<b>{{agent.name}}</b>', signatures: { tr: 'Sevgiler', ko: '' } };

  it('is sent by language, and what was emptied is taken out', () => {
    expect(creation(form)).toMatchObject({ signature: '<b>{{agent.name}}</b>', signatures: { tr: 'Sevgiler' } });
    expect(change(form)['signatures']).toEqual({ en: null, tr: 'Sevgiler', ko: null, fa: null });
  });
});

describe('a chat', () => {
  it('sends only the greetings that somebody wrote, and each origin once on its line', () => {
    const form = { ...blank('chat'), color: '#0F6B66', name: 'Chat', origins: 'https://a.example\n\n https://b.example ' };
    expect(creation({ ...form, greeting: { en: 'Hi', tr: ' ', ko: '', fa: 'سلام' } })).toMatchObject({
      color: '#0f6b66',
      greeting: { en: 'Hi', fa: 'سلام' },
      allowed_origins: ['https://a.example', 'https://b.example'],
      email_channel_id: null
    });
  });
});

it('the channels of a store are those that say so', () => {
  const channel = (id: string, store_id: string | null): Channel => ({ id, store_id }) as Channel;
  const all = [channel('ch_1', 'sto_1'), channel('ch_2', null), channel('ch_3', 'sto_2')];
  expect(channelsOf(all, 'sto_1').map((one) => one.id)).toEqual(['ch_1']);
});
