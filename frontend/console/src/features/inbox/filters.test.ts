import { describe, expect, it } from 'vitest';
import type { View } from '$api/types';
import { question, savable } from './filters';

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

  it('is saved without words and order', () => {
    expect(savable('viw_1', saved, { q: 'x', sort: 'created_at', channel: 'email' })).toEqual({ tag: 'vip', status: ['open', 'pending'], channel: 'email' });
  });
});
