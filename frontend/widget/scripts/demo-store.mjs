import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { languages, plainText, readCatalogue } from "./fluent.mjs";

const template = new URL("../demo-store/store.html", import.meta.url);

/**
 * Writes `store.<language>.html`, a small shop that embeds the widget. `{{channel}}` is left for the server; every
 * `[[key]]` becomes the text `demo-store-key` of the language.
 * @param {string} folder
 */
export function buildDemoStore(folder) {
  mkdirSync(folder, { recursive: true });
  for (const language of languages) writeFileSync(`${folder}store.${language}.html`, demoStorePage(language));
}

/** @param {import("./fluent.mjs").Language} language */
export function demoStorePage(language) {
  const messages = readCatalogue(language, "demo-store");
  /** @param {string} key */
  const say = (key) => {
    if (key === "language") return language;
    if (key === "direction") return language === "fa" ? "rtl" : "ltr";
    if (key.startsWith("here:")) return key === `here:${language}` ? ' aria-current="page"' : "";
    const pattern = messages.get(`demo-store-${key}`);
    const text = pattern && plainText(pattern);
    if (!text) throw new Error(`${language}/demo-store.ftl has no plain text demo-store-${key}`);
    return escapeHtml(text);
  };
  return readFileSync(template, "utf8").replace(/\[\[([\w:-]+)\]\]/g, (_, key) => say(String(key)));
}

/** @param {string} text */
function escapeHtml(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
