/** The five steps to a working desk, each judged by what is really there. */
import type { Agent, Channel, Id, Invitation, Store, Workspace } from '$api/types';
import { format, t } from '$i18n';

export type StepState = 'done' | 'busy' | 'bad' | 'todo';
export type StepId = 'store' | 'email' | 'widget' | 'team' | 'hours';
export interface Step {
  id: StepId;
  state: StepState;
  /** What is there, or what it is good for. */
  text: string;
  /** What a live test is made with. */
  subject?: Id;
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
  const step = { id: 'store', href: `/settings/stores/${store.id}`, subject: store.id } as const;
  if (store.health.state === 'error') return { ...step, state: 'bad', text: t('stores-state-failed') };
  const { done, total, skipped } = store.sync.orders;
  if (store.state === 'ready') return { ...step, state: 'done', text: t('checklist-store-ready', { name: store.name }) };
  const percent = format.percent(total === 0 ? 0 : Math.min(1, (done + skipped) / total));
  return { ...step, state: 'busy', text: t('checklist-store-syncing', { percent, count: format.number(total) }) };
}

function emailStep({ channels }: Known): Step {
  const mailboxes = channels.filter((one) => one.kind === 'email' && one.active);
  const ready = mailboxes.find((one) => one.email?.outgoing);
  const first = ready ?? mailboxes[0];
  if (first === undefined) return { id: 'email', state: 'todo', text: t('checklist-email-text'), href: '/settings/channels/new-email' };
  const address = first.email?.address ?? first.name;
  const href = `/settings/channels/${first.id}`;
  return ready
    ? { id: 'email', state: 'done', text: t('checklist-email-ready', { address }), href, subject: ready.id }
    : { id: 'email', state: 'bad', text: t('checklist-email-no-server', { address }), href };
}

function widgetStep({ channels }: Known): Step {
  const chat = channels.find((one) => one.kind === 'chat' && one.active);
  if (chat === undefined) return { id: 'widget', state: 'todo', text: t('checklist-widget-text'), href: '/settings/channels/new-chat' };
  const href = `/settings/channels/${chat.id}`;
  return { id: 'widget', state: 'done', text: t('checklist-widget-ready', { name: chat.name }), href, subject: chat.id };
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
