/** Who is signed in. Pages under `(app)` are drawn only once this is known. */
import { onSignedOut, useCsrf } from '$api/client';
import type { Permission, Session } from '$api/types';
import { readSession } from '$api/workspace';
import { isLanguage, setLanguage, setTimeZone } from '$i18n';
import { setBrand } from '$ui/theme.svelte';

let current = $state.raw<Session | null>(null);

export const session = {
  /** The session; only to be read where somebody is signed in. */
  get now(): Session {
    if (current === null) throw new Error('nobody is signed in');
    return current;
  },
  get open(): boolean {
    return current !== null;
  }
};

export const may = (permission: Permission): boolean => current?.permissions.includes(permission) ?? false;

/** Takes the session that a sign-in, a set-up or an invitation answered with. */
export async function enter(given: Session): Promise<void> {
  useCsrf(given.csrf);
  setTimeZone(given.agent.time_zone);
  setBrand(given.workspace.brand_color);
  if (isLanguage(given.agent.language)) await setLanguage(given.agent.language);
  current = given;
}

/** Shows a change of the agent or the workspace at once. */
export function refresh(change: { agent?: Session['agent']; workspace?: Session['workspace'] }): void {
  if (current === null) return;
  current = { ...current, ...change };
  setTimeZone(current.agent.time_zone);
  setBrand(current.workspace.brand_color);
}

export function leave(): void {
  current = null;
  useCsrf('');
}

/** Asks the server who we are; rejects with a 401 when nobody. */
export async function resume(): Promise<void> {
  if (current === null) await enter(await readSession());
}

export { onSignedOut };
