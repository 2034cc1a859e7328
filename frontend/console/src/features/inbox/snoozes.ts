/** Times to which a conversation is put off, in the agent's time zone. */
import { currentTimeZone } from '$i18n';

export interface Snooze {
  id: 'later' | 'tomorrow' | 'monday' | 'week';
  until: Date;
}
const HOUR = 3_600_000;
/** The hour at which a working day begins. */
const MORNING = 9;

export function snoozes(now: Date, zone = currentTimeZone()): Snooze[] {
  const weekday = weekdayOf(now, zone);
  const toMonday = (8 - weekday) % 7 || 7;
  const all: Snooze[] = [
    { id: 'later', until: new Date(Math.ceil((now.getTime() + 3 * HOUR) / (HOUR / 2)) * (HOUR / 2)) },
    { id: 'tomorrow', until: morning(now, 1, zone) },
    { id: 'monday', until: morning(now, toMonday, zone) },
    { id: 'week', until: morning(now, 7, zone) }
  ];
  // On a Sunday "tomorrow" is Monday; it is offered once.
  return all.filter((one, index) => all.findIndex((other) => other.until.getTime() === one.until.getTime()) === index);
}

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

/** What `<input type="datetime-local">` holds, read as a time in the agent's zone. */
export function fromInput(value: string, zone = currentTimeZone()): Date | null {
  const wall = Date.parse(`${value}:00.000Z`);
  return Number.isNaN(wall) ? null : fromLocal(wall, zone);
}
