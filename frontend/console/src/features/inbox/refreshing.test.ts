import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from '$api/types';
import { keys, queryClient } from '$shell/queries';
import { patchRows, refreshRows } from './refreshing';
import type { Rows } from './rows';

vi.mock('$shell/session.svelte', () => ({ session: { now: { agent: { id: 'agt_me' } } } }));

const at = (minute: number): string => `2026-11-22T07:${String(minute).padStart(2, '0')}:00.000Z`;
const row = (id: string, minute: number, more: object = {}): Conversation =>
  ({ id, status: 'open', tags: [], followers: [], customer: { id: 'cus_1' }, assignee: null, merged_into: null, last_activity_at: at(minute), ...more }) as unknown as Conversation;
const subjects = (view: string): string[] =>
  queryClient.getQueryData<Rows>(keys.conversationList({ view }))?.pages.flatMap((page) => page.data.map((one) => one.id)) ?? [];

describe('conversations that changed', () => {
  let asked: string[] = [];
  let answers: Record<string, object | undefined> = {};

  beforeEach(() => {
    asked = [];
    queryClient.clear();
    vi.stubGlobal('fetch', (url: string) => {
      const path = url.replace('/api/v1', '');
      asked.push(path);
      const body = answers[path];
      return Promise.resolve(body ? new Response(JSON.stringify(body)) : new Response('{"code":"not-found"}', { status: 404 }));
    });
    const pages = [{ data: [row('cnv_c', 30), row('cnv_b', 20), row('cnv_a', 10)], next: 'more' }];
    for (const view of ['all', 'mine', 'solved']) queryClient.setQueryData<Rows>(keys.conversationList({ view }), { pages: view === 'all' ? pages : [{ data: [], next: null }], pageParams: [undefined] });
  });

  it('are asked for by themselves, and no list is', async () => {
    answers = { '/conversations/cnv_a': row('cnv_a', 40) };
    await refreshRows(['cnv_a', 'cnv_a']);
    expect(asked).toEqual(['/conversations/cnv_a']);
    expect(subjects('all')).toEqual(['cnv_a', 'cnv_c', 'cnv_b']);
  });

  it('go from the lists that they left to those that they are in now', async () => {
    answers = { '/conversations/cnv_b': row('cnv_b', 20, { status: 'solved', assignee: { id: 'agt_me', name: 'Me' } }) };
    await refreshRows(['cnv_b']);
    expect(subjects('all')).toEqual(['cnv_c', 'cnv_a']);
    expect(subjects('solved')).toEqual(['cnv_b']);
    expect(subjects('mine')).toEqual([]);
  });

  it('leave every list when they are gone', async () => {
    answers = {};
    await refreshRows(['cnv_c']);
    expect(subjects('all')).toEqual(['cnv_b', 'cnv_a']);
  });

  it('are shown without a question where the change is known', () => {
    patchRows('cnv_b', { unread: true });
    expect(asked).toEqual([]);
    expect(queryClient.getQueryData<Rows>(keys.conversationList({ view: 'all' }))?.pages[0]?.data[1]?.unread).toBe(true);
  });
});
