/** Dates, numbers and money as the reader writes them: calendar, digits and order follow the interface's language. */
import type { Language, Money } from '$api/types';
import { clock } from './clock.svelte';
import { language } from './language.svelte';

const tags: Record<Language, string> = {
  en: 'en-GB',
  tr: 'tr-TR',
  ko: 'ko-KR',
  fa: 'fa-IR-u-ca-persian-nu-arabext'
};

/** The one of ours that a language is, `tr` of `tr-CY`. */
function oursOf(of: string): Language | undefined {
  const [word = ''] = of.split('-');
  return Object.hasOwn(tags, word) ? (word as Language) : undefined;
}
/** A language that people have, `tr` or `pt-BR`, as Intl knows it; what is none is the interface's. */
function tagOf(of: string): string {
  const ours = oursOf(of);
  if (ours !== undefined) return tags[ours];
  try {
    return Intl.getCanonicalLocales(of)[0] ?? tags[language.current];
  } catch {
    return tags[language.current];
  }
}

/** The locale of Intl for the interface's language, with its calendar and digits. */
export const locale = (): string => tags[language.current];
/** On which day a page of the calendar begins; 0 is Sunday. */
export const weekStartsOn = (): 0 | 1 | 6 => (language.current === 'fa' ? 6 : language.current === 'ko' ? 0 : 1);

let timeZone = $state(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Times are shown in the agent's zone, wherever the browser is. */
export function setTimeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    timeZone = zone;
  } catch {
    // An unknown zone: the browser's own is the better guess.
  }
}
export const currentTimeZone = (): string => timeZone;

const made = new Map<string, unknown>();
function cached<T>(kind: string, options: object, make: (tag: string) => T, of: string = language.current): T {
  const tag = tagOf(of);
  const key = `${kind}|${tag}|${JSON.stringify(options)}`;
  let found = made.get(key) as T | undefined;
  if (found === undefined) made.set(key, (found = make(tag)));
  return found;
}

function dates(options: Intl.DateTimeFormatOptions, zone = timeZone, of?: string): Intl.DateTimeFormat {
  const full = { timeZone: zone, ...options };
  return cached('date', full, (tag) => new Intl.DateTimeFormat(tag, full), of);
}

type Moment = string | number | Date;
const at = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(moment));

const dayNumeric: Record<Language, Intl.DateTimeFormatOptions> = {
  en: { day: 'numeric', month: 'short', year: 'numeric' },
  tr: { day: '2-digit', month: '2-digit', year: 'numeric' },
  ko: { day: 'numeric', month: 'numeric', year: 'numeric' },
  fa: { day: 'numeric', month: 'long', year: 'numeric' }
};

/** `21 Nov 2026`, `21.11.2026`, `2026. 11. 21.`, `۳۰ آبان ۱۴۰۵`; in the interface's language, or as somebody reads it who has another. */
export const date = (moment: Moment, of: string = language.current): string =>
  dates(dayNumeric[oursOf(of) ?? 'en'], timeZone, of).format(at(moment));
export const time = (moment: Moment, zone?: string): string =>
  dates(language.current === 'ko' ? { hour: 'numeric', minute: '2-digit' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(
    at(moment)
  );
export const dateTime = (moment: Moment): string => `${date(moment)} ${time(moment)}`;
/** `Saturday 21 November`, with the year only when it is another. */
export function day(moment: Moment): string {
  const sameYear = dates({ year: 'numeric' }).format(at(moment)) === dates({ year: 'numeric' }).format(clock.now);
  return dates({ weekday: 'long', day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) }).format(at(moment));
}
export const weekday = (moment: Moment): string => dates({ weekday: 'short' }).format(at(moment));
export const weekdayLong = (moment: Moment): string => dates({ weekday: 'long' }).format(at(moment));
/** `Monday`: the weekday of a moment in UTC, for weeks that are in no zone. */
export const dayOfWeek = (moment: Moment): string => dates({ weekday: 'long' }, 'UTC').format(at(moment));
/** A calendar day (`2026-11-21`) as a date; it is the same day in every zone. */
export const calendarDay = (isoDay: string): string => dates(dayNumeric[language.current], 'UTC').format(at(`${isoDay}T12:00:00Z`));
/** The month of a calendar day with its year; Intl puts the Persian year before its month, people after it. */
export function month(isoDay: string): string {
  const at12 = at(`${isoDay}T12:00:00Z`);
  if (language.current !== 'fa') return dates({ month: 'long', year: 'numeric' }, 'UTC').format(at12);
  const parts = dates(dayNumeric.fa, 'UTC').formatToParts(at12);
  return ['month', 'year'].map((type) => parts.find((part) => part.type === type)?.value).join(' ');
}
/** A calendar day in figures, as one types it: `21/11/2026`, `۱۴۰۵/۰۸/۳۰`. */
export const typedDay = (isoDay: string): string =>
  dates({ day: language.current === 'ko' ? 'numeric' : '2-digit', month: language.current === 'ko' ? 'numeric' : '2-digit', year: 'numeric' }, 'UTC').format(
    at(`${isoDay}T12:00:00Z`)
  );
/**
 * A calendar day without its year, or its month with it: for the axis of a chart. Months of reports are Gregorian, so
 * that in the Persian calendar only the day on which one begins says which it is.
 */
export const shortDay = (isoDay: string, month: boolean): string =>
  dates(month && language.current !== 'fa' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }, 'UTC').format(at(`${isoDay}T12:00:00Z`));
/** The calendar day in the agent's zone, to group by. */
export const dayKey = (moment: Moment): string =>
  cached('day', { timeZone }, () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })).format(
    at(moment)
  );

/** Short for lists: the time today, the weekday this week, else the date. */
export function listTime(moment: Moment): string {
  if (dayKey(moment) === dayKey(clock.now)) return time(moment);
  const days = (clock.now - at(moment).getTime()) / 86_400_000;
  if (days >= 0 && days < 6) return weekday(moment);
  const sameYear = dates({ year: 'numeric' }).format(at(moment)) === dates({ year: 'numeric' }).format(clock.now);
  if (!sameYear) return date(moment);
  const month = language.current === 'ko' || language.current === 'tr' ? 'numeric' : 'short';
  return language.current === 'tr'
    ? dates({ day: '2-digit', month: '2-digit' }).format(at(moment))
    : dates({ day: 'numeric', month }).format(at(moment));
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 7],
  ['week', 4.35],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY]
];

/** `2 min ago`, `in 3 hours`. */
export function relative(moment: Moment): string {
  const written = (style: 'short' | 'long'): Intl.RelativeTimeFormat =>
    cached('relative', { style }, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style }));
  let amount = (at(moment).getTime() - clock.now) / 1000;
  if (Math.abs(amount) < 45) return written('short').format(0, 'second');
  for (const [unit, size] of steps) {
    // `last wk` is no English.
    if (Math.abs(amount) < size) return written(unit === 'week' || unit === 'month' ? 'long' : 'short').format(Math.round(amount), unit);
    amount /= size;
  }
  return date(moment);
}

const units: [Intl.NumberFormatOptions['unit'], number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1]
];

/** `2 h 5 min`: the two largest units of a length of time in seconds. */
export function duration(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.max(0, Math.round(seconds));
  for (const [unit, size] of units) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(number(amount, { style: 'unit', unit, unitDisplay: 'short' }));
    if (parts.length === 2 || (parts.length === 1 && amount === 0)) break;
  }
  return parts.length === 0 ? number(0, { style: 'unit', unit: 'second', unitDisplay: 'short' }) : parts.join(' ');
}

/** The narrow units of some languages say `d` for minutes or stay Latin. */
const sinceStyle = { en: 'narrow', ko: 'narrow', tr: 'short', fa: 'long' } as const;

/** How long since, in one unit: `3 h`. */
export function since(moment: Moment): string {
  const seconds = Math.max(60, (clock.now - at(moment).getTime()) / 1000);
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ['minute', 60];
  return number(Math.floor(seconds / size), { style: 'unit', unit, unitDisplay: sinceStyle[language.current] });
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  return cached('number', options, (tag) => new Intl.NumberFormat(tag, options)).format(value);
}
export const percent = (share: number): string => number(share, { style: 'percent', maximumFractionDigits: 1 });

/** Exact: the decimal text goes to Intl as it is, never through a float. In the interface's language, or in another. */
export function money({ amount, currency }: Money, of: string = language.current): string {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
  try {
    const format = cached('number', options, (tag) => new Intl.NumberFormat(tag, options), of);
    return written(format, amount);
  } catch {
    return `${amount} ${currency}`;
  }
}

/** For small room: no decimals on large amounts. */
export function moneyShort(value: Money): string {
  const options: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: value.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0
  };
  if (Math.abs(Number(value.amount)) < 1000) return money(value);
  return written(
    cached('number', options, (tag) => new Intl.NumberFormat(tag, options)),
    value.amount
  );
}

/** Persian writes the name of its currency after the amount, `۱۲٬۰۰۰ ریال`; a sign such as € stays where Intl puts it. */
function written(format: Intl.NumberFormat, amount: string): string {
  const exact = amount as Intl.StringNumericLiteral;
  if (!format.resolvedOptions().locale.startsWith('fa')) return format.format(exact);
  const parts = format.formatToParts(exact);
  const currency = parts.find((part) => part.type === 'currency')?.value ?? '';
  if (!/\p{Script=Arabic}/u.test(currency)) return format.format(exact);
  const figures = parts.filter((part) => part.type !== 'currency' && part.type !== 'literal').map((part) => part.value);
  return `${figures.join('')}\u00a0${currency}`;
}

export function bytes(size: number): string {
  const scale: ['byte' | 'kilobyte' | 'megabyte', number] =
    size < 1000 ? ['byte', 1] : size < 1_000_000 ? ['kilobyte', 1000] : ['megabyte', 1_000_000];
  return number(size / scale[1], { style: 'unit', unit: scale[0], unitDisplay: 'short', maximumFractionDigits: 1 });
}

export function list(names: string[]): string {
  return cached('list', {}, (tag) => new Intl.ListFormat(tag, { style: 'short', type: 'conjunction' })).format(names);
}

/** First strong isolate and its end (UAX 9): what stands between keeps its own direction. */
const [isolate, isolated] = [0x2068, 0x2069].map((code) => String.fromCodePoint(code));
/** A list of names that may be in different scripts. */
export const names = (given: string[]): string => list(given.map(apart));
/** Parts of one thing, such as a town and its country, that may be in different scripts. */
export const joined = (parts: string[]): string => parts.map(apart).join(language.current === 'fa' ? '، ' : ', ');
/** For a canvas, which writes from left to right: the words of the interface in their own order (right-to-left isolate). */
export const directed = (text: string): string => (language.direction === 'rtl' ? `${String.fromCodePoint(0x2067)}${text}${isolated}` : text);
const apart = (text: string): string => `${isolate}${text}${isolated}`;

/** Orders names as the interface's language does. */
export const compare = (a: string, b: string): number => cached('collator', {}, (tag) => new Intl.Collator(tag, { numeric: true })).compare(a, b);
export const byName = <Named extends { name: string }>(named: readonly Named[]): Named[] => named.toSorted((a, b) => compare(a.name, b.name));

/** The name of a language, a country or a currency; the code itself where it is unknown. */
export function nameOf(type: 'language' | 'region' | 'currency', code: string): string {
  try {
    return cached('names', { type }, (tag) => new Intl.DisplayNames(tag, { type })).of(code) ?? code;
  } catch {
    return code;
  }
}
