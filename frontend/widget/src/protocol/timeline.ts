import type { Attachment, ChatMessage, MessageAuthor, Page } from "./wire";

/** What the visitor wrote and the server has not yet acknowledged. It is kept in the browser until then. */
export type Pending = {
  client_id: string;
  text: string;
  attachments: Attachment[];
  page: Page;
  /** Milliseconds since the epoch, the visitor's clock. */
  written_at: number;
  email?: string;
  name?: string;
};

export type DeliveryState = "queued" | "in-flight" | "posting" | "sent" | "failed";

export type Entry = {
  /** Stays the same from writing to acknowledgement: what a list keys its rows by. */
  key: string;
  id: string | null;
  author: MessageAuthor;
  text: string;
  html: string | null;
  attachments: Attachment[];
  /** Milliseconds since the epoch: the server's clock once it has told, before that the visitor's. */
  at: number;
  /** Where it stands: the server's time, or for what is acknowledged but not told back, that of its predecessor. */
  order: number;
  /** Only on what this visitor wrote here and the server has not told us back. */
  state: DeliveryState;
  /** Why it failed: a problem code, or the HTTP status as text. */
  reason?: string;
  pending?: Pending;
};

/**
 * The conversation as the visitor sees it: what the server has, in its order, then what is still to be sent.
 * Each message stands there once, however often it arrives.
 */
export class Timeline {
  private stored: Entry[] = [];
  private unsent: Entry[] = [];

  get entries(): readonly Entry[] {
    return [...this.stored, ...this.unsent];
  }

  get waiting(): readonly Entry[] {
    return this.unsent;
  }

  /** The oldest message that the server has told. */
  get oldestId(): string | null {
    return this.stored.find(({ id }) => id !== null)?.id ?? null;
  }

  /** True when the message was not yet known. */
  merge(message: ChatMessage): boolean {
    const known = this.find(message.id, message.client_id);
    const entry = known ?? blank(message.client_id ?? message.id);
    const isNew = !known;
    Object.assign(entry, {
      id: message.id,
      author: message.author,
      text: message.text,
      html: message.html,
      attachments: message.attachments,
      at: Date.parse(message.created_at),
      order: Date.parse(message.created_at),
      state: "sent",
    });
    delete entry.pending;
    delete entry.reason;
    this.place(entry);
    return isNew;
  }

  queue(pending: Pending): void {
    if (this.find(null, pending.client_id)) return;
    this.unsent.push({
      ...blank(pending.client_id),
      text: pending.text,
      attachments: pending.attachments,
      at: pending.written_at,
      state: "queued",
      pending,
    });
  }

  /** The server has it. Its own time is not known yet, so it takes its place after all that is there. */
  acknowledge(clientId: string, messageId: string): void {
    const entry = this.unsent.find((candidate) => candidate.key === clientId);
    if (!entry) return;
    entry.id = messageId;
    entry.state = "sent";
    entry.order = this.stored.at(-1)?.order ?? 0;
    delete entry.pending;
    this.place(entry);
  }

  /** Forgets an unsent message; false when there is none. */
  discard(clientId: string): boolean {
    const before = this.unsent.length;
    this.unsent = this.unsent.filter((entry) => entry.key !== clientId);
    return this.unsent.length < before;
  }

  /** Another visitor, another conversation. What is unsent stays, since it was written here. */
  forgetStored(): void {
    this.stored = [];
  }

  /** Whether `id` stands at or before `limit` in the conversation. */
  reaches(limit: string | null, id: string | null): boolean {
    if (!limit || !id) return false;
    const position = (wanted: string) => this.stored.findIndex((entry) => entry.id === wanted);
    const [upTo, at] = [position(limit), position(id)];
    return at >= 0 && at <= upTo;
  }

  private find(id: string | null, clientId: string | null): Entry | undefined {
    const same = (entry: Entry) => (id !== null && entry.id === id) || (clientId !== null && entry.key === clientId);
    return this.stored.find(same) ?? this.unsent.find(same);
  }

  private place(entry: Entry): void {
    this.stored = this.stored.filter((other) => other !== entry);
    this.unsent = this.unsent.filter((other) => other !== entry);
    let index = this.stored.length;
    while (index > 0 && (this.stored[index - 1]?.order ?? 0) > entry.order) index--;
    this.stored.splice(index, 0, entry);
  }
}

function blank(key: string): Entry {
  return {
    key,
    id: null,
    author: { type: "customer", name: null },
    text: "",
    html: null,
    attachments: [],
    at: 0,
    order: 0,
    state: "sent",
  };
}
