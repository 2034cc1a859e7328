/** Addresses of the inbox: `/inbox/<view>/<conversation>`. */
import { goto } from '$app/navigation';
import type { Id, View } from '$api/types';
import { tWord } from '$i18n';

export const inboxPath = (view: string, conversation?: Id | null): string =>
  conversation ? `/inbox/${view}/${conversation}` : `/inbox/${view}`;

export const openConversation = (view: string, id: Id | null): Promise<void> =>
  goto(inboxPath(view, id), { keepFocus: true, noScroll: true });

/** Built-in views have names in our languages, others have the names that people gave them. */
export const viewName = (view: Pick<View, 'id' | 'kind' | 'name'>): string =>
  view.kind === 'builtin' ? tWord('view', view.id, 'view-all') : (view.name ?? view.id);
