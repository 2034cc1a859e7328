import { describe, expect, it } from 'vitest';
import { blankIncoming, choosePreset, incomingBody, incomingForm, presetOf, presets, proposeFolders, toggleFolder } from './form';

const preset = (id: string) => presets.find((one) => one.id === id) ?? presetOf('');

describe('a mailbox that is read', () => {
  it('is asked for with what was filled in, and nothing else', () => {
    const form = { ...blankIncoming('destek@shop.example'), host: ' imap.shop.example ', password: 'gizli' };
    expect(incomingBody(form)).toEqual({
      host: 'imap.shop.example',
      port: 993,
      security: 'tls',
      username: 'destek@shop.example',
      password: 'gizli',
      folders: [{ name: 'INBOX', junk: false }],
      after: 'leave',
      start: 'now',
      largest: 52_428_800
    });
  });

  it('takes what is known of a provider, and goes back to a password with one that has nothing else', () => {
    const form = blankIncoming('a@b.example');
    choosePreset(form, preset('microsoft'));
    expect(incomingBody({ ...form, client_id: 'id' })['provider']).toMatchObject({ client_id: 'id', scope: expect.stringContaining('IMAP') as string });
    choosePreset(form, preset('naver'));
    expect([form.host, form.oauth, incomingBody(form)['provider']]).toEqual(['imap.naver.com', false, undefined]);
    expect(presetOf('imap.naver.com').id).toBe('naver');
    expect(presetOf('mail.shop.example').id).toBe('own');
  });

  it('proposes the folders that the server names, once, and no copy where the provider keeps one', () => {
    const tried = { problem: null, detail: null, tells: true, folders: [{ name: 'Gönderilmiş', purpose: 'sent' as const }, { name: 'Spam', purpose: 'junk' as const }] };
    const form = blankIncoming('a@b.example');
    proposeFolders(form, tried, preset('own'));
    proposeFolders(form, tried, preset('own'));
    expect([form.sent_folder, form.folders]).toEqual(['Gönderilmiş', [{ name: 'INBOX', junk: false }, { name: 'Spam', junk: true }]]);
    const google = blankIncoming('a@b.example');
    proposeFolders(google, tried, preset('google'));
    expect(google.sent_folder).toBe('');
    toggleFolder(form, { name: 'Spam', junk: true }, false);
    expect(form.folders).toHaveLength(1);
  });

  it('is shown as it was saved, without its secrets', () => {
    const form = incomingForm(
      {
        host: 'imap.gmail.com', port: 993, security: 'tls', username: 'u', has_password: false,
        provider: { authorize_url: 'https://a/', token_url: 'https://t/', client_id: 'c', scope: 's', has_client_secret: true, authorized: true },
        folders: [{ name: 'INBOX', junk: false }], after: 'move', move_to: 'Done', start: 'date', start_date: '2026-01-02', open_days: 7,
        sent_folder: null, largest: 10_485_760, certificate: null
      },
      ''
    );
    expect(incomingBody(form)).toMatchObject({ move_to: 'Done', start_date: '2026-01-02', open_days: 7, largest: 10_485_760, provider: { client_id: 'c' } });
    expect(incomingBody({ ...form, start: 'now' })).not.toHaveProperty('open_days');
    expect(incomingBody(form)['provider']).not.toHaveProperty('client_secret');
  });
});
