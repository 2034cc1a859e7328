/** What happened in a conversation, in one stream: days, messages grouped by author, changes as thin lines. */
import type { HistoryEntry, Message } from '$api/types';

export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; message: Message; continued: boolean; last: boolean }
  | { kind: 'change'; key: string; entries: HistoryEntry[] };

/** Messages of one author within this time are one group, in milliseconds. */
const GROUP = 5 * 60_000;
/** Changes by one person within this time are one line. */
const TOGETHER = 2 * 60_000;
/** Events that the messages tell already. */
const SILENT = new Set(['created', 'delivery_failed']);

export function timeline(messages: Message[], history: HistoryEntry[], dayOf: (at: string) => string): TimelineItem[] {
  const told = (entry: HistoryEntry): boolean => !SILENT.has(entry.type) && !(entry.type === 'status' && entry.data['to'] === 'snoozed');
  const moments = [
    ...messages.map((message) => ({ at: message.created_at, message })),
    ...history.filter(told).map((entry) => ({ at: entry.at, entry }))
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

  const items: TimelineItem[] = [];
  let day = '';
  for (const moment of moments) {
    const its = dayOf(moment.at);
    if (its !== day) items.push({ kind: 'day', key: `day-${its}`, at: moment.at });
    day = its;
    if ('message' in moment) items.push(messageItem(moment.message, items.at(-1)));
    else addChange(moment.entry, items);
  }
  return items;
}

function messageItem(message: Message, before: TimelineItem | undefined): TimelineItem {
  const continued =
    before?.kind === 'message' &&
    before.message.author.type === message.author.type &&
    before.message.author.id === message.author.id &&
    before.message.visibility === message.visibility &&
    before.message.channel === message.channel &&
    message.channel === 'chat' &&
    Date.parse(message.created_at) - Date.parse(before.message.created_at) < GROUP;
  if (before?.kind === 'message') before.last = !continued;
  return { kind: 'message', key: message.id, message, continued, last: true };
}

function addChange(entry: HistoryEntry, items: TimelineItem[]): void {
  const before = items.at(-1);
  const last = before?.kind === 'change' ? before.entries.at(-1) : undefined;
  const same = last?.actor.id === entry.actor.id && last.actor.type === entry.actor.type;
  if (before?.kind === 'change' && last && same && Date.parse(entry.at) - Date.parse(last.at) < TOGETHER) {
    before.entries.push(entry);
  } else {
    items.push({ kind: 'change', key: entry.id, entries: [entry] });
  }
}
