// Fails when what a visitor downloads has outgrown its budget, in bytes gzipped.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Before the first touch: the script alone. */
export const LAUNCHER_BUDGET = 4.5 * 1024;
/** After it: the panel with the texts of one language. */
export const PANEL_BUDGET = 20 * 1024;

/** @param {string} dist */
export function measure(dist) {
  /** @type {{ files: { path: string, gzip: number }[] }} */
  const { files } = JSON.parse(readFileSync(`${dist}manifest.json`, "utf8"));
  /** @param {RegExp} wanted */
  const largest = (wanted) => Math.max(...files.filter(({ path }) => wanted.test(path)).map(({ gzip }) => gzip));
  const isExpected = /^widget(\.js|\/(panel|text-\w+)-[\w-]+\.js)$/;
  const strangers = files.filter(({ path }) => !isExpected.test(path)).map(({ path }) => path);
  return {
    launcher: largest(/^widget\.js$/),
    panel: largest(/^widget\/panel-/) + largest(/^widget\/text-/),
    strangers,
  };
}

/** @param {string} dist */
export function checkSizes(dist) {
  const { launcher, panel, strangers } = measure(dist);
  console.log(`widget.js ${launcher} of ${LAUNCHER_BUDGET} bytes gz; panel and texts ${panel} of ${PANEL_BUDGET}`);
  if (strangers.length) throw new Error(`files that no budget counts: ${strangers.join(", ")}`);
  if (launcher > LAUNCHER_BUDGET) throw new Error("widget.js is over its budget");
  if (panel > PANEL_BUDGET) throw new Error("the panel is over its budget");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) checkSizes(fileURLToPath(new URL("../dist/", import.meta.url)));
