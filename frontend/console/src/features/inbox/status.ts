import type { ChannelKind, Priority, Status } from '$api/types';
import FileText from '@lucide/svelte/icons/file-text';
import Mail from '@lucide/svelte/icons/mail';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Webhook from '@lucide/svelte/icons/webhook';
import type { Tone } from '$ui/Badge.svelte';

export const statuses: readonly Status[] = ['open', 'pending', 'snoozed', 'solved', 'closed', 'spam'];
/** Those that can be chosen as they are; a snooze needs a time. */
export const choosable: readonly Status[] = ['open', 'pending', 'solved', 'closed', 'spam'];
export const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

export const statusTone: Record<Status, Tone> = {
  open: 'info',
  pending: 'warn',
  snoozed: 'calm',
  solved: 'good',
  closed: 'neutral',
  spam: 'bad'
};
export const statusColor: Record<Status, string> = {
  open: 'var(--info)',
  pending: 'var(--warn)',
  snoozed: 'var(--calm)',
  solved: 'var(--good)',
  closed: 'var(--text-3)',
  spam: 'var(--bad)'
};
export const priorityColor: Record<Priority, string> = {
  urgent: 'var(--bad)',
  high: 'var(--warn)',
  normal: 'var(--text-3)',
  low: 'var(--line-strong)'
};
export const channelIcon: Record<ChannelKind, typeof Mail> = {
  email: Mail,
  chat: MessageCircle,
  contact_form: FileText,
  api: Webhook
};
export const channelText = { email: 'channel-email', chat: 'channel-chat', contact_form: 'channel-contact-form', api: 'channel-api' } as const;

/** What a customer prefers is described as a word. */
export const channelNamed = (word: string | null): ChannelKind | null => (word !== null && word in channelIcon ? (word as ChannelKind) : null);
