import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation, Message } from '$api/types';
import type { LiveEvent } from '$api/events';
import { setLanguage } from '$i18n';
import { notices, watch } from './notices.svelte';

const shown: { title: string; body: string | undefined }[] = [];
let permission: NotificationPermission = 'granted';
vi.hoisted(() => {
  // Before the module asks whether there is one.
  vi.stubGlobal('Notification', { permission: 'default' });
});
const Desktop = Object.assign(
  function (title: string, options?: NotificationOptions) {
    shown.push({ title, body: options?.body });
  },
  { requestPermission: () => Promise.resolve((permission = 'granted')) }
);
Object.defineProperty(Desktop, 'permission', { get: () => permission });

const me = vi.hoisted(() => ({ id: 'agt_me', name: 'Elif', presence: 'online' }));
let ear: (event: LiveEvent) => void = () => undefined;
const toasts: { text: string; action?: { run: () => void } }[] = [];
const conversation = { id: 'cnv_1', customer: { name: 'Emma' }, assignee: null, followers: [{ id: 'agt_me', name: 'Elif' }], snippet: 'Where is it?' } as unknown as Conversation;
const note = { id: 'msg_1', mentions: ['agt_me'], author: { name: 'Mert' }, new_text: '@Elif please look' } as unknown as Message;

vi.mock('$app/navigation', () => ({ goto: () => Promise.resolve() }));
vi.mock('$features/inbox/address', () => ({ inboxPath: () => '/' }));
vi.mock('$ui/toasts.svelte', () => ({ toast: (one: (typeof toasts)[number]) => toasts.push(one) }));
vi.mock('./session.svelte', () => ({ session: { now: { agent: me } } }));
vi.mock('./live.svelte', () => ({ hear: (given: typeof ear) => ((ear = given), () => undefined) }));
vi.mock('$api/conversations', () => ({ readConversation: () => Promise.resolve(conversation), listMessages: () => Promise.resolve([note]) }));

const fromCustomer: LiveEvent = { type: 'message.created', conversation_id: 'cnv_1', message_id: 'msg_2', author: 'customer', visibility: 'public', actor: 'customer:cus_1' };
const fromColleague: LiveEvent = { ...fromCustomer, message_id: 'msg_1', author: 'agent', visibility: 'note', actor: 'agent:agt_2' };

/** As a browser has it in which this was chosen before. */
function started(choice: 'on' | 'off' | null): void {
  const kept = new Map<string, string>(choice === null ? [] : [['tillside.notices.agt_me', choice]]);
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  watch();
}
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
async function hears(...events: LiveEvent[]): Promise<void> {
  for (const event of events) {
    ear(event);
    await settled();
  }
}

describe('a notice on the desktop', () => {
  beforeAll(async () => {
    started(null);
    vi.stubGlobal('Notification', Desktop);
    await setLanguage('en');
  });
  beforeEach(() => {
    shown.length = 0;
    toasts.length = 0;
    permission = 'granted';
    me.presence = 'online';
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  });

  it('tells of a customer in a conversation that one follows, and of a note that names one', async () => {
    started('on');
    await hears(fromCustomer, fromColleague);
    expect(shown.map((one) => one.title.replace(/[\u2066-\u2069]/g, ''))).toEqual(['Emma', 'Mert mentioned you']);
    expect(shown[1]?.body).toBe('@Elif please look');
  });

  it('is not shown of what one wrote oneself, while one is away, and while one looks', async () => {
    started('on');
    await hears({ ...fromColleague, actor: 'agent:agt_me' });
    me.presence = 'away';
    await hears(fromCustomer);
    me.presence = 'online';
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    await hears(fromCustomer);
    expect(shown).toEqual([]);
  });

  it('is offered once, when there is first something to tell', async () => {
    permission = 'default';
    started(null);
    await hears(fromCustomer, fromCustomer, fromColleague);
    expect([toasts.length, shown.length]).toEqual([1, 0]);
    toasts[0]?.action?.run();
    await settled();
    expect(notices.on).toBe(true);
    await hears(fromCustomer);
    expect(shown.length).toBe(1);
  });
});
