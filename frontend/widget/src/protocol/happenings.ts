import type { Pending } from "./timeline";
import type { ChatMessage, ClientFrame, Earlier, Page, ServerFrame, Session } from "./wire";

/**
 * idle: nothing was asked for yet, or the panel was closed before anything was said.
 * opening: the session is being asked for. connecting: the socket is not ready yet. online: both ways.
 * waiting: until the next attempt. polling: sockets are blocked here, requests carry the conversation.
 * refused: the server said that there is no chat for this page; nothing more is tried.
 */
export type Phase = "idle" | "opening" | "connecting" | "online" | "waiting" | "polling" | "refused";

export type TimerName = "attempt" | "heartbeat" | "silence" | "acknowledgement" | "repost" | "typist";

export type Failure = {
  /** HTTP status, 0 when there was no answer. */ status: number;
  code?: string;
  retryAfter?: number;
};

export type Happening =
  | { type: "start" }
  | { type: "stop" }
  | { type: "session"; session: Session }
  | { type: "session-failed"; failure: Failure }
  | { type: "frame"; frame: ServerFrame }
  | { type: "socket-closed" }
  | { type: "timer"; name: TimerName }
  | { type: "network"; up: boolean }
  | { type: "woke" }
  | { type: "write"; pending: Pending }
  | { type: "posted"; client_id: string; message: ChatMessage }
  | { type: "post-failed"; client_id: string; failure: Failure }
  | { type: "retry"; client_id: string }
  | { type: "discard"; client_id: string }
  | { type: "typed" }
  | { type: "saw"; message_id: string }
  | { type: "details"; email: string; name?: string }
  | { type: "moved"; page: Page }
  | { type: "looked-back" }
  | { type: "earlier"; earlier: Earlier }
  | { type: "earlier-failed" }
  | { type: "identity-changed"; forget: boolean }
  | { type: "other-tab-heard"; frame: ServerFrame }
  | { type: "other-tab-wrote"; pending: Pending }
  | { type: "other-tab-discarded"; client_id: string };

export type Effect =
  | { do: "open-session"; /** As a new visitor, without the token. */ anew: boolean }
  | { do: "open-socket"; after: string | null }
  | { do: "close-socket" }
  | { do: "send"; frame: ClientFrame }
  | { do: "post"; pending: Pending }
  | { do: "timer"; name: TimerName; milliseconds: number }
  | { do: "clear-timer"; name: TimerName }
  | { do: "keep"; pending: Pending }
  | { do: "let-go"; client_id: string }
  | { do: "forget-token" }
  | { do: "ask-earlier"; before: string }
  | { do: "remember-session"; session: Session }
  | { do: "arrived"; message: ChatMessage };

/** What the protocol can't know by itself: the time in milliseconds since the epoch, and chance in [0, 1). */
export type Moment = { now: number; random: number };
