import { describe, expect, test } from "vitest";
import { contrast, legibleOn, parseColor, textOn } from "../src/color";
import { Dates } from "../src/panel/dates";
import { findLinks, toHref } from "../src/panel/links";

describe("links in what people write", () => {
  const hrefs = (text: string) => findLinks(text).flatMap(({ href }) => href ?? []);

  test.each([
    ["see https://a.example/x?y=1.", "https://a.example/x?y=1"],
    ["(www.a.example/p)", "https://www.a.example/p"],
    ["https://a.example/wiki/Tea_(drink)", "https://a.example/wiki/Tea_(drink)"],
    ["https://a.example/4328에서 보세요", "https://a.example/4328"],
    ["نشانی: https://a.example/سلام", "https://a.example/"],
    ["write to help@shop.example!", "mailto:help@shop.example"],
  ])("%s", (text, href) => {
    expect(hrefs(text)).toEqual([href]);
  });

  test("nothing of the text is lost", () => {
    const text = "a www.b.example, c@d.example (https://e.example/) f";
    expect(findLinks(text).map((part) => part.text)).toHaveLength(7);
    expect(
      findLinks(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  test("only web, mail and phone addresses are followed", () => {
    for (const address of [
      "javascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      " java\nscript:x",
      "//x",
      "/x",
      "x",
    ]) {
      expect(toHref(address), address).toBeNull();
    }
    expect(hrefs("javascript:alert(1) file:///etc/passwd")).toEqual([]);
    expect(toHref("tel:+90212")).toBe("tel:+90212");
  });
});

describe("any brand colour", () => {
  const colors = [
    "#000",
    "#fff",
    "#777777",
    "#ffd400",
    "#9f2d3f",
    "#0f766e",
    "#1d4ed8",
    "#ff00ff",
    "#808000",
    "#7c7c7c",
  ];
  const surfaces = { light: [243, 244, 246], dark: [36, 38, 43] } as const;
  const read = (color: string) => {
    const parsed = parseColor(color);
    if (!parsed) throw new Error(color);
    return parsed;
  };

  test.each(colors)("%s carries text and is readable as text", (color) => {
    const brand = read(color);
    expect(contrast(read(textOn(brand)), brand)).toBeGreaterThanOrEqual(4.5);
    for (const surface of Object.values(surfaces)) {
      expect(contrast(read(legibleOn(surface, brand)), surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test("what is no colour is not taken for one", () => {
    for (const text of [null, undefined, "", "red", "#12345", "url(x)", "#zzzzzz"]) expect(parseColor(text)).toBeNull();
  });
});

describe("dates and durations", () => {
  const noon = new Date(2026, 10, 21, 12).getTime();
  const day = 86_400_000;

  test("Persian readers have their calendar and digits", () => {
    const dates = new Dates("fa");
    expect(dates.day(new Date(2026, 2, 1, 12).getTime(), noon)).toBe("۱۰ اسفند ۱۴۰۴");
    expect(dates.day(noon, noon)).toBe("امروز");
    expect(dates.duration(240)).toBe("۴ دقیقه");
    expect(dates.week[0]).toBe("sat");
  });

  test("days near are named, days far are dated", () => {
    expect(new Dates("en").day(noon - day, noon)).toBe("Yesterday");
    expect(new Dates("tr").day(noon, noon)).toBe("Bugün");
    expect(new Dates("ko").day(noon - 5 * day, noon)).toBe("11월 16일 월요일");
    expect(new Dates("en").day(new Date(2025, 0, 5).getTime(), noon)).toBe("January 5, 2025");
  });

  test("a promise is rounded up, never down", () => {
    const dates = new Dates("en");
    expect([30, 61, 301, 3_001, 7_201, 90_000].map((seconds) => dates.duration(seconds))).toEqual([
      "1 minute",
      "2 minutes",
      "10 minutes",
      "1 hour",
      "3 hours",
      "2 days",
    ]);
  });

  test("the next opening is named as people say it", () => {
    const opening = new Date(2026, 10, 22, 9).getTime();
    expect(new Dates("tr").moment(opening, noon)).toBe("yarın, 09:00");
    expect(new Dates("ko").moment(opening, noon)).toBe("내일, 09:00");
  });
});
