import { describe, expect, test } from "vitest";
import { argumentNames, compileObject, languages as built, readCatalogue } from "../scripts/fluent.mjs";
import { demoStorePage } from "../scripts/demo-store.mjs";
import { chooseLanguage, languages, speaker, textKeys, type Catalogue } from "../src/texts/texts";

describe("the four languages", () => {
  test("the build and the widget speak the same languages", () => {
    expect(built).toEqual(languages);
  });

  test.each(languages)("%s has every text of the widget and no other", (language) => {
    const keys = [...readCatalogue(language, "widget").keys()].map((key) => key.replace(/^widget-/, ""));
    expect(keys.toSorted()).toEqual([...textKeys].toSorted());
  });

  test.each(languages)("%s uses the same arguments as English", (language) => {
    const english = readCatalogue("en", "widget");
    for (const [key, pattern] of readCatalogue(language, "widget")) {
      const expected = english.get(key);
      expect(argumentNames(pattern), key).toEqual(expected && argumentNames(expected));
    }
  });

  test.each(languages)("%s has every text of the sample shop", (language) => {
    const keys = (spoken: (typeof built)[number]) => [...readCatalogue(spoken, "demo-store").keys()];
    expect(keys(language)).toEqual(keys("en"));
    const page = demoStorePage(language);
    expect(page).not.toContain("[[");
    expect(page).toContain('data-channel="{{channel}}"');
    expect(page).toContain(`<html lang="${language}" dir="${language === "fa" ? "rtl" : "ltr"}">`);
  });
});

describe("a compiled text", () => {
  const catalogueOf = async (language: (typeof built)[number]) => {
    const source = `export default ${compileObject(readCatalogue(language, "widget"), "widget-")}`;
    const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { default: Catalogue };
    return module.default;
  };

  test("chooses the plural of its language", async () => {
    const say = speaker("en", await catalogueOf("en"));
    expect(say("launcher-unread", { count: 1 })).toBe("Open chat, 1 unread message");
    expect(say("launcher-unread", { count: 2 })).toBe("Open chat, 2 unread messages");
  });

  test("writes numbers in the digits of its language", async () => {
    expect(speaker("fa", await catalogueOf("fa"))("launcher-unread", { count: 12 })).toContain("۱۲");
  });

  test("isolates foreign words, so that they don't turn the line around", async () => {
    const said = speaker("fa", await catalogueOf("fa"))("typing", { name: "Ayşe" });
    expect(said).toContain("\u2068Ayşe\u2069");
  });
});

test("the language is the first wish that the widget speaks", () => {
  expect(chooseLanguage([undefined, "de-AT", "fa-IR"])).toBe("fa");
  expect(chooseLanguage(["KO_kr"])).toBe("ko");
  expect(chooseLanguage(["", null, "ja"])).toBe("en");
});
