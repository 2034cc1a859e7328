/** What goes over the wire between the widget and `/chat/v1`. */

export type MessageAuthor = {
  type: "customer" | "agent" | "assistant" | "system";
  name: string | null;
  avatar_color?: string | null;
};

export type Attachment = { id: string; name: string; type: string; size: number; url: string };

export type ChatMessage = {
  id: string;
  client_id: string | null;
  author: MessageAuthor;
  text: string;
  html: string | null;
  attachments: Attachment[];
  /** RFC 3339, the server's clock. */
  created_at: string;
};

export type OpeningHours = { time_zone: string; days: { day: string; from: string; to: string }[] };

export type Availability = {
  open: boolean;
  next_open_at: string | null;
  reply_time_seconds: number | null;
  hours?: OpeningHours | null;
};

export type Page = { url: string; title: string };

/** Who the store says the visitor is; `signature` proves it to the server. */
export type Identity = { id: string; email?: string; name?: string; signature?: string };

export type SessionRequest = {
  channel: string;
  token?: string;
  identity?: Identity;
  page: Page;
  language: string;
  time_zone: string;
};

export type Visitor = { id: string; name: string | null; email: string | null; identified: boolean };

export type Session = {
  token: string;
  visitor: Visitor;
  channel: {
    id: string;
    name: string;
    color: string | null;
    /** The store's logo, as a path from the server's root. */
    logo_url?: string | null;
    greeting: string | Record<string, string> | null;
    languages?: string[];
    require_email?: boolean;
  };
  availability: Availability;
  conversation: { id: string; status: string } | null;
  messages: ChatMessage[];
  last_id: string | null;
  /** Whether there are earlier messages than these. */
  more?: boolean;
  /** The newest message of the visitor that somebody of the store has seen. */
  seen_id?: string | null;
};

/** Messages before those that are known, oldest first. */
export type Earlier = { messages: ChatMessage[]; more: boolean };

export type ClientFrame =
  | { type: "message"; client_id: string; text: string; attachments: string[]; page?: Page }
  | { type: "typing" }
  | { type: "seen"; message_id: string }
  | { type: "details"; name?: string; email?: string }
  | { type: "page"; url: string; title: string }
  | { type: "ping" };

export type ServerFrame =
  | { type: "ready"; conversation_id: string | null; last_id: string | null }
  | { type: "message"; message: ChatMessage }
  | { type: "ack"; client_id: string; message_id: string }
  | { type: "typing"; name: string | null }
  | { type: "seen"; message_id: string }
  | ({ type: "availability" } & Availability)
  | { type: "pong" }
  | { type: "error"; code: string; detail?: string; client_id?: string | null };

const frameTypes = new Set(["ready", "message", "ack", "typing", "seen", "availability", "pong", "error"]);

/** The frame in a WebSocket text, or null for one that this widget doesn't know. */
export function readFrame(text: unknown): ServerFrame | null {
  if (typeof text !== "string") return null;
  try {
    const frame: unknown = JSON.parse(text);
    const known = typeof frame === "object" && frame !== null && "type" in frame && frameTypes.has(String(frame.type));
    return known ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
