/** Times of a clock, `09:00`, as one reads and types them: 24 hours in the digits of the interface. */
import { number } from './format.svelte';

const HOURS = 24;
const two = (value: number): string => String(value).padStart(2, '0');
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export const written = (time: string): string => time.replaceAll(/\d/g, (digit) => number(Number(digit)));

/** What somebody typed in any digits, `9`, `930`, `9.30` or `۹:۳۰`; null when it is no time. `24:00` is the end of a day. */
export function readTime(typed: string): string | null {
  const latin = typed.trim().replaceAll(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  const found = /^(\d{1,2})(?:[:.٫،٬h\s]\s*(\d{2}))?$/i.exec(latin) ?? /^(\d{1,2})(\d{2})$/.exec(latin);
  if (found === null) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  return minute < 60 && (hour < HOURS || (hour === HOURS && minute === 0)) ? `${two(hour)}:${two(minute)}` : null;
}

/** The next quarter of an hour up or down, within the day. */
export function stepped(time: string, by: 1 | -1): string {
  const quarter = by > 0 ? Math.floor(minutesOf(time) / 15) + 1 : Math.ceil(minutesOf(time) / 15) - 1;
  const minutes = Math.min(HOURS * 60, Math.max(0, quarter * 15));
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
