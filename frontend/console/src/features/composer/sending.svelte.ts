/**
 * Sending: the message is on the screen at once, can be taken back for some seconds, and comes back into the composer
 * when the server refuses it. Offline it waits in the queue.
 */
import { addNote, changeConversation, scheduleReply, sendReply, undoSend } from '$api/conversations';
import { Problem } from '$api/problem';
import type { Conversation, Id, Message, NewNote, NewReply, ReplyChannel, Status } from '$api/types';
import { refreshRows } from '$features/inbox/refreshing';
import { format, t } from '$i18n';
import { queue } from '$shell/connection.svelte';
import { keys, queryClient } from '$shell/queries';
import { session } from '$shell/session.svelte';
import { tellRefused, toast } from '$ui/toasts.svelte';
import type { Drafts, Kind, Writing } from './drafts';
import { carried, forMail } from './pictures';

export interface Written {
  kind: Kind;
  writing: Writing;
  reply: Pick<NewReply, 'to' | 'cc' | 'bcc' | 'order_id'> & Partial<Pick<ReplyChannel, 'channel' | 'channel_id'>>;
  status: Status | null;
}

/** By which way a reply goes, to whom if it is a mail, and of which order it speaks. `to` only if somebody chose it. */
export function wayOf(by: ReplyChannel, people: { to: string[] | null; cc: string[]; bcc: string[] } | null, about: Id | null): Written['reply'] {
  const bare = (address: string): { name: string; address: string } => ({ name: '', address });
  return {
    channel: by.channel,
    channel_id: by.channel_id,
    ...(about !== null ? { order_id: about } : {}),
    ...(people?.to ? { to: people.to.map(bare) } : {}),
    ...(people && people.cc.length > 0 ? { cc: people.cc.map(bare) } : {}),
    ...(people && people.bcc.length > 0 ? { bcc: people.bcc.map(bare) } : {})
  };
}

/** What is refused or taken back stands in the draft again. */
export async function send(conversation: Conversation, written: Written, drafts: Drafts): Promise<void> {
  const id = conversation.id;
  const key = crypto.randomUUID();
  const shown = preview(conversation, written, key);
  show(id, (messages) => [...messages, shown]);
  // Who chats waits for each line; a mail can wait until it is past recall.
  const seconds = written.reply.channel === 'chat' ? 0 : session.now.workspace.undo_send_seconds;
  try {
    const sent = await deliver(id, written, seconds, key);
    show(id, (messages) => [...messages.filter((one) => one.id !== shown.id && one.id !== sent.id), sent]);
    if (written.kind === 'reply' && seconds > 0) offerUndo(conversation, sent, written, seconds, drafts);
    askAgain(id);
  } catch (error) {
    const problem = Problem.from(error);
    if (problem.passing) {
      keepForLater(conversation, written, seconds, key);
      return;
    }
    show(id, (messages) => messages.filter((one) => one.id !== shown.id));
    drafts.giveBack(written.kind, written.writing);
    tellRefused(problem, t('send-refused'));
  }
}

/** It leaves at this moment; who writes first is looked at before, unless its author says otherwise on its card. */
export async function sendLater(conversation: Conversation, written: Written, at: string, drafts: Drafts): Promise<void> {
  const { id } = conversation;
  try {
    const body = { reply: replyOf(written, 0), send_at: at, hold_if_answered: true };
    await scheduleReply(id, body, crypto.randomUUID());
    toast({ text: t('scheduled-for', { time: format.dateTime(at) }) });
  } catch (error) {
    drafts.giveBack('reply', written.writing);
    tellRefused(error, t('send-refused'));
  }
  void queryClient.invalidateQueries({ queryKey: keys.scheduled(id) });
}

function content({ writing }: Written): NewNote {
  const attachments = carried(writing.attachments, writing.html).map((one) => one.id);
  return writing.html === null ? { text: writing.text, attachments } : { html: forMail(writing.html), attachments };
}

const noteOf = (written: Written): NewNote => ({ ...content(written), mentions: written.writing.mentions.map((one) => one.id) });
const replyOf = (written: Written, seconds: number): NewReply => ({
  ...content(written),
  ...written.reply,
  ...(written.status ? { status: written.status } : {}),
  undo_seconds: seconds
});

async function deliver(id: Id, written: Written, seconds: number, key: string): Promise<Message> {
  if (written.kind === 'reply') return sendReply(id, replyOf(written, seconds), key);
  const note = await addNote(id, noteOf(written), key);
  if (written.status) await changeConversation(id, { status: written.status });
  return note;
}

/** The very same request: if the first one had arrived after all, its key gives the answer that was lost. */
function keepForLater(conversation: Conversation, written: Written, seconds: number, key: string): void {
  const { id } = conversation;
  const words = { conversation: id, name: conversation.subject || conversation.customer?.name || '', kind: written.kind, writing: written.writing };
  if (written.kind === 'note') {
    queue({ key, method: 'POST', path: `/conversations/${id}/notes`, body: noteOf(written), words });
    if (written.status) queue({ method: 'PATCH', path: `/conversations/${id}`, body: { status: written.status }, after: key });
  } else {
    queue({ key, method: 'POST', path: `/conversations/${id}/replies`, body: replyOf(written, seconds), words });
  }
}

function offerUndo(conversation: Conversation, sent: Message, written: Written, seconds: number, drafts: Drafts): void {
  const undo = async (): Promise<void> => {
    try {
      await undoSend(sent.id);
      show(conversation.id, (messages) => messages.filter((one) => one.id !== sent.id));
      drafts.giveBack(written.kind, written.writing);
      if (written.status && written.status !== conversation.status) await changeConversation(conversation.id, { status: conversation.status });
    } catch (error) {
      tellRefused(error, t('undo-too-late'));
    }
    askAgain(conversation.id);
  };
  toast({ text: t('sent'), seconds, action: { label: t('undo'), run: () => void undo() } });
}

function preview(conversation: Conversation, written: Written, key: string): Message {
  const { id, name } = session.now.agent;
  const { writing } = written;
  const now = new Date().toISOString();
  return {
    id: `local_${key}`,
    conversation_id: conversation.id,
    author: { type: 'agent', id, name },
    visibility: written.kind === 'note' ? 'note' : 'public',
    channel: written.reply.channel ?? conversation.channel,
    channel_id: written.reply.channel_id ?? conversation.channel_id,
    from: null,
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    html: writing.html,
    text: writing.text,
    new_text: writing.text,
    has_quote: false,
    remote_images: 0,
    attachments: writing.attachments,
    delivery: null,
    threading: null,
    authentication: null,
    kind: 'message',
    mentions: writing.mentions.map((one) => one.id),
    seen_at: null,
    sent_at: now,
    created_at: now
  };
}

function show(id: Id, change: (messages: Message[]) => Message[]): void {
  queryClient.setQueryData<Message[]>(keys.messages(id), (messages) => messages && change(messages));
}

function askAgain(id: Id): void {
  void queryClient.invalidateQueries({ queryKey: keys.conversation(id) });
  void refreshRows([id]);
  void queryClient.invalidateQueries({ queryKey: keys.views });
}
