import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation, Session } from '$api/types';
import { setLanguage } from '$i18n';
import { connection, watchConnection, type queue } from '$shell/connection.svelte';
import { enter } from '$shell/session.svelte';
import { dismiss, toasts } from '$ui/toasts.svelte';
import { Drafts, nothing, type Writing } from './drafts';
import { send, type Written } from './sending.svelte';

vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));
vi.mock('$ui/theme.svelte', () => ({ setBrand: () => undefined }));

const conversation = { id: 'cnv_1', subject: 'Where is my order?', status: 'open', channel: 'email', customer: null } as unknown as Conversation;
const file = { id: 'att_1', name: 'photo.txt', type: 'text/plain', size: 3, inline: false, url: '/x', link_until: null };
const writing: Writing = { ...nothing(), text: 'On its way', attachments: [file], copies: { cc: ['boss@x.example'], bcc: ['b@x.example'] } };
const mail: Written = { kind: 'reply', writing, reply: { channel: 'email', channel_id: 'ch_1' }, status: null };

interface Asked {
  path: string;
  key: string | undefined;
  body: Record<string, unknown>;
}
let asked: Asked[];
let status: number;

describe('what is sent', () => {
  let drafts: Drafts;
  beforeAll(async () => {
    await setLanguage('en');
    const agent = { id: 'agt_1', name: 'Derya', language: 'en', time_zone: 'UTC' };
    await enter({ agent, workspace: { undo_send_seconds: 10, brand_color: '#0f6b66' }, csrf: 'c', permissions: [] } as unknown as Session);
  });
  beforeEach(() => {
    localStorage.clear();
    asked = [];
    status = 201;
    for (const one of toasts.list) dismiss(one.id);
    drafts = new Drafts('agt_1', 'cnv_1');
    vi.stubGlobal('fetch', (url: string, { headers, body }: { headers: Record<string, string>; body: string | null }) => {
      asked.push({ path: url, key: headers['Idempotency-Key'], body: JSON.parse(body ?? '{}') as Record<string, unknown> });
      if (status === 0) return Promise.reject(new TypeError('no network'));
      return Promise.resolve(new Response(JSON.stringify({ id: 'msg_1', code: 'validation' }), { status }));
    });
  });

  it('by mail can be taken back for a while', async () => {
    await send(conversation, mail, drafts);
    expect(asked[0]?.body['undo_seconds']).toBe(10);
    expect(toasts.list.map((one) => one.action?.label)).toEqual(['Undo']);
  });

  it('in a chat leaves at once', async () => {
    await send(conversation, { ...mail, reply: { channel: 'chat', channel_id: 'ch_2' } }, drafts);
    expect(asked[0]?.body['undo_seconds']).toBe(0);
    expect(toasts.list).toEqual([]);
  });

  it('and refused is in the draft again, whole', async () => {
    status = 422;
    await send(conversation, mail, drafts);
    expect(drafts.read('reply')).toMatchObject(writing);
  });

  it('with a note tells those who are named in it', async () => {
    const named = { ...writing, mentions: [{ id: 'agt_2', name: 'Zeynep' }] };
    await send(conversation, { kind: 'note', writing: named, reply: {}, status: null }, drafts);
    expect(asked[0]?.body['mentions']).toEqual(['agt_2']);
  });

  it('offline waits as the very same request, so that one that arrived after all is not sent twice', async () => {
    status = 0;
    const stop = watchConnection('agt_1', () => undefined);
    await send(conversation, mail, drafts);
    expect(connection.waiting).toBe(1);
    const [kept] = JSON.parse(localStorage.getItem('tillside.waiting.agt_1') ?? '[]') as Parameters<typeof queue>[0][];
    expect(kept).toMatchObject({ key: asked[0]?.key, body: asked[0]?.body });
    stop();
  });
});
