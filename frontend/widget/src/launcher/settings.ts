import { chooseLanguage, type Language } from "../texts/texts";

/** What the store's page says in the attributes of its script tag. */
export type Settings = {
  /** Where the widget was loaded from and where it talks to, without a trailing slash. */
  server: string;
  /** `data-channel`. */
  channel: string;
  /** `data-language`, else the page's language, else the browser's, else `data-fallback`. */
  language: Language;
  /** `data-color`: the button's colour before the channel's own is known. */
  color: string | null;
  /** `data-theme`: "light", "dark", or "auto" for what the system asks for. */
  theme: string;
  /** `data-side`: "left" or "right"; by default where lines of the language end. */
  side: string;
  /** `data-offset`: distance from the foot of the window in CSS pixels. */
  offset: number;
};

export function readSettings(script: HTMLScriptElement): Settings {
  const { channel = "", language, fallback, color, theme, side, offset } = script.dataset;
  const spoken = chooseLanguage([language, document.documentElement.lang, ...navigator.languages, fallback]);
  return {
    server: new URL(script.src).href.replace(/\/[^/]*$/, ""),
    channel,
    language: spoken,
    color: color ?? null,
    theme: theme ?? "auto",
    side: side ?? (spoken === "fa" ? "left" : "right"),
    offset: Number(offset) || 20,
  };
}
