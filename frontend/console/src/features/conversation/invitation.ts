import type { CalendarEvent } from '$api/types';
import { format } from '$i18n';

const isDay = (stated: string): boolean => stated.length === 10;
const isMoment = (stated: string): boolean => stated.endsWith('Z');

/** A moment in the reader's own zone; a day or a time without a zone as it is stated. */
function dayAt(stated: string): string {
  return isMoment(stated) ? format.date(stated) : format.calendarDay(stated.slice(0, 10));
}
const timeAt = (stated: string): string => (isMoment(stated) ? format.time(stated) : format.time(`${stated}Z`, 'UTC'));

/** A calendar says of whole days the first one after them. */
function lastDay(end: string): string {
  const day = new Date(`${end}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

/** When an event is, in words: one day, days, or from one time to another. */
export function whenOf({ start, end }: Pick<CalendarEvent, 'start' | 'end'>): string {
  if (isDay(start)) {
    const last = end === null ? start : lastDay(end);
    return last > start ? `${format.calendarDay(start)} – ${format.calendarDay(last)}` : format.calendarDay(start);
  }
  const from = `${dayAt(start)} ${timeAt(start)}`;
  if (end === null || isDay(end)) return from;
  return dayAt(start) === dayAt(end) ? `${from} – ${timeAt(end)}` : `${from} – ${dayAt(end)} ${timeAt(end)}`;
}
