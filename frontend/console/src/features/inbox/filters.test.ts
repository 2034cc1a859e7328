import { describe, expect, it } from 'vitest';
import type { View } from '$api/types';
import { isByOrders, question, savable } from './filters';

const saved: View = { id: 'viw_1', kind: 'saved', name: 'VIP', filter: { tag: 'vip', status: ['open', 'pending'] }, count: 2, shared: true, own: true };

describe('what the list asks for', () => {
  it('is the view while only words and an order are given', () => {
    expect(question('mine', undefined, { q: 'lamp', sort: 'waiting_since' })).toEqual({ view: 'mine', q: 'lamp', sort: 'waiting_since' });
  });

  it('is what the view stands for when filters narrow it', () => {
    expect(question('mine', undefined, { channel: 'chat' })).toEqual({ status: 'open', assignee: 'me', channel: 'chat' });
    expect(question('tm_1', undefined, { tag: 'vip' })).toEqual({ team: 'tm_1', status: 'open', tag: 'vip' });
    expect(question('viw_1', saved, { channel: 'email', q: 'x' })).toEqual({ tag: 'vip', status: 'open,pending', channel: 'email', q: 'x' });
  });

  it('names states of orders in one word, as a saved view keeps them apart', () => {
    const view: View = { ...saved, filter: { order_status: ['processing', 'on_hold'], order_late: true } };
    expect(question('viw_1', view, { channel: 'email' })).toEqual({ order_status: 'processing,on_hold', order_late: true, channel: 'email' });
    expect(savable('all', undefined, { order_status: 'pending,processing', order: '1042' })).toEqual({ status: ['open'], order_status: ['pending', 'processing'], order: '1042' });
    expect([view.filter ?? {}, { order: '1042' }, { order_open: false }, { tag: 'vip' }, {}].map(isByOrders)).toEqual([true, true, true, false, false]);
  });

  it('is saved without words and order', () => {
    expect(savable('viw_1', saved, { q: 'x', sort: 'created_at', channel: 'email' })).toEqual({ tag: 'vip', status: ['open', 'pending'], channel: 'email' });
  });
});
