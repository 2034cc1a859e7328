import type { Role } from '$api/types';
import { session } from '$shell/session.svelte';
import type { Tone } from '$ui/Badge.svelte';

export const roles: readonly Role[] = ['owner', 'admin', 'agent', 'viewer'];
export const roleTone: Record<Role, Tone> = { owner: 'brand', admin: 'info', agent: 'neutral', viewer: 'neutral' };

/** Only owners make owners. */
export const givable = (): Role[] => roles.filter((role) => role !== 'owner' || session.now.agent.role === 'owner');
