import { cataloguePath, compileObject, languages, readCatalogue } from "./fluent.mjs";

const PREFIX = "widget-";
const LAUNCHER = "widget-launcher-";

/**
 * Gives `virtual:texts/<language>`, the texts of the panel, and `virtual:launcher-texts`, the few of the button in all
 * languages.
 * @returns {import("vite").Plugin}
 */
export function textModules() {
  return {
    name: "texts",
    resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : null),
    load(id) {
      const [, language] = /^\0virtual:texts\/(\w+)$/.exec(id) ?? [];
      if (language) {
        this.addWatchFile(cataloguePath(language, "widget"));
        const messages = [...readCatalogue(language, "widget")].filter(([key]) => !key.startsWith(LAUNCHER));
        return `export default ${compileObject(new Map(messages), PREFIX)}`;
      }
      if (id !== "\0virtual:launcher-texts") return null;
      const catalogues = languages.map((spoken) => {
        const messages = [...readCatalogue(spoken, "widget")].filter(([key]) => key.startsWith(LAUNCHER));
        return `${spoken}: ${compileObject(new Map(messages), PREFIX)}`;
      });
      return `export default {${catalogues.join(",\n")}}`;
    },
  };
}
