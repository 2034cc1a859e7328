/**
 * Notices on the desktop while one looks elsewhere: somebody mentioned you, or a customer wrote in a conversation that you
 * follow or that is yours. They are a choice of each agent in each browser, and there are none while one is away.
 */
import { goto } from '$app/navigation';
import type { Conversation, Id, Message } from '$api/types';
import type { LiveEvent } from '$api/events';
import { listMessages, readConversation } from '$api/conversations';
import { inboxPath } from '$features/inbox/address';
import { t } from '$i18n';
import { toast } from '$ui/toasts.svelte';
import { hear } from './live.svelte';
import { keys, queryClient } from './queries';
import { session } from './session.svelte';

type Choice = 'on' | 'off';
const KEPT = 'tillside.notices.';
/** Characters of a message that a notice shows. */
const LENGTH = 160;

const supported = 'Notification' in globalThis;
let permission = $state<NotificationPermission>('denied');
let choice = $state<Choice | null>(null);

export const notices = {
  /** Whether this browser can show any. */
  supported,
  get on(): boolean {
    return choice === 'on' && permission === 'granted';
  },
  /** The browser was told to let none through; only its own settings change that. */
  get blocked(): boolean {
    return permission === 'denied';
  }
};

const key = (): string => KEPT + session.now.agent.id;
function choose(next: Choice): void {
  choice = next;
  localStorage.setItem(key(), next);
}
export const turnOff = (): void => choose('off');

/** Asks the browser, which asks the person if it does not know yet. */
export async function turnOn(): Promise<boolean> {
  if (!supported) return false;
  permission = await Notification.requestPermission();
  choose(permission === 'granted' ? 'on' : 'off');
  return notices.on;
}

/** Starts to tell; returns what ends it. */
export function watch(): () => void {
  if (supported) permission = Notification.permission;
  const kept = localStorage.getItem(key());
  choice = kept === 'on' || kept === 'off' ? kept : null;
  return hear((event) => void heard(event).catch(() => undefined));
}

async function heard(event: LiveEvent): Promise<void> {
  const me = session.now.agent;
  const { conversation_id: id, message_id: message } = event;
  if (!supported || event.type !== 'message.created' || !id || !message || event.actor === `agent:${me.id}`) return;
  if (event.imported === true) return;
  if (choice === 'off' || (choice === 'on' && permission !== 'granted') || me.presence === 'away') return;
  const told = event.visibility === 'note' ? await mentioned(id, message, me.id) : event.author === 'customer' ? await mine(id, me.id) : null;
  if (told === null) return;
  if (choice === null) ask();
  else if (!document.hasFocus()) show(id, message, told);
}

interface Told {
  title: string;
  body: string;
}
const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
};

async function mentioned(id: Id, message: Id, me: Id): Promise<Told | null> {
  const messages = await queryClient.fetchQuery<Message[]>({ queryKey: keys.messages(id), queryFn: () => listMessages(id), staleTime: 0 });
  const note = messages.find((one) => one.id === message);
  if (!note?.mentions.includes(me)) return null;
  return { title: t('notice-mention', { name: note.author.name }), body: short(note.new_text || note.text) };
}

async function mine(id: Id, me: Id): Promise<Told | null> {
  const row = await queryClient.fetchQuery<Conversation>({ queryKey: keys.conversation(id), queryFn: () => readConversation(id), staleTime: 0 });
  if (row.assignee?.id !== me && !row.followers.some((one) => one.id === me)) return null;
  return { title: row.customer.name || row.customer.email || t('customer-unknown'), body: short(row.snippet || row.subject) };
}

/** The first time that there is something to tell, and never again. */
function ask(): void {
  choose('off');
  if (permission === 'denied') return;
  toast({ text: t('notice-ask'), seconds: 30, action: { label: t('notice-turn-on'), run: () => void agreed() } });
}
async function agreed(): Promise<void> {
  if (await turnOn()) toast({ text: t('notice-on') });
}

/** Of several open tabs each shows it; as they name the same message, the desktop shows one. */
function show(id: Id, message: Id, { title, body }: Told): void {
  const notice = new Notification(title, { body, tag: message, icon: '/favicon.svg', dir: 'auto' });
  notice.onclick = () => {
    notice.close();
    window.focus();
    void goto(inboxPath('all', id));
  };
}
