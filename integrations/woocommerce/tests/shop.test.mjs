// assets/shop.js in a page that is only what it needs: a cookie, a storage, buttons, a server that says who is signed in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const script = readFileSync(new URL("../tillside-for-woocommerce/assets/shop.js", import.meta.url), "utf8");
const AYSE = { id: "2", email: "ayse@example.com", name: "Ayşe Demir", signature: "ab" };

/** Runs the script on a page and tells what it asked the server and the chat. */
async function page({ cookie = "", known = null, answer = { identity: null }, status = 200, told = { identity: "/?wc-ajax=x", cookie: "tillside_signed_in" } }) {
  const asked = [];
  const kept = new Map(known ? [["tillside-identified", known]] : []);
  const button = { hidden: true, addEventListener: (_, listener) => (button.click = listener) };
  const window = { tillsideShop: told };
  runInNewContext(script, {
    window,
    document: { cookie, querySelectorAll: () => [button] },
    localStorage: { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), removeItem: (name) => kept.delete(name) },
    fetch: async (address, options) => {
      asked.push({ address, ...options });
      return { ok: status === 200, json: async () => answer };
    },
  });
  await new Promise((done) => setTimeout(done));
  const said = JSON.parse(JSON.stringify(window.Tillside ?? []));
  return { asked, said, button, known: kept.get("tillside-identified"), window };
}

test("for a visitor nothing is asked and nothing is said", async () => {
  const { asked, said } = await page({ cookie: "other=1; not_tillside_signed_in=1; tillside_signed_in=" });
  assert.deepEqual([asked, said], [[], []]);
});

test("who is signed in is asked for by a request that only this site can send, and told to the chat", async () => {
  const { asked, said, known } = await page({ cookie: "a=b; tillside_signed_in=1", answer: { identity: AYSE } });
  assert.equal(asked.length, 1);
  assert.deepEqual([asked[0].address, asked[0].method, asked[0].credentials, asked[0].cache], ["/?wc-ajax=x", "POST", "same-origin", "no-store"]);
  assert.deepEqual({ ...asked[0].headers }, { "X-Tillside": "identity" });
  assert.deepEqual(said, [["identify", AYSE]]);
  assert.equal(known, "2");
});

test("another account on the same device begins afresh", async () => {
  const { said } = await page({ cookie: "tillside_signed_in=1", known: "9", answer: { identity: AYSE } });
  assert.deepEqual(said, [["identify", null], ["identify", AYSE]]);
});

test("after signing out the chat forgets, once", async () => {
  const { asked, said, known } = await page({ known: "2" });
  assert.deepEqual([asked, said, known], [[], [["identify", null]], undefined]);
});

test("a session that has ended on the server is one that was signed out of", async () => {
  const { said } = await page({ cookie: "tillside_signed_in=1", known: "2" });
  assert.deepEqual(said, [["identify", null]]);
});

test("a server that fails leaves the chat as it is", async () => {
  const { said, known } = await page({ cookie: "tillside_signed_in=1", known: "2", status: 500 });
  assert.deepEqual([said, known], [[], "2"]);
});

test("a store without the secret asks nothing", async () => {
  const { asked } = await page({ cookie: "tillside_signed_in=1", told: { identity: "", cookie: "tillside_signed_in" } });
  assert.deepEqual(asked, []);
});

test("a button of the page appears and opens the chat, also before that has loaded", async () => {
  const { button, window } = await page({});
  assert.equal(button.hidden, false);
  button.click();
  assert.deepEqual(JSON.parse(JSON.stringify(window.Tillside)), [["open"]]);
});
