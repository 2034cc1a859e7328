/** Languages the widget speaks; each has a catalogue `locales/<language>/widget.ftl`. */
export const languages = ["en", "tr", "ko", "fa"] as const;
export type Language = (typeof languages)[number];

/** Keys of the catalogue without their `widget-` prefix. A test holds this list against the four files. */
export const textKeys = [
  "launcher-open",
  "launcher-close",
  "launcher-unread",
  "dialog",
  "close",
  "greeting",
  "reply-within",
  "reply-soon",
  "away-until",
  "away",
  "hours",
  "hours-closed",
  "hours-zone",
  "log",
  "you",
  "assistant",
  "typing",
  "new-messages",
  "download",
  "sending",
  "waiting",
  "sent",
  "seen",
  "failed",
  "failed-too-long",
  "failed-refused",
  "retry",
  "discard",
  "message",
  "placeholder",
  "send",
  "attach",
  "drop",
  "uploading",
  "upload-failed",
  "upload-too-large",
  "upload-refused",
  "remove",
  "email",
  "name",
  "email-away",
  "email-required",
  "email-offer",
  "email-invalid",
  "email-save",
  "email-later",
  "email-kept",
  "offline",
  "unreachable",
  "unavailable",
  "slow-down",
] as const;
export type TextKey = (typeof textKeys)[number];

export type CompiledText = string | ((arg: (name: string) => string, category: (name: string) => string) => string);
export type Catalogue<Key extends string = TextKey> = Readonly<Record<Key, CompiledText>>;
export type TextArguments = Readonly<Record<string, string | number>>;
export type Speak<Key extends string = TextKey> = (key: Key, values?: TextArguments) => string;

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/** Says a text in `language`: numbers in its digits, foreign words kept from turning the line around. */
export function speaker<Key extends string>(language: Language, catalogue: Catalogue<Key>): Speak<Key> {
  return (key, values = {}) => {
    const text = catalogue[key];
    if (typeof text === "string") return text;
    return text(
      (name) => {
        const value = values[name] ?? "";
        return typeof value === "number"
          ? new Intl.NumberFormat(language).format(value)
          : FIRST_STRONG_ISOLATE + value + POP_DIRECTIONAL_ISOLATE;
      },
      (name) => new Intl.PluralRules(language).select(Number(values[name])),
    );
  };
}

export function direction(language: Language): "ltr" | "rtl" {
  return language === "fa" ? "rtl" : "ltr";
}

/** The first of the wished languages that the widget speaks, by primary subtag; English when there is none. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const primary = wish?.trim().toLowerCase().split(/[-_]/)[0];
    const spoken = languages.find((language) => language === primary);
    if (spoken) return spoken;
  }
  return "en";
}
