// Builds dist/: widget.js, widget/*.js with hashed names, demo/store.<language>.html and manifest.json.
import { build } from "vite";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { buildDemoStore } from "./demo-store.mjs";
import { languages } from "./fluent.mjs";
import { textModules } from "./text-modules.mjs";
import { checkSizes } from "./size.mjs";

const root = new URL("..", import.meta.url).pathname;
const dist = `${root}dist/`;

rmSync(dist, { recursive: true, force: true });
const chunks = await buildPanel();
await buildLauncher(chunks);
buildDemoStore(`${dist}demo/`);
writeManifest();
checkSizes(dist);

async function buildPanel() {
  const texts = Object.fromEntries(languages.map((language) => [`text-${language}`, `virtual:texts/${language}`]));
  const output = await build({
    ...shared(),
    build: {
      ...shared().build,
      outDir: `${dist}widget`,
      rolldownOptions: {
        input: { panel: `${root}src/panel/panel.ts`, ...texts },
        preserveEntrySignatures: "strict",
        output: { format: "es", entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  const files = "output" in output ? output.output : [];
  /** @param {string} name */
  const fileOf = (name) => {
    const file = files.find((candidate) => candidate.type === "chunk" && candidate.isEntry && candidate.name === name);
    if (!file) throw new Error(`the build made no ${name}`);
    return file.fileName;
  };
  return {
    panel: fileOf("panel"),
    texts: Object.fromEntries(languages.map((language) => [language, fileOf(`text-${language}`)])),
  };
}

/** @param {{ panel: string, texts: Record<string, string> }} chunks */
async function buildLauncher(chunks) {
  await build({
    ...shared(),
    define: { __CHUNKS__: JSON.stringify(chunks) },
    build: {
      ...shared().build,
      outDir: dist,
      lib: {
        entry: `${root}src/launcher/launcher.ts`,
        formats: ["iife"],
        name: "tillside",
        fileName: () => "widget.js",
      },
    },
  });
}

/** @returns {import("vite").InlineConfig} */
function shared() {
  return {
    root,
    configFile: false,
    logLevel: "warn",
    plugins: [textModules()],
    build: {
      target: "es2022",
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: false,
      reportCompressedSize: false,
    },
  };
}

/** Says of each file what a server needs: its hash, its sizes and whether its name changes with its content. */
function writeManifest() {
  const files = ["widget.js", ...readdirSync(`${dist}widget`).map((name) => `widget/${name}`)].map((path) => {
    const content = readFileSync(dist + path);
    return {
      path,
      immutable: path !== "widget.js",
      integrity: `sha384-${createHash("sha384").update(content).digest("base64")}`,
      bytes: content.length,
      gzip: gzipSync(content, { level: 9 }).length,
    };
  });
  writeFileSync(`${dist}manifest.json`, `${JSON.stringify({ files }, null, 2)}\n`);
}
