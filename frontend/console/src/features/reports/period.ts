/** Which days a report is about: kept in the page's address, in days of the workspace's time zone. */
import type { ChannelKind, Granularity, Id } from '$api/types';
import type { OverviewQuery } from '$api/workspace';

/** Days back from today that can be chosen at once. */
export const presets = [7, 30, 90, 365] as const;
export type Preset = (typeof presets)[number];
export const granularities: readonly Granularity[] = ['day', 'week', 'month'];
const channels: readonly ChannelKind[] = ['email', 'chat', 'contact_form', 'api'];
const DAY = 86_400_000;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

export interface Chosen {
  preset: Preset | 'own';
  from: string;
  to: string;
  granularity: Granularity;
  channel: ChannelKind | null;
  team: Id | null;
  agent: Id | null;
}

export const todayIn = (zone: string, now: number): string => {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone }).format(now);
};
export const daysBefore = (day: string, days: number): string => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);

/** Days for a month, weeks for half a year, months beyond. */
export function usual(from: string, to: string): Granularity {
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1;
  return days <= 45 ? 'day' : days <= 190 ? 'week' : 'month';
}

export function chosenIn(params: URLSearchParams, today: string): Chosen {
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const own = isoDay.test(from) && isoDay.test(to) && from <= to;
  const asked = Number(params.get('days'));
  const preset = presets.find((one) => one === asked) ?? 30;
  const days = own ? { from, to } : { from: daysBefore(today, preset - 1), to: today };
  const by = params.get('by');
  return {
    preset: own ? 'own' : preset,
    ...days,
    granularity: granularities.find((one) => one === by) ?? usual(days.from, days.to),
    channel: channels.find((one) => one === params.get('channel')) ?? null,
    team: params.get('team'),
    agent: params.get('agent')
  };
}

/** Undefined takes a word out of the address. */
export function addressWith(params: URLSearchParams, change: Record<string, string | undefined>): string {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined || value === '') next.delete(key);
    else next.set(key, value);
  }
  const query = next.toString();
  return `/reports${query === '' ? '' : `?${query}`}`;
}

export const queryOf = ({ from, to, granularity, channel, team, agent }: Chosen): OverviewQuery => ({
  from,
  to,
  granularity,
  ...(channel === null ? {} : { channel }),
  ...(team === null ? {} : { team }),
  ...(agent === null ? {} : { agent })
});
