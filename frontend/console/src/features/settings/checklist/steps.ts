/** The five steps to a working desk, each judged by what is really there. */
import type { Agent, Channel, Invitation, Store, Workspace } from '$api/types';
import { format, t } from '$i18n';

export type StepState = 'done' | 'busy' | 'bad' | 'todo';
export type StepId = 'store' | 'email' | 'widget' | 'team' | 'hours';
export interface Step {
  id: StepId;
  state: StepState;
  /** What is there, or what it is good for. */
  text: string;
  href: string;
}
export interface Known {
  stores: Store[];
  channels: Channel[];
  agents: Agent[];
  invitations: Invitation[];
  workspace: Workspace;
}

export const stepsOf = (known: Known): Step[] => [storeStep(known), emailStep(known), widgetStep(known), teamStep(known), hoursStep(known)];

function storeStep({ stores }: Known): Step {
  const store = stores.find((one) => one.state === 'ready') ?? stores[0];
  if (store === undefined) return { id: 'store', state: 'todo', text: t('checklist-store-text'), href: '/settings/stores?connect' };
  const href = `/settings/stores/${store.id}`;
  if (store.health.state === 'error') return { id: 'store', state: 'bad', text: t('stores-state-failed'), href };
  const { done, total, skipped } = store.sync.orders;
  if (store.state === 'ready') return { id: 'store', state: 'done', text: t('checklist-store-ready', { name: store.name }), href };
  const percent = format.percent(total === 0 ? 0 : Math.min(1, (done + skipped) / total));
  return { id: 'store', state: 'busy', text: t('checklist-store-syncing', { percent, count: format.number(total) }), href };
}

function emailStep({ channels }: Known): Step {
  const mailboxes = channels.filter((one) => one.kind === 'email' && one.active);
  const ready = mailboxes.find((one) => one.email?.outgoing);
  const first = ready ?? mailboxes[0];
  if (first === undefined) return { id: 'email', state: 'todo', text: t('checklist-email-text'), href: '/settings/channels/new-email' };
  const address = first.email?.address ?? first.name;
  const href = `/settings/channels/${first.id}`;
  return ready
    ? { id: 'email', state: 'done', text: t('checklist-email-ready', { address }), href }
    : { id: 'email', state: 'bad', text: t('checklist-email-no-server', { address }), href };
}

function widgetStep({ channels }: Known): Step {
  const chat = channels.find((one) => one.kind === 'chat' && one.active);
  if (chat === undefined) return { id: 'widget', state: 'todo', text: t('checklist-widget-text'), href: '/settings/channels/new-chat' };
  return { id: 'widget', state: 'done', text: t('checklist-widget-ready', { name: chat.name }), href: `/settings/channels/${chat.id}` };
}

function teamStep({ agents, invitations }: Known): Step {
  const here = agents.filter((one) => !one.disabled).length;
  const href = '/settings/team';
  if (here > 1) return { id: 'team', state: 'done', text: t('checklist-team-ready', { count: here }), href };
  if (invitations.length > 0) return { id: 'team', state: 'busy', text: t('checklist-team-waiting', { count: invitations.length }), href };
  return { id: 'team', state: 'todo', text: t('checklist-team-text'), href };
}

function hoursStep({ workspace }: Known): Step {
  const open = new Set(workspace.business_hours.days.map((one) => one.day)).size;
  return open > 0
    ? { id: 'hours', state: 'done', text: t('checklist-hours-ready', { count: open }), href: '/settings/hours' }
    : { id: 'hours', state: 'todo', text: t('checklist-hours-text'), href: '/settings/hours' };
}
