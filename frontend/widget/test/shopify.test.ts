// @vitest-environment jsdom
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { runInThisContext } from "node:vm";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, it, vi } from "vitest";

const app = resolve(import.meta.dirname, "../../../integrations/shopify");
const extension = join(app, "extensions/tillside-chat");

/** What Shopify's own checks have against an extension: its Liquid, the schemas in it, and its locales. */
async function offenses(folder: string): Promise<string[]> {
  const settings = mkdtempSync(join(tmpdir(), "theme-check-"));
  try {
    const config = join(settings, "theme-check.yml");
    writeFileSync(config, "extends: theme-check:theme-app-extension\n");
    const { offenses } = await themeCheckRun(folder, config, () => undefined);
    return offenses.map(({ check, message, uri }) => `${uri.split("/").slice(-2).join("/")}: ${check}: ${message}`);
  } finally {
    rmSync(settings, { recursive: true });
  }
}

/** The settings that are used, by https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings */
const SETTINGS: Record<string, { needed: string[]; more: string[] }> = {
  header: { needed: ["content", "type"], more: ["info"] },
  text: { needed: ["id", "label", "type"], more: ["default", "info", "placeholder"] },
  checkbox: { needed: ["id", "label", "type"], more: ["default", "info"] },
  color: { needed: ["id", "label", "type"], more: ["alpha", "default", "info"] },
  select: { needed: ["id", "label", "options", "type"], more: ["default", "info"] },
  range: { needed: ["default", "id", "label", "max", "min", "type"], more: ["info", "step", "unit"] },
};

/** The schema at the end of a block. */
function schemaOf(block: string): { name: string; target: string; settings: Record<string, unknown>[] } {
  const text = readFileSync(join(extension, "blocks", block), "utf8");
  const json = /{% schema %}([^]*){% endschema %}/.exec(text)?.[1] ?? "";
  return JSON.parse(json) as ReturnType<typeof schemaOf>;
}

describe("the theme app extension for Shopify", () => {
  it("has nothing that Shopify's own checks object to", async () => {
    expect(await offenses(extension)).toEqual([]);
  });

  it("is really looked at by them", async () => {
    const copy = mkdtempSync(join(tmpdir(), "tillside-chat-"));
    try {
      cpSync(extension, copy, { recursive: true });
      const block = join(copy, "blocks/chat.liquid");
      writeFileSync(
        block,
        readFileSync(block, "utf8").replace("{%- endif -%}\n\n", "").replace('"settings": [', '"settings": [,'),
      );
      rmSync(join(copy, "locales/ko.json"));
      writeFileSync(join(copy, "locales/ko.json"), "{}");
      const found = (await offenses(copy)).join("\n");
      expect(found).toContain("blocks/chat.liquid");
      expect(found).toContain("locales/ko.json");
    } finally {
      rmSync(copy, { recursive: true });
    }
  });

  it("names what Shopify demands of it", () => {
    const toml = readFileSync(join(extension, "shopify.extension.toml"), "utf8");
    expect(toml).toMatch(/^type = "theme"$/m);
    expect(toml).toMatch(/^name = ".{1,30}"$/m);
    expect(schemaOf("chat.liquid").target).toBe("body");
    expect(schemaOf("chat-button.liquid").target).toBe("section");
    for (const language of ["en.default", "tr", "ko", "fa"]) {
      const { blocks } = JSON.parse(readFileSync(join(extension, `locales/${language}.schema.json`), "utf8")) as {
        blocks: Record<string, { name: string }>;
      };
      // The theme editor takes 25 characters.
      for (const { name } of Object.values(blocks)) expect(name.length, name).toBeLessThanOrEqual(25);
    }
    for (const block of ["chat.liquid", "chat-button.liquid"]) {
      const ids = new Set<unknown>();
      for (const setting of schemaOf(block).settings) {
        const { type, id } = setting as { type: string; id?: string };
        expect(Object.keys(setting).sort(), `${block} ${id ?? type}`).toEqual(
          expect.arrayContaining(SETTINGS[type]?.needed ?? ["a known type"]),
        );
        for (const name of Object.keys(setting))
          expect([...(SETTINGS[type]?.needed ?? []), ...(SETTINGS[type]?.more ?? [])]).toContain(name);
        expect(id === undefined || !ids.has(id), `${block} ${id ?? ""} is there once`).toBe(true);
        ids.add(id);
      }
    }
    // A range has at most a hundred steps, and its usual value is one of them.
    for (const { type, min, max, step, default: usual } of schemaOf("chat.liquid").settings) {
      if (type !== "range") continue;
      expect((Number(max) - Number(min)) / Number(step)).toBeLessThanOrEqual(100);
      expect((Number(usual) - Number(min)) % Number(step)).toBe(0);
    }
  });

  it("keeps no secret and names nobody: a theme's pages are for everybody", () => {
    for (const block of readdirSync(join(extension, "blocks"))) {
      const liquid = readFileSync(join(extension, "blocks", block), "utf8");
      // Whether somebody is signed in, and never who.
      expect(liquid.replace("{% if customer %}true{% else %}false{% endif %}", "")).not.toMatch(/customer\b(?!s)|hmac/);
    }
  });

  it("asks for an app that comes to the addresses of the program", () => {
    const toml = readFileSync(join(app, "shopify.app.toml"), "utf8");
    for (const path of ["/hooks/shopify/install", "/hooks/shopify/return", "/hooks/shopify/privacy", "/chat/v1/shopify"])
      expect(toml).toContain(`https://tillside.example${path}"`);
    const topics = ["customers/data_request", "customers/redact", "shop/redact"].map((topic) => `"${topic}"`);
    expect(toml, "what the law lets people demand").toContain(`compliance_topics = [${topics.join(", ")}]`);
    const rust = readFileSync(resolve(app, "../../crates/commerce/src/shopify/connection.rs"), "utf8");
    const asked = [...(/ASKED: [^=]*= \[([^\]]*)\]/.exec(rust)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(
      ([, scope]) => scope,
    );
    expect(toml, "it asks for what the program asks for").toContain(`scopes = "${asked.join(",")}"`);
  });
});

describe("the script on the store's pages", () => {
  const code = readFileSync(join(extension, "assets/tillside-shop.js"), "utf8");
  const calls = () => (window as unknown as { Tillside?: unknown[] }).Tillside ?? [];
  it("opens the chat by the buttons of the page", () => {
    document.body.innerHTML = "<button data-tillside-open hidden><span>Chat</span></button>";
    runInThisContext(code);
    const button = document.querySelector("button");
    expect(button?.hidden).toBe(false);
    button?.querySelector("span")?.click();
    expect(calls()).toContainEqual(["open"]);
  });

  /** Runs the script as a page has it, where Shopify passes this answer on; what was asked, and what the chat was told. */
  async function told(signedIn: string, answer: unknown): Promise<{ asked: string[]; told: unknown[] }> {
    const asked: string[] = [];
    const script = document.createElement("script");
    Object.assign(script.dataset, { proxy: "/apps/tillside/", channel: "chn_1", signedIn });
    Object.defineProperty(document, "currentScript", { configurable: true, value: script });
    vi.stubGlobal("fetch", (address: string) => {
      asked.push(address);
      return Promise.resolve({ ok: answer !== null, json: () => Promise.resolve(answer) });
    });
    (window as unknown as { Tillside: unknown[] }).Tillside = [];
    runInThisContext(code);
    await new Promise((done) => setTimeout(done, 0));
    vi.unstubAllGlobals();
    return { asked, told: [...calls()] };
  }

  it("hands on who Shopify says is signed in, and forgets them when nobody is", async () => {
    localStorage.clear();
    const mina = { id: "42", signature: "ab" };
    const first = await told("true", { identity: mina });
    expect(first.asked).toEqual(["/apps/tillside/identity?channel=chn_1"]);
    expect(first.told).toEqual([["identify", mina]]);
    const another = { id: "43", signature: "cd" };
    expect((await told("true", { identity: another })).told).toEqual([
      ["identify", null],
      ["identify", another],
    ]);
    expect((await told("true", null)).told, "who nobody answers for is nobody").toEqual([["identify", null]]);
    expect((await told("true", { identity: mina })).told, "until somebody does").toEqual([["identify", mina]]);
    const out = await told("false", { identity: mina });
    expect(out).toEqual({ asked: [], told: [["identify", null]] });
    expect((await told("false", null)).told, "once").toEqual([]);
  });
});
