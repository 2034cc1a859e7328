/** Times to which a conversation is put off, in the agent's time zone. */
import { currentTimeZone } from '$i18n';
import type { BusinessHours } from '$api/types';

export interface Snooze {
  /** `weekday` is the morning on which the working week begins. */
  id: 'later' | 'tomorrow' | 'weekday' | 'week';
  until: Date;
}
const HOUR = 3_600_000;
/** The hour at which a working day begins. */
const MORNING = 9;

/** `first` is the day on which the working week begins, 0 for Sunday. */
export function snoozes(now: Date, first: number, zone = currentTimeZone()): Snooze[] {
  const toFirst = (7 + first - weekdayOf(now, zone)) % 7 || 7;
  const all: Snooze[] = [
    { id: 'later', until: new Date(Math.ceil((now.getTime() + 3 * HOUR) / (HOUR / 2)) * (HOUR / 2)) },
    { id: 'tomorrow', until: morning(now, 1, zone) },
    { id: 'weekday', until: morning(now, toFirst, zone) },
    { id: 'week', until: morning(now, 7, zone) }
  ];
  // Tomorrow may be the first day of the week; it is offered once.
  return all.filter((one, index) => all.findIndex((other) => other.until.getTime() === one.until.getTime()) === index);
}

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** The first day that is open after the longest time that is not; what the language begins its weeks with, where every day is like the other. */
export function firstWorkday(hours: BusinessHours['days'], start: 0 | 1 | 6): number {
  const open = days.map((day) => hours.some((one) => one.day === day));
  // Korean calendars begin on Sunday, the work on Monday.
  let [best, longest]: [number, number] = [start || 1, 0];
  for (let day = 0; day < 7; day++) {
    let closed = 0;
    while (closed < 7 && open[(day + 6 - closed) % 7] === false) closed++;
    if (open[day] === true && closed > longest) [best, longest] = [day, closed];
  }
  return best;
}

/** `00:00`, `00:30`, … */
export const halfHours = Array.from({ length: 48 }, (_, index) => `${String(index >> 1).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`);

/** 0 is Sunday. */
function weekdayOf(moment: Date, zone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'short' }).format(moment);
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(name);
}

function morning(now: Date, days: number, zone: string): Date {
  return atLocal(new Date(now.getTime() + days * 24 * HOUR), MORNING, zone);
}

/** `hour` o'clock of the day that `moment` has in `zone`, also where clocks change that day. */
function atLocal(moment: Date, hour: number, zone: string): Date {
  const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(moment).split('-').map(Number) as [number, number, number];
  return fromLocal(Date.UTC(year, month - 1, day, hour), zone);
}

function fromLocal(wall: number, zone: string): Date {
  const guess = wall - offset(wall, zone);
  return new Date(wall - offset(guess, zone));
}

function offset(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  }).formatToParts(moment);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - Math.floor(moment / 1000) * 1000;
}

/** `2026-11-21T09:30`, read as a time in the agent's zone. */
export function fromInput(value: string, zone = currentTimeZone()): Date | null {
  const wall = Date.parse(`${value}:00.000Z`);
  return Number.isNaN(wall) ? null : fromLocal(wall, zone);
}
