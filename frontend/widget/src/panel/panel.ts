/** The panel, loaded at the first touch: what the visitor sees of the conversation. */
import { legibleOn, parseColor } from "../color";
import { adoptStyle } from "../launcher/button";
import type { Panel, Widget } from "../launcher/widget";
import type { Identity } from "../protocol/wire";
import { speaker, type Catalogue } from "../texts/texts";
import { Composer } from "./composer";
import type { PanelContext } from "./context";
import { Conversation } from "./conversation";
import { Dates } from "./dates";
import { element, icon } from "./dom";
import { keepFocusWithin } from "./focus";
import { Header, Welcome } from "./greeting";
import { MessageList } from "./message-list";
import css from "./panel.css?inline";

/** A phone, upright or on its side: the panel takes the whole screen. The style sheets say the same. */
const PHONE = "(max-width: 640px), (max-height: 480px) and (pointer: coarse)";
/** This close to the end, in pixels, the list follows new messages. */
const AT_END = 80;
/** This close to the beginning, in pixels, earlier messages are asked for. */
const NEAR_BEGINNING = 240;

class ChatPanel implements Panel {
  private readonly context: PanelContext;
  private readonly node: HTMLElement;
  private readonly header: Header;
  private readonly welcome: Welcome;
  private readonly list: MessageList;
  private readonly composer: Composer;
  private readonly scroller: HTMLElement;
  private readonly typing = element("p", { class: "typing", hidden: true });
  private readonly notice = element("p", { class: "notice", role: "status" });
  private readonly toEnd: HTMLButtonElement;
  private isOpen = false;
  private isDrawPlanned = false;
  private isAtEnd = true;
  private unread = 0;
  private paintedColor: string | null = null;
  private pageOverflow = "";

  constructor(widget: Widget, texts: Catalogue) {
    const { language } = widget.settings;
    const speak = speaker(language, texts);
    const conversation = new Conversation(
      widget,
      () => this.plan(),
      (message) => widget.emit("message", { text: message.text, author: message.author.name }),
    );
    this.context = { widget, conversation, speak, dates: new Dates(language) };
    this.header = new Header(this.context);
    this.welcome = new Welcome(this.context);
    this.list = new MessageList(this.context);
    this.composer = new Composer(this.context, () => this.scrollToEnd());
    this.toEnd = element(
      "button",
      { type: "button", class: "to-end", hidden: true },
      icon("down"),
      speak("new-messages"),
    );
    this.scroller = element("div", { class: "scroller" }, this.welcome.node, this.list.node, this.typing);
    const middle = element("div", { class: "middle" }, this.scroller, this.toEnd);
    const drop = element("p", { class: "drop", "aria-hidden": "true" }, speak("drop"));
    const parts = [this.header.node, middle, this.notice, this.composer.node, drop];
    this.node = element("div", { class: "panel", role: "dialog", tabindex: -1, hidden: true }, ...parts);
    adoptStyle(widget.shadow, css);
    widget.root.prepend(this.node);
    this.listen();
    this.draw();
    conversation.tell({ type: "start" });
  }

  show(takeFocus: boolean): void {
    this.isOpen = true;
    this.node.hidden = false;
    this.coverPage(true);
    this.context.conversation.tell({ type: "start" });
    this.draw();
    this.scrollToEnd();
    if (takeFocus) this.composer.field.focus({ preventScroll: true });
  }

  hide(): void {
    this.isOpen = false;
    this.node.hidden = true;
    this.coverPage(false);
    this.context.conversation.tell({ type: "stop" });
  }

  identify(identity: Identity | null): void {
    this.context.conversation.identify(identity);
  }

  private listen(): void {
    const { node, scroller, composer, context } = this;
    keepFocusWithin(node, context.widget.shadow);
    // Keys typed here are none of the page's shortcuts.
    for (const type of ["keydown", "keypress", "keyup"])
      node.addEventListener(type, (event) => event.stopPropagation());
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) context.widget.close();
    });
    scroller.addEventListener("scroll", () => {
      this.isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < AT_END;
      if (this.isAtEnd) this.noticeRead();
      if (scroller.scrollTop < NEAR_BEGINNING) context.conversation.tell({ type: "looked-back" });
    });
    this.toEnd.addEventListener("click", () => {
      this.scrollToEnd();
      composer.field.focus();
    });
    node.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      node.classList.add("dropping");
    });
    node.addEventListener("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget)))
        node.classList.remove("dropping");
    });
    node.addEventListener("drop", (event) => {
      node.classList.remove("dropping");
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      composer.addFiles(event.dataTransfer.files);
    });
    // The keyboard of a phone makes the visible part smaller than the window.
    visualViewport?.addEventListener("resize", () => this.fitKeyboard());
    visualViewport?.addEventListener("scroll", () => this.fitKeyboard());
    context.widget.storage.onChange(() => this.plan());
    matchMedia(PHONE).addEventListener("change", () => this.coverPage(this.isOpen));
  }

  /** Many things may happen in one moment; they are drawn once. */
  private plan(): void {
    if (this.isDrawPlanned) return;
    this.isDrawPlanned = true;
    queueMicrotask(() => {
      this.isDrawPlanned = false;
      this.draw();
    });
  }

  private draw(): void {
    const { speak, conversation } = this.context;
    const { protocol } = conversation;
    this.header.update();
    this.welcome.update();
    this.keepPlace(() => {
      this.welcome.node.hidden = protocol.hasEarlier;
      this.list.update();
    });
    this.composer.update();
    this.node.setAttribute("aria-label", speak("dialog", { name: protocol.channel?.name ?? location.hostname }));
    this.typing.hidden = protocol.typist === null;
    this.typing.textContent =
      protocol.typist === null ? "" : speak("typing", { name: protocol.typist || protocol.channel?.name || "" });
    this.notice.textContent = this.trouble();
    this.paint();
    if (this.isAtEnd) this.scrollToEnd();
    this.noticeRead();
  }

  /** Earlier messages come above what the visitor is reading, which stays where it is. */
  private keepPlace(change: () => void): void {
    const first = this.list.node.firstElementChild;
    const place = () => (first instanceof HTMLElement ? first.offsetTop : 0) - this.scroller.scrollTop;
    const before = place();
    change();
    if (first !== this.list.node.firstElementChild) this.scroller.scrollTop += place() - before;
  }

  private trouble(): string {
    const { speak, conversation } = this.context;
    const { phase, failures, delivery, timeline } = conversation.protocol;
    if (phase === "refused") return speak("unavailable");
    if (!navigator.onLine) return speak("offline");
    if (delivery.heldUntil > Date.now() && timeline.waiting.length) return speak("slow-down");
    return failures > 2 ? speak("unreachable") : "";
  }

  private paint(): void {
    const color = this.context.widget.root.style.getPropertyValue("--brand");
    const brand = parseColor(color);
    if (!brand || color === this.paintedColor) return;
    this.paintedColor = color;
    // On the raised surfaces of the style sheet, which leave the least contrast.
    this.node.style.setProperty("--brand-on-light", legibleOn([243, 244, 246], brand));
    this.node.style.setProperty("--brand-on-dark", legibleOn([36, 38, 43], brand));
  }

  /** What came in while the visitor looked is read; the rest is counted on the button. */
  private noticeRead(): void {
    const { conversation, widget } = this.context;
    const { entries } = conversation.protocol.timeline;
    const isWatching = this.isOpen && this.isAtEnd && document.visibilityState === "visible";
    const newest = entries.findLast(({ id, author }) => id !== null && author.type !== "customer");
    if (isWatching && newest?.id) conversation.saw(newest.id);
    const readId = widget.storage.read().read_id;
    const readUpTo = entries.findIndex(({ id }) => id === readId);
    const unread = entries.slice(readUpTo + 1).filter(({ author }) => author.type !== "customer").length;
    // Only what changed here: two tabs that know different parts must not correct each other forever.
    if (unread !== this.unread) widget.storage.remember({ unread });
    this.unread = unread;
    widget.showUnread(unread);
    this.toEnd.hidden = this.isAtEnd || !this.isOpen || unread === 0;
  }

  private scrollToEnd(): void {
    this.isAtEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** On a phone the page behind does not scroll, and the dialog is all there is. */
  private coverPage(isOpen: boolean): void {
    const covers = isOpen && matchMedia(PHONE).matches;
    const page = document.documentElement.style;
    if (covers && this.node.ariaModal !== "true") {
      this.pageOverflow = page.overflow;
      page.overflow = "hidden";
    } else if (!covers && this.node.ariaModal === "true") {
      page.overflow = this.pageOverflow;
    }
    this.node.ariaModal = String(covers);
    this.fitKeyboard();
  }

  private fitKeyboard(): void {
    if (!visualViewport || !this.isOpen) return;
    this.node.style.setProperty("--visible", `${visualViewport.height}px`);
    this.node.style.setProperty("--top", `${visualViewport.offsetTop}px`);
    if (this.isAtEnd) this.scrollToEnd();
  }
}

export function startPanel(widget: Widget, texts: Catalogue): Panel {
  return new ChatPanel(widget, texts);
}
