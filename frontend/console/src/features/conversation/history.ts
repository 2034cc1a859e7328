/** One change, as a sentence. */
import type { ActionKind } from '$api/order-actions';
import type { HistoryEntry, Id, Money, Priority, Ref, ReplyChannel, Status } from '$api/types';
import { actionText } from '$features/orders/actions/words';
import { format, t, tWord } from '$i18n';

/** What the log has by its id, as it is called now. */
export interface Names {
  teams: Ref[];
  stores: Ref[];
  mailboxes: Pick<ReplyChannel, 'channel_id' | 'name' | 'address'>[];
}

const named = (value: unknown): string | null => {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') return value.name;
  return null;
};
const words = (value: unknown): string[] => (Array.isArray(value) ? value.map((one) => named(one) ?? '').filter((one) => one !== '') : []);

export function sentence(entry: HistoryEntry, names: Names, conversation: Id): string {
  const data = entry.data;
  const to = data['to'];
  switch (entry.type) {
    case 'status':
      // Who only answered did not think of a status.
      if (entry.actor.type === 'customer' && to === 'open') return t('history-reopened');
      return t('history-status', { status: tWord('status', String(to as Status), 'status-open') });
    case 'priority':
      return t('history-priority', { priority: tWord('priority', String(to as Priority), 'priority-normal') });
    case 'assignee':
      return assigned(entry, to);
    case 'team':
      return passed(to, names.teams);
    case 'store':
      return moved(to, names.stores);
    case 'tags':
      return tagged(words(to), words(data['from']));
    case 'subject':
      return t('history-subject', { subject: named(to) ?? '' });
    case 'snoozed': {
      return typeof to === 'string' ? t('history-snoozed', { time: format.dateTime(to) }) : t('history-unsnoozed');
    }
    case 'linked':
      // Ids are given in the order of time.
      return String(data['conversation_id']) < conversation ? t('history-continues') : t('history-continued');
    case 'arrived_elsewhere':
      return elsewhere(data, names);
    case 'order_action':
      return ordered(data);
    case 'merged':
    case 'unmerged':
    case 'unsnoozed':
    case 'split':
    case 'message_moved':
    case 'custom_fields':
    case 'followers':
    case 'customer_changed':
    case 'reopened':
    case 'created':
    case 'imported':
    case 'silenced':
    case 'silence_ended':
    case 'delivery_failed':
      return tWord('history', entry.type, 'history-other');
    default:
      return t('history-other');
  }
}

/** The other conversation, where a change leads to one. */
export function leadsTo(entry: HistoryEntry, conversation: Id): Id | null {
  const other = entry.data['conversation_id'];
  return entry.type === 'linked' && typeof other === 'string' && other !== conversation ? other : null;
}

/** What a store made, as one tells a customer of it: a coupon's code, the number of an order. */
export function made(entry: HistoryEntry): string | null {
  const { coupon_code: code, order_number: number } = entry.data;
  if (entry.type !== 'order_action') return null;
  return typeof code === 'string' ? code : typeof number === 'string' ? `#${number}` : null;
}

/** What came of having a store do something. */
function ordered(data: HistoryEntry['data']): string {
  const amount = data['amount'] as Money | null | undefined;
  const kind = String(data['kind']);
  const undone = kind === 'undo' && typeof data['undoes'] === 'string' ? `${actionText({ kind: 'undo', amount: null })}: ` : '';
  const what = undone + actionText({ kind: (undone === '' ? kind : String(data['undoes'])) as ActionKind, amount: amount ?? null });
  const id = data['state'] === 'done' ? 'history-order-done' : data['state'] === 'failed' ? 'history-order-failed' : 'history-order-unknown';
  return t(id, { number: `#${String(data['number'])}`, what });
}

/** An id says nothing: who is not known is left without a name. */
function passed(to: unknown, teams: Ref[]): string {
  if (to === null || to === undefined) return t('history-team-none');
  const name = typeof to === 'string' ? teams.find((team) => team.id === to)?.name : named(to);
  return name ? t('history-team', { name }) : t('history-team-other');
}

function moved(to: unknown, stores: Ref[]): string {
  if (to === null || to === undefined) return t('history-store-none');
  const name = stores.find((one) => one.id === to)?.name;
  return name ? t('history-store', { name }) : t('history-store-other');
}

function assigned(entry: HistoryEntry, to: unknown): string {
  if (to === null || to === undefined) return t('history-assignee-none');
  const name = typeof to === 'string' ? t('actor-agent') : (named(to) ?? t('actor-agent'));
  return name === entry.actor.name ? t('history-assignee-self') : t('history-assignee', { name });
}

function elsewhere(data: HistoryEntry['data'], { mailboxes }: Names): string {
  const mailbox = mailboxes.find((one) => one.channel_id === data['channel_id']);
  const name = mailbox?.address || mailbox?.name || named(data['channel_name']);
  return name ? t('history-arrived-elsewhere', { name }) : t('history-arrived-elsewhere-unnamed');
}

function tagged(now: string[], before: string[]): string {
  const added = now.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !now.includes(tag));
  if (added.length > 0 && removed.length === 0) return t('history-tags-added', { tags: format.list(added) });
  if (removed.length > 0 && added.length === 0) return t('history-tags-removed', { tags: format.list(removed) });
  return t('history-tags');
}

/** Who did it; what happens by itself has no name. */
export const actorName = (entry: HistoryEntry): string =>
  entry.actor.name || tWord('actor', entry.actor.type, 'actor-system');
