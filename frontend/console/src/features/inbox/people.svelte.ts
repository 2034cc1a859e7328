/** Agents, teams, tags, views: small lists that every part of the inbox asks for; one request each. */
import { createQuery, type CreateQueryResult } from '@tanstack/svelte-query';
import { listCustomFields, listTags, listViews } from '$api/conversations';
import type { Agent, Channel, CustomField, Page, Tag, Team, View } from '$api/types';
import { listAgents, listChannels, listTeams } from '$api/workspace';
import { format } from '$i18n';
import { keys } from '$shell/queries';

const MINUTES = 60_000;
/** A list in the order in which the interface's language has its names. */
const ordered = <Named extends { name: string }>(page: Page<Named>): Page<Named> => ({ ...page, data: format.byName(page.data) });

export const agentsQuery = (): CreateQueryResult<Page<Agent>> =>
  createQuery(() => ({ queryKey: keys.agents, queryFn: listAgents, staleTime: 5 * MINUTES, select: ordered<Agent> }));
export const teamsQuery = (): CreateQueryResult<Page<Team>> =>
  createQuery(() => ({ queryKey: keys.teams, queryFn: listTeams, staleTime: 5 * MINUTES, select: ordered<Team> }));
export const tagsQuery = (): CreateQueryResult<Page<Tag>> =>
  createQuery(() => ({ queryKey: keys.tags, queryFn: listTags, staleTime: 5 * MINUTES, select: ordered<Tag> }));
export const channelsQuery = (): CreateQueryResult<Page<Channel>> =>
  createQuery(() => ({ queryKey: keys.channels, queryFn: listChannels, staleTime: 5 * MINUTES }));
export const customFieldsQuery = (): CreateQueryResult<Page<CustomField>> =>
  createQuery(() => ({ queryKey: keys.customFields, queryFn: listCustomFields, staleTime: 5 * MINUTES }));
export const viewsQuery = (): CreateQueryResult<{ data: View[] }> =>
  createQuery(() => ({ queryKey: keys.views, queryFn: listViews }));
