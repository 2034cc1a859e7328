import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkSizes, LAUNCHER_BUDGET, PANEL_BUDGET } from "../scripts/size.mjs";

function distWith(sizes: Record<string, number>): string {
  const dist = `${mkdtempSync(join(tmpdir(), "widget-"))}/`;
  const files = Object.entries(sizes).map(([path, gzip]) => ({ path, gzip }));
  writeFileSync(`${dist}manifest.json`, JSON.stringify({ files }));
  return dist;
}

const fitting = { "widget.js": LAUNCHER_BUDGET, "widget/panel-a1.js": PANEL_BUDGET - 900, "widget/text-fa-b2.js": 900 };

test("a build within its budgets passes", () => {
  expect(() => checkSizes(distWith(fitting))).not.toThrow();
});

test("one byte too many fails the build", () => {
  expect(() => checkSizes(distWith({ ...fitting, "widget.js": LAUNCHER_BUDGET + 1 }))).toThrow("over its budget");
  expect(() => checkSizes(distWith({ ...fitting, "widget/text-ko-c3.js": 901 }))).toThrow("over its budget");
});

test("a chunk that no budget counts fails the build", () => {
  expect(() => checkSizes(distWith({ ...fitting, "widget/vendor-d4.js": 1 }))).toThrow("vendor-d4.js");
});
