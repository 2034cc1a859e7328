import { del, get, link, patch, post, put, upload } from './client';
import type { QueryOf } from './contract';
import type {
  Attachment,
  BulkResult,
  CalendarEvent,
  Conversation,
  ConversationPatch,
  ConversationRow,
  CustomField,
  Draft,
  HistoryEntry,
  Id,
  Message,
  NewConversation,
  NewNote,
  NewReply,
  Page,
  ReplyPreview,
  ReplyToPreview,
  ReplyToSchedule,
  ScheduledChange,
  ScheduledReply,
  Tag,
  View,
  ViewFilter
} from './types';

/** Which conversations a list shows; several states are separated by commas. */
export type ConversationFilter = Omit<QueryOf<'/conversations'>, 'view' | 'after' | 'limit'>;

export const listConversations = (
  filter: QueryOf<'/conversations'>,
  signal?: AbortSignal
): Promise<Page<ConversationRow>> => get('/conversations', filter, signal);
export const readConversation = (id: Id, signal?: AbortSignal): Promise<Conversation> =>
  get(`/conversations/${id}`, undefined, signal);
export const changeConversation = (id: Id, change: ConversationPatch): Promise<Conversation> =>
  patch(`/conversations/${id}`, change);
export const changeConversations = (ids: Id[], change: ConversationPatch): Promise<{ data: BulkResult[] }> =>
  post('/conversations/bulk', { ids, patch: change });
export const startConversation = (body: NewConversation, idempotencyKey: string): Promise<Conversation> =>
  post('/conversations', body, { idempotencyKey });

/** All messages of a conversation, oldest first; a long one comes in several pages. */
export async function listMessages(id: Id, signal?: AbortSignal): Promise<Message[]> {
  const all: Message[] = [];
  let after: string | null = null;
  do {
    const page: Page<Message> = await get(`/conversations/${id}/messages`, { after, limit: 200 }, signal);
    all.push(...page.data);
    after = page.next;
  } while (after !== null);
  return all;
}
/** All that was done to a conversation, oldest first; a long one comes in several pages. */
export async function listHistory(id: Id, signal?: AbortSignal): Promise<{ data: HistoryEntry[] }> {
  const data: HistoryEntry[] = [];
  let after: string | null = null;
  do {
    const page: Page<HistoryEntry> = await get(`/conversations/${id}/history`, { after, limit: 200 }, signal);
    data.push(...page.data);
    after = page.next;
  } while (after !== null);
  return { data };
}
export const sendReply = (id: Id, body: NewReply, idempotencyKey: string): Promise<Message> =>
  post(`/conversations/${id}/replies`, body, { idempotencyKey });
export const previewReply = (id: Id, body: ReplyToPreview): Promise<ReplyPreview> =>
  post(`/conversations/${id}/replies/preview`, body);
export const scheduleReply = (id: Id, body: ReplyToSchedule, idempotencyKey: string): Promise<ScheduledReply> =>
  post(`/conversations/${id}/scheduled-replies`, body, { idempotencyKey });
export const listScheduled = (id: Id): Promise<{ data: ScheduledReply[] }> => get(`/conversations/${id}/scheduled-replies`);
export const changeScheduled = (id: Id, change: ScheduledChange): Promise<ScheduledReply> =>
  patch(`/scheduled-replies/${id}`, change);
export const cancelScheduled = (id: Id): Promise<unknown> => del(`/scheduled-replies/${id}`);
export const sendScheduled = (id: Id): Promise<Message> => post(`/scheduled-replies/${id}/send`);
export const addNote = (id: Id, body: NewNote, idempotencyKey: string): Promise<Message> =>
  post(`/conversations/${id}/notes`, body, { idempotencyKey });
export const undoSend = (id: Id): Promise<unknown> =>
  post(`/messages/${id}/undo`);
export const retrySend = (id: Id): Promise<Message> => post(`/messages/${id}/retry`);
export const readdressSend = (id: Id, wrong: string, right: string): Promise<Message> =>
  post(`/messages/${id}/readdress`, { wrong, right: { name: '', address: right } });
export const messageFrame = (id: Id, images: boolean): string =>
  link(`/messages/${id}/html`, { quotes: '1', ...(images ? { images: '1' } : {}) });
export const readEvent = (attachment: Id, signal?: AbortSignal): Promise<CalendarEvent> =>
  get(`/attachments/${attachment}/event`, undefined, signal);
export const messageSource = (id: Id): string => link(`/messages/${id}/raw`);

export const mergeConversation = (id: Id, into: Id): Promise<Conversation> => post(`/conversations/${id}/merge`, { into });
export const unmergeConversation = (id: Id): Promise<Conversation> => post(`/conversations/${id}/unmerge`);
export const splitConversation = (id: Id, message_id: Id): Promise<Conversation> =>
  post(`/conversations/${id}/split`, { message_id });
/** To another conversation, or with null to a new one. */
export const moveMessage = (id: Id, into: Id | null): Promise<Conversation> => post(`/messages/${id}/move`, { into });
export const unmoveMessage = (id: Id): Promise<Conversation> => post(`/messages/${id}/unmove`);
export const unsplitConversation = (id: Id): Promise<Conversation> => post(`/conversations/${id}/unsplit`);

export const markRead = (id: Id): Promise<void> => post(`/conversations/${id}/read`);
export const markUnread = (id: Id): Promise<void> => post(`/conversations/${id}/unread`);
export const tellPresence = (id: Id, state: 'viewing' | 'typing' | 'left'): Promise<void> =>
  post(`/conversations/${id}/presence`, { state });

export const readDraft = (id: Id): Promise<Draft | null> => get(`/conversations/${id}/draft`);
export const keepDraft = (id: Id, draft: Draft): Promise<void> => put(`/conversations/${id}/draft`, draft);
export const dropDraft = (id: Id): Promise<void> => del(`/conversations/${id}/draft`);

export const listViews = (): Promise<{ data: View[] }> => get('/views');
export const createView = (body: { name: string; filter: ViewFilter; shared: boolean }): Promise<View> =>
  post('/views', body);
export const changeView = (id: Id, body: Partial<Pick<View, 'name' | 'filter' | 'shared'>>): Promise<View> =>
  patch(`/views/${id}`, body);
export const deleteView = (id: Id): Promise<void> => del(`/views/${id}`);

export const listTags = (): Promise<Page<Tag>> => get('/tags', { limit: 200 });
export const createTag = (body: { name: string; color?: string }): Promise<Tag> => post('/tags', body);
export const changeTag = (id: Id, body: { name?: string; color?: string }): Promise<Tag> => patch(`/tags/${id}`, body);
export const deleteTag = (id: Id): Promise<void> => del(`/tags/${id}`);
export const listCustomFields = (): Promise<Page<CustomField>> => get('/custom-fields', { limit: 200 });
export const createCustomField = (body: Omit<CustomField, 'id'>): Promise<CustomField> => post('/custom-fields', body);
export const changeCustomField = (id: Id, body: Partial<Pick<CustomField, 'label' | 'choices'>>): Promise<CustomField> =>
  patch(`/custom-fields/${id}`, body);
export const deleteCustomField = (id: Id): Promise<void> => del(`/custom-fields/${id}`);

export const uploadAttachment = (
  file: File,
  progress: (done: number) => void,
  signal?: AbortSignal
): Promise<Attachment> => upload('/attachments', [file], progress, signal);
