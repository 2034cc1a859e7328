// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { Unsent } from "../src/panel/unsent";
import { VisitorStorage } from "../src/storage";
import { pending } from "./visitor";

beforeEach(() => localStorage.clear());

test("what is unsent survives a reload, in the order of writing", () => {
  const unsent = new Unsent(new VisitorStorage("chn_1"));
  unsent.keep({ ...pending("second"), written_at: 2 });
  unsent.keep({ ...pending("first"), written_at: 1 });
  const afterReload = new Unsent(new VisitorStorage("chn_1"));
  expect(afterReload.all().map(({ text }) => text)).toEqual(["first", "second"]);
  afterReload.letGo("client-first");
  expect(unsent.all().map(({ text }) => text)).toEqual(["second"]);
});

test("two channels on one site don't see each other", () => {
  new Unsent(new VisitorStorage("chn_1")).keep(pending("for one"));
  new VisitorStorage("chn_1").remember({ token: "of one" });
  expect(new Unsent(new VisitorStorage("chn_10")).all()).toEqual([]);
  expect(new VisitorStorage("chn_2").read()).toEqual({});
});

test("what is remembered as undefined is forgotten, the rest stays", () => {
  const storage = new VisitorStorage("chn_1");
  storage.remember({ token: "t", unread: 2 });
  storage.remember({ token: undefined });
  expect(storage.read()).toEqual({ unread: 2 });
});

test("what somebody else wrote under our key is not believed to be ours", () => {
  for (const text of ["", "{", "null"]) {
    localStorage.setItem("tillside:chn_1", text);
    expect(new VisitorStorage("chn_1").read()).toEqual({});
  }
});

test("where the browser forbids storage, the page's own memory serves", () => {
  const forbidden = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const storage = new VisitorStorage("chn_1");
  storage.remember({ token: "t" });
  new Unsent(storage).keep(pending("kept"));
  expect(storage.read().token).toBe("t");
  expect(new Unsent(storage).all()).toHaveLength(1);
  forbidden.mockRestore();
});
