import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '$api/types';
import { copiesOf } from './copies';

const conversation = {
  reply_channels: [
    { channel: 'email', channel_id: 'ch_1', name: 'Help', address: 'help@nar.example' },
    { channel: 'chat', channel_id: 'ch_2', name: 'Chat', address: null }
  ],
  customer: { id: 'cus_1', name: 'Emma', email: 'emma@mail.example' }
} as unknown as Conversation;
const mail = (type: string, ...cc: string[]): Message => ({ author: { type }, cc: cc.map((address) => ({ name: '', address })) }) as Message;

describe('the copies of an answer', () => {
  it('go to whom the customer copied last, whatever we wrote since', () => {
    const messages = [mail('customer', 'old@mail.example'), mail('customer', 'boss@mail.example'), mail('agent', 'ours@mail.example')];
    expect(copiesOf(conversation, messages)).toEqual(['boss@mail.example']);
  });

  it('never go to us or to a reply address of ours, nor twice to the customer', () => {
    const messages = [mail('customer', 'Help@Nar.example', 'help+r.7hq2.k3@nar.example', 'EMMA@mail.example', 'help@other.example', 'help@other.example')];
    expect(copiesOf(conversation, messages)).toEqual(['help@other.example']);
  });
});
