import { ContactForm } from "./contact-form";
import type { PanelContext } from "./context";
import { element, iconButton } from "./dom";
import { Files } from "./files";

/** Where the visitor writes. Enter sends, Shift+Enter breaks the line, and an input method is never interrupted. */
export class Composer {
  readonly node: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  private readonly files: Files;
  private readonly contact: ContactForm;
  private readonly send: HTMLButtonElement;
  private justComposed = false;
  /** Enter was pressed while a file was still on its way: what is written goes with it. */
  private isAwaited = false;
  private readonly kept = element("p", { class: "kept", hidden: true });

  constructor(
    private readonly context: PanelContext,
    private readonly onSend: () => void,
  ) {
    const { speak, widget } = context;
    this.files = new Files(context, () => this.filesChanged());
    this.contact = new ContactForm(context);
    this.field = element("textarea", {
      rows: 1,
      dir: "auto",
      enterkeyhint: "send",
      "aria-label": speak("message"),
      placeholder: speak("placeholder"),
    });
    this.field.value = widget.storage.read().draft ?? "";
    const picker = element("input", { type: "file", multiple: true, hidden: true, tabindex: -1 });
    const attach = iconButton("clip", speak("attach"), "attach");
    this.send = iconButton("send", speak("send"), "send");
    this.send.type = "submit";
    const line = element("div", { class: "line" }, attach, picker, this.field, this.send);
    this.node = element("form", { novalidate: true }, this.contact.node, this.files.node, line, this.kept);

    attach.addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => {
      this.files.add(picker.files ?? []);
      picker.value = "";
    });
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("input", () => this.typed());
    // Safari ends the composition just before it tells of the Enter that ended it.
    this.field.addEventListener("compositionend", () => {
      this.justComposed = true;
      setTimeout(() => (this.justComposed = false), 30);
    });
    this.field.addEventListener("paste", (event) => {
      const files = event.clipboardData?.files;
      if (!files?.length) return;
      event.preventDefault();
      this.files.add(files);
    });
  }

  addFiles(files: Iterable<File>): void {
    this.files.add(files);
  }

  update(): void {
    const { conversation, speak } = this.context;
    const { visitor, phase, availability, timeline } = conversation.protocol;
    this.contact.update();
    this.send.disabled = this.files.isUploading || phase === "refused" || this.isEmpty;
    this.field.disabled = phase === "refused";
    this.kept.hidden = !visitor?.email || !availability || availability.open || !timeline.entries.length;
    this.kept.textContent = visitor?.email ? speak("email-kept", { email: visitor.email }) : "";
    this.fit();
  }

  private get isEmpty(): boolean {
    return !this.field.value.trim() && !this.files.ready.length;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || this.justComposed) return;
    event.preventDefault();
    this.submit();
  }

  private typed(): void {
    const { conversation, widget } = this.context;
    widget.storage.remember({ draft: this.field.value || undefined });
    if (this.field.value) conversation.tell({ type: "typed" });
    this.update();
  }

  private filesChanged(): void {
    this.update();
    if (!this.isAwaited || this.files.isUploading) return;
    this.isAwaited = false;
    // Without a file that was meant to go along nothing goes before the visitor has seen it.
    if (!this.files.hasFailed) this.submit();
  }

  private submit(): void {
    this.isAwaited = this.files.isUploading;
    if (this.isEmpty || this.isAwaited || this.field.disabled) return;
    const contact = this.contact.read();
    if (contact === false) return;
    const text = this.field.value.trim();
    this.field.value = "";
    this.context.widget.storage.remember({ draft: undefined });
    this.context.conversation.write(text, this.files.take(), contact ?? undefined);
    this.field.focus();
    this.onSend();
  }

  /** As high as its text, up to the limit of the style sheet. */
  private fit(): void {
    this.field.style.blockSize = "auto";
    if (this.field.scrollHeight) this.field.style.blockSize = `${this.field.scrollHeight + 2}px`;
  }
}
