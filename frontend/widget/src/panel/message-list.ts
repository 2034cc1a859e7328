import { formatColor, parseColor, textOn } from "../color";
import type { Entry } from "../protocol/timeline";
import type { Attachment } from "../protocol/wire";
import type { TextKey } from "../texts/texts";
import type { PanelContext } from "./context";
import { element, icon } from "./dom";
import { messageContent } from "./rich-text";

/** Messages of one author closer than this belong together. */
const GROUP = 5 * 60_000;

/** Characters that the server takes in one message. */
const LONGEST = 10_000;

type Row = { node: HTMLElement; signature: string };

/** The conversation. Rows are kept and only changed where something changed, so that a screen reader hears news once. */
export class MessageList {
  readonly node: HTMLElement;
  private readonly rows = new Map<string, Row>();
  private oldest: string | undefined;

  constructor(private readonly context: PanelContext) {
    this.node = element("div", { role: "log", "aria-live": "polite", "aria-label": context.speak("log") });
  }

  update(): void {
    const entries = this.context.conversation.protocol.timeline.entries;
    const known = new Set(entries.map(({ key }) => key));
    for (const [key, row] of this.rows) {
      if (known.has(key)) continue;
      row.node.remove();
      this.rows.delete(key);
    }
    const lastOwn = entries.findLast(({ author, state }) => author.type === "customer" && state === "sent");
    this.muteHistory(entries[0]?.key);
    let previousNode: Element | null = null;
    entries.forEach((entry, index) => {
      const row = this.draw(entry, entries[index - 1], entries[index + 1], entry === lastOwn);
      const inPlace: Element | null = previousNode ? previousNode.nextElementSibling : this.node.firstElementChild;
      if (inPlace !== row.node) this.node.insertBefore(row.node, inPlace);
      previousNode = row.node;
    });
  }

  /** What was said long ago and is drawn above is no news to read out. */
  private muteHistory(oldest: string | undefined): void {
    if (oldest === this.oldest) return;
    const isHistory = this.oldest !== undefined;
    this.oldest = oldest;
    if (!isHistory) return;
    this.node.ariaLive = "off";
    setTimeout(() => (this.node.ariaLive = "polite"), 1_000);
  }

  private draw(entry: Entry, before: Entry | undefined, after: Entry | undefined, isLastOwn: boolean): Row {
    const { dates } = this.context;
    const day = dates.day(entry.at, Date.now());
    const shape = {
      day: before && dates.day(before.at, Date.now()) === day ? null : day,
      starts: !before || !belongTogether(before, entry),
      ends: !after || !belongTogether(entry, after),
      note: this.deliveryNote(entry, isLastOwn),
    };
    const { author, text, html, attachments, at, state } = entry;
    const signature = JSON.stringify([shape, author, text, html, attachments, at, state]);
    const row = this.rows.get(entry.key);
    if (row?.signature === signature) return row;
    const node = row?.node ?? element("article");
    this.fill(node, entry, shape);
    const drawn = { node, signature };
    this.rows.set(entry.key, drawn);
    return drawn;
  }

  private fill(
    node: HTMLElement,
    entry: Entry,
    shape: { day: string | null; starts: boolean; ends: boolean; note: TextKey | null },
  ): void {
    const { speak, dates } = this.context;
    const { author, text, html, attachments, state } = entry;
    const isOwn = author.type === "customer";
    const side = isOwn ? "own" : author.type === "system" ? "system" : "theirs";
    node.className = `row ${side} ${state}${shape.starts ? " starts" : ""}${shape.ends ? " ends" : ""}`;
    const who = isOwn ? speak("you") : author.type === "assistant" ? speak("assistant") : (author.name ?? "");
    const content = messageContent(text, html);
    const showsMeta = shape.ends || shape.note !== null;
    node.replaceChildren(
      ...[
        shape.day && element("p", { class: "day" }, shape.day),
        side === "theirs" && shape.starts ? this.author(entry, who) : element("span", { class: "unseen" }, who),
        content.length > 0 && element("div", { class: "bubble", dir: "auto" }, ...content),
        ...attachments.map((attachment) => this.attachment(attachment)),
        showsMeta && side !== "system" && this.meta(entry, dates.time(entry.at), shape.note),
      ].filter((child) => child instanceof Node),
    );
  }

  private author({ author }: Entry, who: string): HTMLElement {
    const initial = element("span", { class: "avatar", "aria-hidden": "true" }, Array.from(who.trim())[0] ?? "");
    const color = parseColor(author.avatar_color);
    if (color) {
      initial.style.background = formatColor(color);
      initial.style.color = textOn(color);
    }
    const name = element("bdi", {}, author.name || who);
    const isAutomatic = author.type === "assistant" && author.name;
    return element("p", { class: "author" }, initial, name, isAutomatic ? ` · ${who}` : null);
  }

  private attachment(attachment: Attachment): HTMLElement {
    const { conversation, speak, dates } = this.context;
    const url = conversation.server.attachmentUrl(conversation.token, attachment);
    const label = speak("download", { name: attachment.name });
    const link = element("a", {
      class: "attachment",
      href: url,
      target: "_blank",
      rel: "noopener",
      "aria-label": label,
    });
    // Pictures that can't carry script; others are shown as files.
    if (url && /^image\/(png|jpe?g|gif|webp|avif)$/.test(attachment.type)) {
      link.append(element("img", { src: url, alt: attachment.name, loading: "lazy" }));
    } else {
      link.append(icon("file"), element("bdi", {}, attachment.name), element("small", {}, dates.size(attachment.size)));
    }
    return link;
  }

  private meta(entry: Entry, time: string, note: TextKey | null): HTMLElement {
    const { speak } = this.context;
    const said = note ? `${time} · ${speak(note)}` : time;
    if (entry.state !== "failed") return element("p", { class: "meta" }, said);
    return element(
      "p",
      { class: "meta", role: "alert" },
      note && speak(note),
      this.action("retry", () => this.context.conversation.tell({ type: "retry", client_id: entry.key })),
      this.action("discard", () => this.context.conversation.discard(entry.key)),
    );
  }

  private action(key: TextKey, act: () => void): HTMLButtonElement {
    const button = element("button", { type: "button", class: "text" }, this.context.speak(key));
    button.addEventListener("click", act);
    return button;
  }

  private deliveryNote(entry: Entry, isLastOwn: boolean): TextKey | null {
    const { protocol } = this.context.conversation;
    if (entry.author.type !== "customer") return null;
    switch (entry.state) {
      case "failed":
        return failureText(entry);
      case "sent":
        if (!isLastOwn) return null;
        return protocol.timeline.reaches(protocol.agentSawId, entry.id) ? "seen" : "sent";
      default:
        return protocol.phase === "online" || protocol.phase === "polling" ? "sending" : "waiting";
    }
  }
}

function failureText({ reason = "", text }: Entry): TextKey {
  if (/large|long|413/.test(reason) || text.length > LONGEST) return "failed-too-long";
  return reason ? "failed-refused" : "failed";
}

function belongTogether(one: Entry, next: Entry): boolean {
  const isSameAuthor = one.author.type === next.author.type && one.author.name === next.author.name;
  const isSameDay = new Date(one.at).toDateString() === new Date(next.at).toDateString();
  return isSameAuthor && isSameDay && next.at - one.at < GROUP;
}
