import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drafts, nothing, type Writing } from '$features/composer/drafts';
import { setLanguage } from '$i18n';
import { dismiss, toasts } from '$ui/toasts.svelte';
import { connection, flush, giveUp, markBack, queue, watchConnection } from './connection.svelte';

vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));

/** What the server answers to each path; what was asked is written down. */
let answers: (path: string, method: string) => [number, object?, Record<string, string>?];
let asked: { path: string; method: string; key: string | null }[] = [];
let signedIn = 'agt_1';

const file = { id: 'att_1', name: 'photo.txt', type: 'text/plain', size: 3, inline: false, url: '/x', link_until: null };
const writing: Writing = { ...nothing(), text: 'Dear Emma', attachments: [file], copies: { cc: ['boss@x.example'], bcc: ['b@x.example'] } };
const reply = (key: string, conversation = 'cnv_1'): Parameters<typeof queue>[0] => ({
  key,
  method: 'POST',
  path: `/conversations/${conversation}/replies`,
  body: { text: 'Dear Emma', attachments: ['att_1'] },
  words: { conversation, name: 'Where is my order?', kind: 'reply', writing }
});
const posted = (): string[] => asked.filter((one) => one.method === 'POST' || one.method === 'PATCH').map((one) => one.key ?? one.path);
const waitingOf = (agent: string): number => (JSON.parse(localStorage.getItem(`tillside.waiting.${agent}`) ?? '[]') as unknown[]).length;

async function sent(): Promise<void> {
  markBack();
  await flush();
}

describe('what was written offline', () => {
  let stop: () => void = () => undefined;
  let settled = 0;

  beforeAll(() => setLanguage('en'));
  beforeEach(() => {
    stop();
    localStorage.clear();
    asked = [];
    settled = 0;
    signedIn = 'agt_1';
    answers = () => [200, {}];
    for (const one of toasts.list) dismiss(one.id);
    vi.stubGlobal('fetch', (url: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
      const path = url.replace('/api/v1', '');
      if (path === '/session') return Promise.resolve(new Response(JSON.stringify({ agent: { id: signedIn }, csrf: 'c' })));
      asked.push({ path, method, key: headers['Idempotency-Key'] ?? null });
      const [status, body, more] = answers(path, method);
      if (status === 0) return Promise.reject(new TypeError('no network'));
      return Promise.resolve(new Response(JSON.stringify(body ?? {}), { status, headers: more ?? {} }));
    });
    stop = watchConnection('agt_1', () => (settled += 1));
  });

  it('goes out in order, each once, when the connection is back', async () => {
    queue(reply('one'));
    queue(reply('two'));
    await sent();
    expect(posted()).toEqual(['one', 'two']);
    expect([connection.waiting, waitingOf('agt_1'), settled]).toEqual([0, 0, 1]);
    await sent();
    expect(posted()).toEqual(['one', 'two']);
  });

  it.each([401, 403, 408, 429, 500, 507])('waits on when the server answers %i: it is not the words that are wrong', async (status) => {
    answers = () => [status, { code: 'whatever' }];
    queue(reply('one'));
    queue(reply('two'));
    await sent();
    expect(posted().filter((key) => key === 'two'), 'order is kept').toEqual([]);
    expect([connection.waiting, waitingOf('agt_1')]).toEqual([2, 2]);
    expect(connection.held?.status).toBe(status);
    expect(new Drafts('agt_1', 'cnv_1').read('reply')).toBeNull();
    answers = () => [200];
    asked = [];
    await flush();
    expect(posted()).toEqual(['one', 'two']);
    expect(connection.held).toBeNull();
  });

  it.each([0, 502, 503, 504])('waits for the connection when it is lost again (%i)', async (status) => {
    answers = () => [status];
    queue(reply('one'));
    await sent();
    expect([connection.online, connection.waiting]).toEqual([false, 1]);
  });

  it.each([400, 404, 409, 413, 422])('stands in the draft with its files and copies when it is refused (%i), and the next goes out', async (status) => {
    answers = (path) => (path.includes('cnv_1') ? [status, { code: 'validation' }] : [200]);
    queue(reply('one'));
    queue(reply('two', 'cnv_2'));
    await sent();
    expect(posted()).toEqual(['one', 'two']);
    expect(new Drafts('agt_1', 'cnv_1').read('reply')).toMatchObject(writing);
    expect(new Drafts('agt_1', 'cnv_2').read('reply')).toBeNull();
    expect([connection.waiting, waitingOf('agt_1')]).toEqual([0, 0]);
    expect(toasts.list.map((one) => one.text).join(' ').replace(/[\u2066-\u2069]/g, '')).toContain('Your reply in “Where is my order?” was refused');
  });

  it('solves nothing when the note that solved it is refused', async () => {
    answers = (path) => (path.endsWith('/notes') ? [422] : [200]);
    queue({ ...reply('note'), path: '/conversations/cnv_1/notes', words: { conversation: 'cnv_1', name: '', kind: 'note', writing } });
    queue({ method: 'PATCH', path: '/conversations/cnv_1', body: { status: 'solved' }, after: 'note' });
    await sent();
    expect(posted()).toEqual(['note']);
    expect(new Drafts('agt_1', 'cnv_1').read('note')?.text).toBe('Dear Emma');
    expect(connection.waiting).toBe(0);
  });

  it('is never sent by somebody else', async () => {
    queue(reply('one'));
    stop();
    stop = watchConnection('agt_2', () => undefined);
    signedIn = 'agt_2';
    markBack();
    await flush();
    expect([posted(), connection.waiting, waitingOf('agt_1')]).toEqual([[], 0, 1]);
    // Somebody else signed in in another tab of the same browser.
    stop();
    stop = watchConnection('agt_1', () => undefined);
    await flush();
    expect([posted(), connection.waiting]).toEqual([[], 1]);
    signedIn = 'agt_1';
    await flush();
    expect(posted()).toEqual(['one']);
  });

  it('can be taken back into the drafts while the server will not have it', async () => {
    answers = () => [403, { code: 'forbidden' }];
    queue(reply('one'));
    await sent();
    await giveUp();
    expect(new Drafts('agt_1', 'cnv_1').read('reply')).toMatchObject(writing);
    expect([connection.waiting, connection.held]).toEqual([0, null]);
  });

  it('of two tabs is all kept', () => {
    const other = JSON.stringify([{ key: 'other', method: 'PATCH', path: '/conversations/cnv_9', body: {} }]);
    localStorage.setItem('tillside.waiting.agt_1', other);
    queue(reply('one'));
    expect(waitingOf('agt_1')).toBe(2);
  });
});
