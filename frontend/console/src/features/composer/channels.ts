/** By which of its ways a conversation is answered. */
import type { Conversation, Message } from '$api/types';
import type { Writing } from './drafts';

/** The channel that the customer used last. */
export function usualChannel(conversation: Conversation, messages: Message[]): Writing['channel'] {
  const last = messages.findLast((one) => one.author.type === 'customer')?.channel ?? conversation.channel;
  const used = last === 'contact_form' ? 'email' : last;
  return conversation.reply_channels.find((one) => one.channel === used) ?? null;
}

/** Where the first of those wanted stands that there is; the first of all if none. */
export function channelIndex({ reply_channels: channels }: Conversation, ...wanted: Writing['channel'][]): number {
  const found = wanted.map((channel) => channels.findIndex((one) => one.channel === channel?.channel && one.channel_id === channel.channel_id));
  return found.find((index) => index >= 0) ?? 0;
}
