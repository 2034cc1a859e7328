/** The week as a form edits it: each day with its stretches of open hours. */
import type { BusinessHours, Weekday } from '$api/types';

export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface Stretch {
  from: string;
  to: string;
}
export type Week = Record<Weekday, Stretch[]>;

/** 23 November 2026 is a Monday; only the weekday of the dates is shown. */
export const dateOf = (day: Weekday): string => `2026-11-${23 + weekdays.indexOf(day)}T12:00:00Z`;

/** In Persian the week begins on Saturday, elsewhere here on Monday. */
export const weekFrom = (first: Weekday): Weekday[] => {
  const start = weekdays.indexOf(first);
  return [...weekdays.slice(start), ...weekdays.slice(0, start)];
};

/** Times of a clock, `09:00`, stand in order as texts. */
const earlier = (a: Stretch, b: Stretch): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

export function weekOf(hours: BusinessHours): Week {
  const week = Object.fromEntries(weekdays.map((day) => [day, [] as Stretch[]])) as Week;
  for (const { day, from, to } of hours.days) week[day].push({ from, to });
  for (const day of weekdays) week[day].sort(earlier);
  return week;
}

export const daysOf = (week: Week): BusinessHours['days'] =>
  weekdays.flatMap((day) => week[day].map(({ from, to }) => ({ day, from, to })));

/** Whether each stretch ends after it began and none overlaps another. `24:00` is the end of a day. */
export function fits(stretches: Stretch[]): boolean {
  const sorted = [...stretches].sort(earlier);
  return sorted.every(({ from, to }, index) => {
    const before = sorted[index - 1];
    return from !== '' && to !== '' && from < to && (before === undefined || before.to <= from);
  });
}

/** A next stretch that fits behind the others: after a break of an hour, else the working day. */
export function another(stretches: Stretch[]): Stretch {
  const last = stretches.map((one) => one.to).sort().at(-1);
  if (last === undefined) return { from: '09:00', to: '18:00' };
  const hour = Number(last.slice(0, 2)) + 1;
  if (hour >= 23) return { from: '', to: '' };
  const two = (value: number): string => String(value).padStart(2, '0');
  return { from: `${two(hour)}:00`, to: `${two(Math.min(23, hour + 3))}:00` };
}
