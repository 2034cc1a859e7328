/** The workspace's own holidays and the known ones that are switched off, as the form edits them. */
import type { HolidayOff, OwnHoliday } from '$api/parcels';

/** The own days in the order of the calendar, with one more. */
export const withDay = (own: OwnHoliday[], day: OwnHoliday): OwnHoliday[] =>
  [...own, day].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));

/** The day that is off; none when the whole country is. */
const dayOf = (one: HolidayOff): string | null => one.date ?? null;

/** Whether a country's holidays count at all. */
export const countsIn = (off: HolidayOff[], country: string): boolean => !off.some((one) => one.country === country && dayOf(one) === null);

/** Whether one day counts; those of a country that is switched off do not. */
export const countsOn = (off: HolidayOff[], country: string, date: string): boolean =>
  countsIn(off, country) && !off.some((one) => one.country === country && one.date === date);

/** Switches a country or one of its days off, or on again. */
export function switched(off: HolidayOff[], country: string, date: string | null, counts: boolean): HolidayOff[] {
  const others = off.filter((one) => one.country !== country || dayOf(one) !== date);
  return counts ? others : [...others, { country, date }];
}
