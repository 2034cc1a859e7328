import type { TextKey } from "../texts/texts";
import type { PanelContext } from "./context";
import { element } from "./dom";

/**
 * none: nothing to ask. needed: a message can't be answered without an address, so it goes along with the message.
 * offered: the visitor wrote and may leave before the answer.
 */
type Mode = "none" | "needed" | "offered";

/** Asks for the e-mail address where the answer finds a visitor who has left. */
export class ContactForm {
  readonly node: HTMLElement;
  private readonly reason = element("p", { id: "why" });
  private readonly email: HTMLInputElement;
  private readonly name: HTMLInputElement;
  private readonly error = element("p", { class: "error", id: "email-error", role: "alert" });
  private readonly nameField: HTMLElement;
  private readonly actions: HTMLElement;

  constructor(private readonly context: PanelContext) {
    const { speak } = context;
    this.email = element("input", {
      type: "email",
      id: "email",
      autocomplete: "email",
      inputmode: "email",
      dir: "ltr",
      maxlength: 254,
      "aria-describedby": "why email-error",
    });
    this.name = element("input", {
      type: "text",
      id: "name-field",
      autocomplete: "name",
      dir: "auto",
      maxlength: 120,
      placeholder: " ",
    });
    const save = element("button", { type: "button", class: "filled" }, speak("email-save"));
    const later = element("button", { type: "button", class: "text" }, speak("email-later"));
    this.actions = element("div", { class: "actions" }, save, later);
    this.nameField = element(
      "div",
      { class: "field" },
      element("label", { for: "name-field" }, speak("name")),
      this.name,
    );
    this.node = element(
      "div",
      { class: "contact", hidden: true },
      this.reason,
      element("div", { class: "field" }, element("label", { for: "email" }, speak("email")), this.email),
      this.nameField,
      this.actions,
      this.error,
    );
    save.addEventListener("click", () => this.save());
    later.addEventListener("click", () => {
      context.widget.storage.remember({ declined_email: true });
      this.update();
    });
    this.email.addEventListener("input", () => this.complain(false));
    this.node.addEventListener("keydown", (event) => {
      if (
        event.key !== "Enter" ||
        event.isComposing ||
        this.mode !== "offered" ||
        event.target instanceof HTMLButtonElement
      )
        return;
      event.preventDefault();
      this.save();
    });
  }

  update(): void {
    const mode = this.mode;
    this.node.hidden = mode === "none";
    this.node.classList.toggle("offered", mode === "offered");
    this.actions.hidden = mode !== "offered";
    this.nameField.hidden = mode === "offered";
    this.email.required = mode === "needed";
    this.reason.textContent = this.context.speak(this.reasonText(mode));
  }

  /** The address to go along with a message: null when none is needed, false when what was typed is none. */
  read(): { email: string; name?: string } | null | false {
    const email = this.email.value.trim();
    const isAddress = email !== "" && this.email.validity.valid && /@[^@\s]+\.[^@\s.]+$/.test(email);
    if (this.mode === "none" || (this.mode === "offered" && !isAddress)) return null;
    this.complain(!isAddress);
    if (!isAddress) {
      this.email.focus();
      return false;
    }
    const name = this.name.value.trim();
    return name ? { email, name } : { email };
  }

  private save(): void {
    const contact = this.read();
    if (!contact) {
      this.complain(this.email.value.trim() !== "");
      return this.email.focus();
    }
    this.context.conversation.tell({ type: "details", ...contact });
  }

  private complain(isWrong: boolean): void {
    this.email.setAttribute("aria-invalid", String(isWrong));
    this.error.textContent = isWrong ? this.context.speak("email-invalid") : "";
  }

  private get mode(): Mode {
    const { conversation, widget } = this.context;
    const { visitor, channel, availability, timeline } = conversation.protocol;
    if (!visitor || visitor.email) return "none";
    if (channel?.require_email || !availability?.open) return "needed";
    const hasWritten = timeline.entries.some(({ author }) => author.type === "customer");
    return hasWritten && !widget.storage.read().declined_email ? "offered" : "none";
  }

  private reasonText(mode: Mode): TextKey {
    if (mode === "offered") return "email-offer";
    return this.context.conversation.protocol.availability?.open ? "email-required" : "email-away";
  }
}
