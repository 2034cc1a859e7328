import type { Language } from "../texts/texts";

/** Persian readers get their calendar and digits whatever the browser's defaults are. */
const locales: Record<Language, string> = { en: "en", tr: "tr-TR", ko: "ko-KR", fa: "fa-IR-u-ca-persian-nu-arabext" };

const DAY = 86_400_000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Times, days and durations in the visitor's language and time zone. All instants in milliseconds since the epoch. */
export class Dates {
  private readonly locale: string;
  /** 09:00 in Turkish and Korean; browsers of different age don't agree on a Korean word for "a.m.". */
  private readonly clockStyle: Intl.DateTimeFormatOptions;

  constructor(language: Language) {
    this.locale = locales[language];
    const isPadded = language === "tr" || language === "ko";
    this.clockStyle = isPadded
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
      : { hour: "numeric", minute: "2-digit" };
  }

  time(at: number): string {
    return this.format(at, this.clockStyle);
  }

  /** "Today", "Yesterday", "Monday, 5 January", with the year when it is another one. */
  day(at: number, now: number): string {
    const distance = daysBetween(now, at);
    if (Math.abs(distance) < 2) return this.relativeDay(distance);
    const isThisYear = this.format(at, { year: "numeric" }) === this.format(now, { year: "numeric" });
    return this.format(at, {
      weekday: isThisYear ? "long" : undefined,
      day: "numeric",
      month: "long",
      year: isThisYear ? undefined : "numeric",
    });
  }

  /** When in the near future: "today, 14:00", "Monday, 09:00", "5 January, 09:00". */
  moment(at: number, now: number): string {
    const distance = daysBetween(now, at);
    const day =
      distance < 2
        ? new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" }).format(distance, "day")
        : this.format(at, distance < 7 ? { weekday: "long" } : { day: "numeric", month: "long" });
    return `${day}${this.locale.startsWith("fa") ? "، " : ", "}${this.time(at)}`;
  }

  /** Rounded up to what can be promised: "5 minutes", "2 hours", "1 day". */
  duration(seconds: number): string {
    const minutes = Math.max(1, Math.ceil(seconds / 60));
    if (minutes <= 50) return this.unit(minutes < 5 ? minutes : Math.ceil(minutes / 5) * 5, "minute");
    const hours = Math.ceil(minutes / 60);
    return hours < 24 ? this.unit(hours, "hour") : this.unit(Math.ceil(hours / 24), "day");
  }

  percent(part: number): string {
    return new Intl.NumberFormat(this.locale, { style: "percent" }).format(part);
  }

  size(bytes: number): string {
    const isLarge = bytes >= 1_000_000;
    const value = bytes / (isLarge ? 1_000_000 : 1_000);
    return new Intl.NumberFormat(this.locale, {
      style: "unit",
      unit: isLarge ? "megabyte" : "kilobyte",
      maximumFractionDigits: isLarge ? 1 : 0,
    }).format(Math.max(1, value));
  }

  /** The days in the order of reading a week, which in Iran begins on Saturday. */
  get week(): readonly string[] {
    return this.locale.startsWith("fa") ? [...WEEK.slice(5), ...WEEK.slice(0, 5)] : WEEK;
  }

  /** `day` as "mon" to "sun". */
  weekday(day: string): string {
    const index = WEEK.indexOf(day);
    // 5 January 1970 was a Monday.
    const options = { weekday: "long", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(this.locale, options).format((4 + index) * DAY);
  }

  /** `clock` as "09:00". */
  clock(clock: string): string {
    const at = Date.parse(`1970-01-01T${clock}:00Z`);
    return this.format(at, { ...this.clockStyle, timeZone: "UTC" });
  }

  zone(timeZone: string): string {
    const parts = new Intl.DateTimeFormat(this.locale, { timeZone, timeZoneName: "longGeneric" }).formatToParts();
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
  }

  private relativeDay(distance: number): string {
    const said = new Intl.RelativeTimeFormat(this.locale, { numeric: "auto" }).format(distance, "day");
    return said.charAt(0).toLocaleUpperCase(this.locale) + said.slice(1);
  }

  private unit(value: number, unit: string): string {
    return new Intl.NumberFormat(this.locale, { style: "unit", unit, unitDisplay: "long" }).format(value);
  }

  private format(at: number, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, options).format(at);
  }
}

/** Midnights of the visitor's time zone between two instants; negative when `to` is earlier. */
function daysBetween(from: number, to: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}
