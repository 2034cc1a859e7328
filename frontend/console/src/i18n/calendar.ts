/**
 * Calendar days as the reader of the interface knows them: Solar Hijri in Persian, Gregorian elsewhere. Outside of what a
 * person sees, a day is always its Gregorian ISO text, `2026-11-21`.
 */
import { CalendarDate, GregorianCalendar, parseDate, PersianCalendar, toCalendar, type Calendar, type DateValue } from '@internationalized/date';
import { language } from './language.svelte';

const gregorian = new GregorianCalendar();
const persian = new PersianCalendar();
/** No year of the Persian calendar is this large in our lifetime; a typed one is Gregorian. */
const FIRST_GREGORIAN = 1700;

const own = (): Calendar => (language.current === 'fa' ? persian : gregorian);

/** The day in the reader's calendar; nothing for a text that is no ISO day. */
export function dayOf(iso: string): CalendarDate | undefined {
  try {
    return toCalendar(parseDate(iso), own());
  } catch {
    return undefined;
  }
}

export const isoOf = (day: DateValue): string => {
  const { year, month, day: date } = toCalendar(day, gregorian);
  return new CalendarDate(year, month, date).toString();
};

/** What somebody typed, in any digits and with any signs between, in their order; null when it is no day. */
export function readDay(typed: string): string | null {
  const parts = typed.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).match(/\d+/g) ?? [];
  if (parts.length !== 3) return null;
  const yearFirst = language.current === 'fa' || language.current === 'ko' || parts[0]?.length === 4;
  const [year, month, date] = (yearFirst ? parts : parts.toReversed()).map(Number) as [number, number, number];
  const full = year < 100 ? year + (language.current === 'fa' ? 1400 : 2000) : year;
  const day = new CalendarDate(full >= FIRST_GREGORIAN ? gregorian : own(), full, month, date);
  // A thirteenth month or a 31 June is drawn to the nearest that there is.
  return day.month === month && day.day === date ? isoOf(day) : null;
}
