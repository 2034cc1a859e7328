/** Pictures in a text: on the screen by their address, in a mail by their name (`cid:`). */
import type { Attachment, Id } from '$api/types';

const ON_SCREEN = /(<img\b[^>]*?\bsrc=")\/api\/v1\/attachments\/(att_\w+)"/g;
const IN_MAIL = /(<img\b[^>]*?\bsrc=")cid:(att_\w+)(?:@[^"]*)?"/g;

export const forMail = (html: string): string => html.replaceAll(ON_SCREEN, '$1cid:$2"');
export const onScreen = (html: string): string => html.replaceAll(IN_MAIL, '$1/api/v1/attachments/$2"');

/** The files that go with a text: a picture whose place in it was deleted does not. */
export const carried = (attachments: Attachment[], html: string | null): Attachment[] =>
  attachments.filter((one) => one.inline !== true || stands(one.id, html));

const stands = (id: Id, html: string | null): boolean => html?.includes(`/attachments/${id}"`) === true;

/** What can be shown in place by every mail program. */
export const isPicture = (type: string): boolean => /^image\/(?:png|jpeg|gif|webp)$/.test(type);
