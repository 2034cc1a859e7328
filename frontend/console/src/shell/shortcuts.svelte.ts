/**
 * Keys. An action is bound where it can be done (`bind`), under the key that the person chose or its default.
 * Nothing fires while one types, while an input method composes, or with another modifier held. The place of the key
 * on the keyboard is used (`code`), so that `j` is the same key on Korean and Persian layouts.
 */
import type { MessageId } from '$i18n';

export const actions = {
  next: 'KeyJ',
  previous: 'KeyK',
  reply: 'KeyR',
  note: 'KeyN',
  assign: 'KeyA',
  tag: 'KeyT',
  status: 'KeyS',
  snooze: 'KeyZ',
  solve: 'KeyE',
  priority: 'KeyP',
  unread: 'KeyU',
  undo: 'Shift+KeyZ',
  select: 'KeyX',
  compose: 'KeyC',
  search: 'Slash',
  help: 'Shift+Slash',
  back: 'Escape'
} as const;
export type Action = keyof typeof actions;
export const actionText = (action: Action): MessageId => `shortcut-${action}`;

const KEPT = 'tillside.keys';
let chosen = $state<Partial<Record<Action, string>>>(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as object);
let helpOpen = $state(false);
const bound = new Map<Action, (() => void)[]>();

export const help = {
  get open(): boolean {
    return helpOpen;
  },
  set open(value: boolean) {
    helpOpen = value;
  }
};
export const showShortcuts = (): void => void (helpOpen = true);

export const keyOf = (action: Action): string => chosen[action] ?? actions[action];
export const keyLabel = (key: string): string =>
  key === 'Shift+Slash' ? '?' : key.replace('Shift+', '⇧').replace('Key', '').replace('Digit', '').replace('Slash', '/').replace('Escape', 'Esc');

/** Gives an action another key; an action that had the key gets the old one. */
export function remap(action: Action, key: string): void {
  const before = keyOf(action);
  const other = (Object.keys(actions) as Action[]).find((one) => one !== action && keyOf(one) === key);
  chosen = { ...chosen, [action]: key, ...(other ? { [other]: before } : {}) };
  localStorage.setItem(KEPT, JSON.stringify(chosen));
}
export function resetKeys(): void {
  chosen = {};
  localStorage.removeItem(KEPT);
}

/** Binds actions while a component is there: `$effect(() => bind({ reply: … }))`. The newest binding wins. */
export function bind(handlers: Partial<Record<Action, () => void>>): () => void {
  for (const [action, run] of Object.entries(handlers)) {
    bound.set(action as Action, [...(bound.get(action as Action) ?? []), run]);
  }
  return () => {
    for (const [action, run] of Object.entries(handlers)) {
      bound.set(
        action as Action,
        (bound.get(action as Action) ?? []).filter((one) => one !== run)
      );
    }
  };
}

/** Signs that stand in another place on other keyboards: on a Turkish one `/` is Shift+7. */
const byLetter: Record<string, string> = { '?': 'Shift+Slash', '/': 'Slash' };

export function describeKey(event: KeyboardEvent): string {
  return `${event.shiftKey ? 'Shift+' : ''}${event.code}`;
}

export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector(OVER) !== null) return;
  const pressed = byLetter[event.key] ?? describeKey(event);
  for (const action of Object.keys(actions) as Action[]) {
    if (keyOf(action) !== pressed) continue;
    const run = bound.get(action)?.at(-1);
    if (run === undefined) continue;
    event.preventDefault();
    run();
    return;
  }
}

/** What was closed stays on the screen, and keeps the focus, until its movement is over: the next key is not meant for it. */
const CLOSED = '[data-state="closed"]';
const LAYER = ':is([role="dialog"], [role="menu"])';
const OVER = `${LAYER}:not(${CLOSED})`;
const FIELD = 'input, textarea, select, [contenteditable="true"], [role="listbox"]';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(FIELD) !== null && target.closest(`${LAYER}${CLOSED}`) === null;
