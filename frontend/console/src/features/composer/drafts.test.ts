import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '$api/types';
import { Drafts, nothing, type Writing } from './drafts';

const server: { row: Draft | null } = { row: null };
vi.mock('$api/conversations', () => ({
  readDraft: () => Promise.resolve(server.row),
  keepDraft: (_: string, draft: Draft) => Promise.resolve(void (server.row = draft)),
  dropDraft: () => Promise.resolve(void (server.row = null))
}));

const file = { id: 'att_1', name: 'photo.txt', type: 'text/plain', size: 3, inline: false, url: '/x', link_until: null };
const written = (text: string, more: Partial<Writing> = {}): Writing => ({ ...nothing(), text, ...more });
const understand = ({ text, html }: Draft): Promise<{ text: string; html: string | null; mentions: [] }> => Promise.resolve({ text: text ?? '', html: html ?? null, mentions: [] });

describe('a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    server.row = null;
  });

  it('is two texts: what was written as a note is never in the reply', () => {
    const drafts = new Drafts('agt_1', 'cnv_1');
    drafts.keep('note', written('only for us'));
    expect(drafts.read('reply')).toBeNull();
    drafts.keep('reply', written('Dear Emma'));
    vi.advanceTimersByTime(10);
    const again = new Drafts('agt_1', 'cnv_1');
    expect([again.read('reply')?.text, again.read('note')?.text]).toEqual(['Dear Emma', 'only for us']);
  });

  it('comes back with its files, copies, channel and those it names', () => {
    const whole = written('@Zeynep please look', {
      mentions: [{ id: 'agt_2', name: 'Zeynep' }],
      attachments: [file],
      copies: { cc: ['boss@x.example'], bcc: [] },
      channel: { channel: 'email', channel_id: 'ch_1' }
    });
    new Drafts('agt_1', 'cnv_1').keep('reply', whole);
    expect(new Drafts('agt_1', 'cnv_1').read('reply')).toMatchObject(whole);
  });

  it('is kept for files alone, too', () => {
    const drafts = new Drafts('agt_1', 'cnv_1');
    drafts.keep('reply', written('', { attachments: [file] }));
    expect(drafts.read('reply')?.attachments).toEqual([file]);
    drafts.keep('reply', nothing());
    expect(drafts.read('reply')).toBeNull();
  });

  it('is nobody else’s', () => {
    new Drafts('agt_1', 'cnv_1').keep('reply', written('mine'));
    expect(new Drafts('agt_2', 'cnv_1').read('reply')).toBeNull();
  });

  it('is on the server as what is shown, and when that is gone the other one is', () => {
    const drafts = new Drafts('agt_1', 'cnv_1');
    drafts.keep('note', written('for us'));
    drafts.keep('reply', written('for them'));
    vi.runAllTimers();
    expect(server.row).toEqual({ kind: 'reply', text: 'for them', html: null });
    drafts.show('note');
    vi.runAllTimers();
    expect(server.row?.kind).toBe('note');
    drafts.forget('note');
    vi.runAllTimers();
    expect(server.row?.kind).toBe('reply');
    drafts.forget('reply');
    expect(server.row).toBeNull();
  });

  it('of another device fills only what is empty here, and is gone from the server once it was sent', async () => {
    server.row = { kind: 'note', text: 'from the phone', html: null };
    const drafts = new Drafts('agt_1', 'cnv_1');
    drafts.keep('reply', written('from here'));
    expect(await drafts.fromServer(understand)).toMatchObject({ kind: 'note', writing: { text: 'from the phone' } });
    expect(await drafts.fromServer(understand)).toBeNull();
    drafts.forget('reply');
    drafts.forget('note');
    expect(server.row).toBeNull();
  });

  it('that comes back stands above what was written since, with the files of both', () => {
    const drafts = new Drafts('agt_1', 'cnv_1');
    const heard: [string, string][] = [];
    const deaf = drafts.listen((kind, writing) => heard.push([kind, writing.text]));
    drafts.keep('reply', written('second', { attachments: [{ ...file, id: 'att_2' }] }));
    new Drafts('agt_1', 'cnv_1').giveBack('reply', written('first', { attachments: [file], copies: { cc: ['a@x.example'], bcc: ['b@x.example'] } }));
    expect(drafts.read('reply')).toMatchObject({ text: 'first\n\nsecond', copies: { cc: ['a@x.example'], bcc: ['b@x.example'] } });
    expect(drafts.read('reply')?.attachments.map((one) => one.id)).toEqual(['att_1', 'att_2']);
    expect(heard).toEqual([['reply', 'first\n\nsecond']]);
    deaf();
  });
});
