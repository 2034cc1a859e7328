/** Who gets a copy of an answer. */
import type { Conversation, Message } from '$api/types';

/** Whom the customer copied when they last wrote, without themselves and without us: an answer to us would come back. */
export function copiesOf(conversation: Pick<Conversation, 'reply_channels' | 'customer'>, messages: Pick<Message, 'author' | 'cc'>[]): string[] {
  const last = messages.findLast((one) => one.author.type === 'customer');
  const own = conversation.reply_channels.flatMap((one) => (one.address === null ? [] : [plain(one.address)]));
  const theirs = conversation.customer?.email?.toLowerCase();
  const others = (last?.cc ?? []).map((one) => one.address);
  return [...new Set(others)].filter((address) => !own.includes(plain(address)) && address.toLowerCase() !== theirs);
}

/** Without what stands behind a plus: a reply address of ours is its mailbox. */
const plain = (address: string): string => address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
