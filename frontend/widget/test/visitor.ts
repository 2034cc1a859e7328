import type { Effect, Happening } from "../src/protocol/happenings";
import { Protocol } from "../src/protocol/protocol";
import type { Pending } from "../src/protocol/timeline";
import type { ChatMessage, ServerFrame, Session } from "../src/protocol/wire";

/** A visitor's protocol with a clock that only moves when the test says so, and no chance. */
export class Visitor {
  readonly protocol: Protocol;
  now = Date.parse("2026-03-02T10:00:00Z");

  constructor({ hasToken = false, unsent = [] }: { hasToken?: boolean; unsent?: Pending[] } = {}) {
    this.protocol = new Protocol(hasToken, unsent);
  }

  sees(happening: Happening): Effect[] {
    return this.protocol.handle(happening, { now: this.now, random: 0.5 });
  }

  hears(frame: ServerFrame): Effect[] {
    return this.sees({ type: "frame", frame });
  }

  /** From nothing to a ready socket. */
  arrives(messages: ChatMessage[] = []): this {
    this.sees({ type: "start" });
    this.sees({ type: "session", session: session(messages) });
    this.hears({ type: "ready", conversation_id: null, last_id: messages.at(-1)?.id ?? null });
    return this;
  }

  writes(text: string): Effect[] {
    return this.sees({ type: "write", pending: pending(text) });
  }

  /** What stands on the screen: the texts, with the state of those not yet sent. */
  get screen(): string[] {
    return this.protocol.timeline.entries.map(({ text, state }) => (state === "sent" ? text : `${text} (${state})`));
  }
}

/** The texts of messages that leave by the socket. */
export function sentTexts(effects: Effect[]): string[] {
  return effects.flatMap((effect) =>
    effect.do === "send" && effect.frame.type === "message" ? effect.frame.text : [],
  );
}

export function postedTexts(effects: Effect[]): string[] {
  return effects.flatMap((effect) => (effect.do === "post" ? effect.pending.text : []));
}

export function names(effects: Effect[]): string[] {
  return effects.map((effect) => effect.do);
}

export function pending(text: string): Pending {
  const page = { url: "https://store.example/", title: "Store" };
  return { client_id: `client-${text}`, text, attachments: [], page, written_at: 1 };
}

let clock = Date.parse("2026-03-02T09:00:00Z");

/** A message of the store, each one a second after the one before. */
export function message(id: string, text: string, change: Partial<ChatMessage> = {}): ChatMessage {
  clock += 1_000;
  const author = { type: "agent", name: "Ayşe", avatar_color: null } as const;
  return {
    id,
    client_id: null,
    author,
    text,
    html: null,
    attachments: [],
    created_at: new Date(clock).toISOString(),
    ...change,
  };
}

export function ownMessage(id: string, text: string, change: Partial<ChatMessage> = {}): ChatMessage {
  return message(id, text, { client_id: `client-${text}`, author: { type: "customer", name: null }, ...change });
}

export function session(messages: ChatMessage[] = [], change: Partial<Session> = {}): Session {
  return {
    token: "token",
    visitor: { id: "vis_1", name: null, email: null, identified: false },
    channel: { id: "chn_1", name: "Store", color: "#0f766e", greeting: null },
    availability: { open: true, next_open_at: null, reply_time_seconds: 300 },
    conversation: messages.length ? { id: "cnv_1", status: "open" } : null,
    messages,
    last_id: messages.at(-1)?.id ?? null,
    ...change,
  };
}
