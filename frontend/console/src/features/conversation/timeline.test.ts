import { describe, expect, it } from 'vitest';
import type { HistoryEntry, Message } from '$api/types';
import { timeline } from './timeline';

const message = (id: string, at: string, author = 'cus_1', channel = 'chat'): Message =>
  ({ id, created_at: at, author: { type: 'customer', id: author, name: author }, visibility: 'public', channel }) as Message;
const change = (id: string, at: string, type: HistoryEntry['type'] = 'status'): HistoryEntry =>
  ({ id, at, type, actor: { type: 'agent', id: 'agt_1', name: 'Derya' }, data: {} }) as HistoryEntry;
const day = (at: string): string => at.slice(0, 10);

describe('the stream of a conversation', () => {
  it('puts messages and changes in the order in which they happened, under their days', () => {
    const items = timeline(
      [message('m1', '2026-11-20T10:00:00Z'), message('m2', '2026-11-21T09:00:00Z')],
      [change('h1', '2026-11-20T11:00:00Z')],
      day
    );
    expect(items.map((item) => item.key)).toEqual(['day-2026-11-20', 'm1', 'h1', 'day-2026-11-21', 'm2']);
  });

  it('groups chat messages that one person wrote within minutes, and nobody else’s', () => {
    const items = timeline(
      [
        message('m1', '2026-11-20T10:00:00Z'),
        message('m2', '2026-11-20T10:01:00Z'),
        message('m3', '2026-11-20T10:02:00Z', 'cus_2'),
        message('m4', '2026-11-20T10:30:00Z', 'cus_2')
      ],
      [],
      day
    );
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.continued] : []))).toEqual([false, true, false, false]);
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.last] : [])), 'the last of a group says when').toEqual([false, true, true, true]);
  });

  it('draws changes of one person in one go as one line, and leaves out what the messages tell', () => {
    const items = timeline(
      [],
      [
        change('h0', '2026-11-20T10:00:00Z', 'created'),
        change('h1', '2026-11-20T10:00:10Z'),
        change('h2', '2026-11-20T10:00:40Z', 'tags'),
        change('h3', '2026-11-20T11:00:00Z')
      ],
      day
    );
    expect(items.flatMap((item) => (item.kind === 'change' ? [item.entries.map((entry) => entry.id)] : []))).toEqual([['h1', 'h2'], ['h3']]);
  });
});
