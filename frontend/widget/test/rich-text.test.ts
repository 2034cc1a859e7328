// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { messageContent } from "../src/panel/rich-text";

function shown(text: string, html: string | null): string {
  const bubble = document.createElement("div");
  bubble.append(...messageContent(text, html));
  return bubble.innerHTML;
}

test("markup in what a visitor writes is text", () => {
  expect(shown("<b>hi</b>", null)).toBe("&lt;b&gt;hi&lt;/b&gt;");
});

test("an agent's formatting stays", () => {
  const html = "<p>See <b>this</b>:</p><ol><li>one<br>two</li></ol><blockquote>said</blockquote>";
  expect(shown("", html)).toBe(html);
});

test.each([
  ["<script>x</script>after", "after"],
  ["<style>*{}</style>after", "after"],
  ["<img src=x onerror=x>after", "after"],
  ["<svg onload=x><a href='javascript:x'>in</a></svg>after", "after"],
  ["<iframe srcdoc='<script>x</script>'></iframe>after", "after"],
  ["<p onclick=x style='position:fixed' class=y id=z>word</p>", "<p>word</p>"],
  ["<form action=x><input name=y><button>word</button></form>", "word"],
  ["<a href=' javascript:x'>word</a>", "word"],
  ["<a href='data:text/html,x'>word</a>", "word"],
  ["<math><mtext><img src=x onerror=x></mtext></math>after", "after"],
  ["<template><script>x</script></template>after", "after"],
])("%s", (html, expected) => {
  expect(shown("", html)).toBe(expected);
});

test("links lead out of the page and carry nothing of it along", () => {
  expect(shown("", '<a href="https://a.example/x" onclick=x target=_top>word</a>')).toBe(
    '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow ugc">word</a>',
  );
});

test("addresses within formatting are links too", () => {
  expect(shown("", "<i>www.a.example</i>")).toContain('<i><a href="https://www.a.example/"');
});

test("where the page forbids parsing, the plain text is shown", () => {
  const forbidden = vi.spyOn(DOMParser.prototype, "parseFromString").mockImplementation(() => {
    throw new TypeError("This document requires 'TrustedHTML' assignment.");
  });
  expect(shown("plain", "<b>rich</b>")).toBe("plain");
  forbidden.mockRestore();
});
