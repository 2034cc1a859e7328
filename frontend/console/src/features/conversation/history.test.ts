import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { HistoryEntry } from '$api/types';
import { setLanguage } from '$i18n';
import { leadsTo, made, sentence, type Names } from './history';

const names: Names = {
  teams: [{ id: 'tm_1', name: 'Returns' }],
  stores: [{ id: 'sto_1', name: 'Nar Kids' }],
  mailboxes: [{ channel_id: 'ch_1', name: 'Help', address: 'help@nar.example' }]
};
const entry = (type: HistoryEntry['type'], data: object, actor = 'agent'): HistoryEntry =>
  ({ id: 'evt_1', type, at: '2026-11-20T10:00:00Z', actor: { type: actor, id: 'x', name: null }, data }) as HistoryEntry;
const said = (given: HistoryEntry, here = 'cnv_1'): string => sentence(given, names, here).replace(/[\u2066-\u2069]/g, '');

describe('a change of a conversation', () => {
  beforeAll(async () => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
    await setLanguage('en');
  });

  it('names a team as it is called now, and never shows an id', () => {
    expect(said(entry('team', { to: 'tm_1' }))).toBe('passed it to the team Returns');
    expect(said(entry('team', { to: 'tm_2' }))).toBe('passed it to another team');
    expect(said(entry('team', { to: null }))).toBe('removed the team');
    expect(said(entry('assignee', { to: 'agt_9' }))).toBe('assigned it to Agent');
  });

  it('names the store that it is about', () => {
    expect(said(entry('store', { from: null, to: 'sto_1' }))).toBe('set the store to Nar Kids');
    expect(said(entry('store', { from: null, to: 'sto_2' }))).toBe('set another store');
    expect(said(entry('store', { from: 'sto_1', to: null }))).toBe('removed the store');
  });

  it('by a customer who answered is no choice of a status', () => {
    expect(said(entry('status', { from: 'solved', to: 'open' }, 'customer'))).toBe('reopened it');
    expect(said(entry('status', { from: 'solved', to: 'open' }))).toBe('set the status to Open');
  });

  it('that links two conversations leads from each to the other', () => {
    const earlier = entry('linked', { conversation_id: 'cnv_1', number: 1, subject: 'Hi' }, 'system');
    expect([said(earlier, 'cnv_2'), leadsTo(earlier, 'cnv_2')]).toEqual(['began it as the continuation of an earlier conversation', 'cnv_1']);
    const later = entry('linked', { conversation_id: 'cnv_2', number: 2, subject: 'Hi' }, 'system');
    expect([said(later, 'cnv_1'), leadsTo(later, 'cnv_1')]).toEqual(['continued it in a new conversation', 'cnv_2']);
  });

  it('that a store was had to make says what, for which order, and how it ended', () => {
    const data = { kind: 'refund', state: 'done', number: '47', amount: { amount: '12.50', currency: 'TRY' }, undoes: null };
    expect(said(entry('order_action', data))).toMatch(/^had the store do this for order #47: .*Refund.*12\.50/);
    expect(said(entry('order_action', { ...data, state: 'unknown' }))).toContain('whether it was done is not known');
    const back = { ...data, kind: 'undo', undoes: 'note', amount: null };
    expect(said(entry('order_action', back))).toMatch(/Taking back.*Note/);
  });

  it('has what a store made, to be told to the customer', () => {
    const data = { kind: 'coupon', state: 'done', number: '47', amount: null, undoes: null, coupon_code: 'k3stane', order_number: null };
    expect(made(entry('order_action', data))).toBe('k3stane');
    expect(made(entry('order_action', { ...data, kind: 'replacement', coupon_code: null, order_number: '1012' }))).toBe('#1012');
    expect(made(entry('order_action', { kind: 'note', state: 'done', number: '47' }))).toBeNull();
    expect(made(entry('status', { to: 'open', coupon_code: 'x' }))).toBeNull();
  });

  it('tells to which other mailbox a mail came', () => {
    expect(said(entry('arrived_elsewhere', { message_id: 'msg_1', channel_id: 'ch_1' }, 'system'))).toBe('saw that this mail also came to help@nar.example');
    expect(said(entry('arrived_elsewhere', { message_id: 'msg_1', channel_id: 'ch_9' }, 'system'))).toBe('saw that this mail also came to another mailbox');
  });
});
