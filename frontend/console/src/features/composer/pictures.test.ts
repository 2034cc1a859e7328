import { describe, expect, it } from 'vitest';
import type { Attachment } from '$api/types';
import { carried, forMail, onScreen } from './pictures';

const shown = '<div>a<img src="/api/v1/attachments/att_1" alt="x"></div>';

describe('pictures in a text', () => {
  it('have a name in the mail and an address on the screen', () => {
    expect(forMail(shown)).toBe('<div>a<img src="cid:att_1" alt="x"></div>');
    expect(onScreen(forMail(shown))).toBe(shown);
    expect(onScreen('<img alt="" src="cid:att_1@tillside">')).toBe('<img alt="" src="/api/v1/attachments/att_1">');
    expect(forMail('<img src="https://x.example/att_1">')).toBe('<img src="https://x.example/att_1">');
  });

  it('go with the mail only while they stand in it', () => {
    const one = (id: string, inline: boolean): Attachment => ({ id, inline, name: id, type: 'image/png', size: 1, url: `/api/v1/attachments/${id}`, link_until: null });
    const all = [one('att_1', true), one('att_2', true), one('att_3', false)];
    expect(carried(all, shown).map(({ id }) => id)).toEqual(['att_1', 'att_3']);
    expect(carried(all, null).map(({ id }) => id)).toEqual(['att_3']);
  });
});
