// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { Composer } from "../src/panel/composer";
import type { PanelContext } from "../src/panel/context";
import { RequestFailed } from "../src/panel/server";

/** A composer over a server that takes a file when it is told to. */
function writing() {
  const write = vi.fn<(text: string, attachments: { id: string }[]) => void>();
  let take: (attachment: { id: string }) => void = () => undefined;
  let refuse: (why: unknown) => void = () => undefined;
  const upload = () =>
    new Promise((resolve, reject) => {
      take = resolve;
      refuse = reject;
    });
  const protocol = { visitor: { email: "a@b.example" }, phase: "online", availability: null, timeline: { entries: [] } };
  const context = {
    speak: (key: string) => key,
    dates: { percent: String, size: String },
    widget: { storage: { read: () => ({}), remember: () => undefined } },
    conversation: { protocol, upload, write, tell: () => undefined },
  };
  const composer = new Composer(context as unknown as PanelContext, () => undefined);
  const enter = () => composer.field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
  return { composer, write, enter, take: () => take({ id: "att_1" }), refuse: () => refuse(new RequestFailed({ status: 415, code: "x" })) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("Enter while a file is on its way", () => {
  it("sends what is written together with the file, once it has arrived", async () => {
    const { composer, write, enter, take } = writing();
    composer.addFiles([new File(["a jug"], "jug.txt")]);
    composer.field.value = "Does it fit?";
    enter();
    expect(write).not.toHaveBeenCalled();
    take();
    await settled();
    expect(write.mock.calls.map(([text, files]) => [text, files])).toEqual([["Does it fit?", [{ id: "att_1" }]]]);
    expect(composer.field.value).toBe("");
  });

  it("sends nothing when the file is refused: the visitor sees that first", async () => {
    const { composer, write, enter, refuse } = writing();
    composer.addFiles([new File(["a jug"], "jug.txt")]);
    composer.field.value = "Does it fit?";
    enter();
    refuse();
    await settled();
    expect(write).not.toHaveBeenCalled();
    expect(composer.field.value).toBe("Does it fit?");
  });
});
