/** One change, as a sentence. */
import type { HistoryEntry, Page, Priority, Status, Team } from '$api/types';
import { format, t, tWord } from '$i18n';
import { keys, queryClient } from '$shell/queries';

const named = (value: unknown): string | null => {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') return value.name;
  return null;
};
const words = (value: unknown): string[] => (Array.isArray(value) ? value.map((one) => named(one) ?? '').filter((one) => one !== '') : []);

export function sentence(entry: HistoryEntry): string {
  const data = entry.data;
  const to = data['to'];
  switch (entry.type) {
    case 'status':
      return t('history-status', { status: tWord('status', String(to as Status), 'status-open') });
    case 'priority':
      return t('history-priority', { priority: tWord('priority', String(to as Priority), 'priority-normal') });
    case 'assignee':
      return assigned(entry, named(to));
    case 'team':
      return teamName(to) === null ? t('history-team-none') : t('history-team', { name: teamName(to) ?? '' });
    case 'tags':
      return tagged(words(to), words(data['from']));
    case 'subject':
      return t('history-subject', { subject: named(to) ?? '' });
    case 'snoozed': {
      return typeof to === 'string' ? t('history-snoozed', { time: format.dateTime(to) }) : t('history-unsnoozed');
    }
    case 'merged':
    case 'unmerged':
    case 'unsnoozed':
    case 'split':
    case 'custom_fields':
    case 'followers':
    case 'customer_changed':
    case 'reopened':
    case 'created':
    case 'delivery_failed':
      return tWord('history', entry.type, 'history-other');
    default:
      return t('history-other');
  }
}

/** The log has a team's id; its name is what it is called now. */
function teamName(value: unknown): string | null {
  const known = queryClient.getQueryData<Page<Team>>(keys.teams)?.data.find((team) => team.id === value);
  return known?.name ?? named(value);
}

function assigned(entry: HistoryEntry, name: string | null): string {
  if (name === null) return t('history-assignee-none');
  return name === entry.actor.name ? t('history-assignee-self') : t('history-assignee', { name });
}

function tagged(now: string[], before: string[]): string {
  const added = now.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !now.includes(tag));
  if (added.length > 0 && removed.length === 0) return t('history-tags-added', { tags: format.list(added) });
  if (removed.length > 0 && added.length === 0) return t('history-tags-removed', { tags: format.list(removed) });
  return t('history-tags');
}

/** Who did it; what happens by itself has no name. */
export const actorName = (entry: HistoryEntry): string =>
  entry.actor.name || tWord('actor', entry.actor.type, 'actor-system');
