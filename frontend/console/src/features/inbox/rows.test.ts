import { describe, expect, it } from 'vitest';
import type { Conversation, View } from '$api/types';
import { belongs, patched, placed, withHead, without, type Asker, type Rows } from './rows';

const saved: View = { id: 'viw_1', kind: 'saved', name: 'VIP', filter: { tag: 'VIP', status: [] }, count: 2, shared: true, own: true };
const asker: Asker = { me: 'agt_me', views: [saved] };
const at = (minute: number): string => `2026-11-22T07:${String(minute).padStart(2, '0')}:00.000Z`;

function row(id: string, minute: number, more: Partial<Conversation> = {}): Conversation {
  const base = { id, number: 1, subject: id, status: 'open', priority: 'normal', channel: 'email', channel_id: 'chn_1', store_id: null, assignee: null, team: null, tags: [] };
  const customer = { id: 'cus_1', name: 'Emma', email: null };
  const rest = { customer, snippet: '', unread: false, followers: [], merged_into: null, waiting_since: null, created_at: at(minute), last_activity_at: at(minute) };
  return { ...base, ...rest, ...more } as unknown as Conversation;
}
/** Two pages, newest first: a to c, d to f. */
const list = (next: string | null = 'more'): Rows => ({
  pages: [
    { data: [row('cnv_f', 50), row('cnv_e', 45), row('cnv_d', 40)], next: 'second' },
    { data: [row('cnv_c', 30), row('cnv_b', 25), row('cnv_a', 20)], next }
  ],
  pageParams: [undefined, 'second']
});
const ids = (rows: Rows): string => rows.pages.map((page) => page.data.map((one) => one.id.slice(4)).join('')).join('|');

describe('whether a list holds a conversation', () => {
  it('follows from what its view stands for', () => {
    expect(belongs(row('cnv_a', 1), { view: 'all' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1, { status: 'solved' }), { view: 'all' }, asker)).toBe(false);
    expect(belongs(row('cnv_a', 1, { status: 'closed' }), { view: 'solved' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1), { view: 'mine' }, asker)).toBe(false);
    expect(belongs(row('cnv_a', 1, { assignee: { id: 'agt_me', name: 'Me' } }), { view: 'mine' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1, { followers: [{ id: 'agt_me', name: 'Me' }] }), { view: 'following' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1, { team: { id: 'tm_1', name: 'T' } }), { view: 'tm_1' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1, { team: { id: 'tm_2', name: 'T' } }), { view: 'tm_1' }, asker)).toBe(false);
    expect(belongs(row('cnv_a', 1, { status: 'spam', tags: ['vip'] }), { view: 'viw_1' }, asker)).toBe(false);
    expect(belongs(row('cnv_a', 1, { status: 'pending', tags: ['vip'] }), { view: 'viw_1' }, asker)).toBe(true);
  });

  it('is for the server to say where orders decide', () => {
    expect(belongs(row('cnv_a', 1), { view: 'all', order_late: true }, asker)).toBe(null);
    expect(belongs(row('cnv_a', 1, { status: 'solved' }), { status: 'open', order: '1042' }, asker)).toBe(false);
    const late: View = { ...saved, filter: { order_open: true } };
    expect(belongs(row('cnv_a', 1), { view: 'viw_1' }, { ...asker, views: [late] })).toBe(null);
  });

  it('follows from the filters that narrow it', () => {
    expect(belongs(row('cnv_a', 1), { status: 'open,pending', channel: 'email', assignee: 'none' }, asker)).toBe(true);
    expect(belongs(row('cnv_a', 1), { status: 'open', customer: 'cus_2' }, asker)).toBe(false);
    expect(belongs(row('cnv_a', 1), { view: 'all', sort: 'waiting_since' }, asker)).toBe(false);
  });

  it('is never so for one that went into another', () => {
    expect(belongs(row('cnv_a', 1, { merged_into: 'cnv_b' }), { view: 'all' }, asker)).toBe(false);
  });

  it('is for the server to say where words or a call decide', () => {
    expect(belongs(row('cnv_a', 1), { view: 'all', q: 'lamp' }, asker)).toBeNull();
    expect(belongs(row('cnv_a', 1), { view: 'mentions' }, asker)).toBeNull();
    expect(belongs(row('cnv_a', 1), { status: 'open', tag: 'tag_1' }, asker)).toBeNull();
    expect(belongs(row('cnv_a', 1), { view: 'viw_unknown' }, asker)).toBeNull();
    expect(belongs(row('cnv_a', 1, { status: 'solved' }), { view: 'mentions' }, asker)).toBe(false);
  });
});

describe('a conversation that changed', () => {
  it('goes where its order has it, once', () => {
    expect(ids(placed(list(), row('cnv_b', 55), undefined))).toBe('bfed|ca');
    expect(ids(placed(list(), row('cnv_g', 27), undefined))).toBe('fed|cgba');
    expect(ids(placed(list(), row('cnv_e', 45, { subject: 'new' }), undefined))).toBe('fed|cba');
  });

  it('comes when one scrolls there if it is behind what was loaded', () => {
    expect(ids(placed(list(), row('cnv_g', 5), undefined))).toBe('fed|cba');
    expect(ids(placed(list(null), row('cnv_g', 5), undefined))).toBe('fed|cbag');
  });

  it('leaves, and is told anew, without touching other pages', () => {
    const before = list();
    const gone = without(before, 'cnv_e');
    expect(ids(gone)).toBe('fd|cba');
    expect(gone.pages[1]).toBe(before.pages[1]);
    expect(without(before, 'cnv_x')).toBe(before);
    expect(patched(before, 'cnv_a', (one) => ({ ...one, unread: true })).pages[1]?.data[2]?.unread).toBe(true);
  });
});

describe('the beginning of a list', () => {
  it('is as the server has it, and what stands behind stays', () => {
    const head = { data: [row('cnv_b', 55), row('cnv_f', 50), row('cnv_d', 40)], next: 'other' };
    expect(ids(withHead(list(), head, undefined))).toBe('bfd|ca');
  });

  it('is all of it when nothing follows', () => {
    expect(ids(withHead(list(), { data: [row('cnv_f', 50)], next: null }, undefined))).toBe('f');
  });
});
