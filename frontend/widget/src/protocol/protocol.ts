import { backoff } from "./backoff";
import { Delivery, type Details, type Route } from "./delivery";
import type { Effect, Failure, Happening, Moment, Phase, TimerName } from "./happenings";
import { Timeline, type Pending } from "./timeline";
import type { Availability, ChatMessage, ServerFrame, Session, Visitor } from "./wire";

const HEARTBEAT = 25_000;
const SILENCE = 10_000;
/** After waking up a dead socket shall be noticed soon. */
const SILENCE_AFTER_WAKING = 4_000;
/** A "typing" is told at most this often and is believed for twice as long. */
const TYPING = 3_000;
const POLL_SOON = 4_000;
const POLL_LATER = 20_000;
/** Sockets that never became ready this often in a row are taken to be blocked. */
const BLOCKED_AFTER = 2;
/** While polling, every so many polls a socket is tried again. */
const SOCKET_EVERY = 12;

/** Answers that may be about the token rather than about the channel. */
const TOKEN_TROUBLE = new Set([401, 403, 404, 410]);
/** Problems of a session that no repetition can solve. */
const HOPELESS = new Set([400, 401, 403, 404, 410, 422]);

/**
 * The conversation with the server, without a socket, a clock or a page: what happens goes in, what is to be done
 * comes out. Everything that must hold when connections break holds here.
 */
export class Protocol {
  readonly timeline = new Timeline();
  readonly delivery = new Delivery(this.timeline);
  phase: Phase = "idle";
  visitor: Visitor | null = null;
  channel: Session["channel"] | null = null;
  availability: Availability | null = null;
  conversationId: string | null = null;
  /** The last message that somebody of the store has seen. */
  agentSawId: string | null = null;
  /** Whether the server has messages before those that are known here. */
  hasEarlier = false;
  /** Who is writing to the visitor now. */
  typist: string | null = null;
  /** Attempts that failed since the last success. */
  failures = 0;

  private lastId: string | null = null;
  private socketFailures = 0;
  private polls = 0;
  private networkIsUp = true;
  private typedAt = -Infinity;
  private sawId: string | null = null;
  private tokenWasRefused = false;
  private isLookingBack = false;

  constructor(
    private hasToken: boolean,
    restored: readonly Pending[] = [],
  ) {
    for (const pending of restored) this.timeline.queue(pending);
  }

  handle(happening: Happening, moment: Moment): Effect[] {
    switch (happening.type) {
      case "start":
        return this.phase === "idle" ? this.openSession() : [];
      case "stop":
        return this.stop();
      case "session":
        return this.sessionOpened(happening.session, moment);
      case "session-failed":
        return this.sessionFailed(happening.failure, moment);
      case "frame":
        return this.frame(happening.frame, moment);
      case "socket-closed":
        return this.socketClosed(moment);
      case "timer":
        return this.timer(happening.name, moment);
      case "network":
        return this.network(happening.up);
      case "woke":
        return this.woke();
      case "write":
        return this.write(happening.pending, moment);
      case "posted":
        return this.posted(happening.message, moment);
      case "post-failed":
        return this.postFailed(happening.client_id, happening.failure, moment);
      case "retry":
        return this.retry(happening.client_id, moment);
      case "discard":
        this.timeline.discard(happening.client_id);
        return [{ do: "let-go", client_id: happening.client_id }];
      case "typed":
        return this.typed(moment);
      case "saw":
        return this.saw(happening.message_id);
      case "details":
        return this.tellDetails(happening.email, happening.name);
      case "moved":
        return this.phase === "online" ? [{ do: "send", frame: { type: "page", ...happening.page } }] : [];
      case "looked-back":
        return this.lookBack();
      case "earlier":
        this.isLookingBack = false;
        this.hasEarlier = happening.earlier.more;
        return happening.earlier.messages.flatMap((message) => this.delivery.arrived(message, false));
      case "earlier-failed":
        this.isLookingBack = false;
        return [];
      case "identity-changed":
        return this.identityChanged(happening.forget);
      case "other-tab-heard":
        return this.otherTabHeard(happening.frame);
      case "other-tab-wrote":
        // Shown here, sent there; should that tab die, this one sends it when it next connects.
        this.timeline.queue(happening.pending);
        this.delivery.setState(happening.pending.client_id, "in-flight");
        return [];
      case "other-tab-discarded":
        this.timeline.discard(happening.client_id);
        return [];
    }
  }

  // Session

  private openSession(): Effect[] {
    this.phase = "opening";
    return [
      { do: "clear-timer", name: "attempt" },
      { do: "open-session", anew: this.tokenWasRefused },
    ];
  }

  private sessionOpened(session: Session, moment: Moment): Effect[] {
    if (this.phase === "idle") return [{ do: "remember-session", session }];
    const isSomebodyElse = this.visitor !== null && this.visitor.id !== session.visitor.id;
    if (isSomebodyElse) this.timeline.forgetStored();
    const isFirst = this.visitor === null || isSomebodyElse;
    this.hasToken = true;
    this.tokenWasRefused = false;
    // What the visitor told meanwhile may not have reached the server yet.
    this.visitor = { ...session.visitor, email: session.visitor.email ?? this.delivery.details?.email ?? null };
    this.channel = session.channel;
    this.availability = session.availability;
    this.conversationId = session.conversation?.id ?? null;
    this.agentSawId = session.seen_id ?? this.agentSawId;
    if (isFirst) this.hasEarlier = session.more ?? false;

    const effects: Effect[] = [{ do: "remember-session", session }];
    for (const message of session.messages) effects.push(...this.delivery.arrived(message, !isFirst));
    const newest = session.last_id ?? session.messages.at(-1)?.id ?? null;

    this.polls++;
    if (this.socketFailures >= BLOCKED_AFTER && this.polls % SOCKET_EVERY !== 0) {
      this.phase = "polling";
      this.failures = 0;
      this.lastId = newest;
      return [...effects, ...this.flush(moment), this.nextPoll()];
    }
    // After a break the socket resumes from what it brought last, since a session carries only the newest messages.
    if (isFirst) this.lastId = newest;
    return [...effects, ...this.openSocket(), ...this.flush(moment)];
  }

  private sessionFailed(failure: Failure, moment: Moment): Effect[] {
    if (this.phase === "idle") return [];
    // An old token may have ended: once more as a new visitor. The token is kept until that succeeds, since it may
    // also be the channel that is closed for a while.
    if (this.hasToken && !this.tokenWasRefused && TOKEN_TROUBLE.has(failure.status)) {
      this.tokenWasRefused = true;
      return this.openSession();
    }
    if (HOPELESS.has(failure.status)) {
      this.phase = "refused";
      return [{ do: "clear-timer", name: "attempt" }];
    }
    return this.wait(moment, failure.retryAfter);
  }

  /** The visitor has scrolled to the oldest message that is known. */
  private lookBack(): Effect[] {
    const before = this.timeline.oldestId;
    if (!this.hasEarlier || this.isLookingBack || !before) return [];
    this.isLookingBack = true;
    return [{ do: "ask-earlier", before }];
  }

  private identityChanged(forget: boolean): Effect[] {
    const effects: Effect[] = [];
    if (forget) {
      effects.push(...this.delivery.forget());
      this.timeline.forgetStored();
      this.visitor = null;
      this.tokenWasRefused = false;
      this.lastId = this.sawId = this.agentSawId = this.conversationId = null;
      this.hasToken = this.hasEarlier = this.isLookingBack = false;
      effects.push({ do: "forget-token" });
    }
    if (this.phase === "idle") return effects;
    return [...effects, ...this.hangUp(), ...this.openSession()];
  }

  private stop(): Effect[] {
    const isIdle = this.conversationId === null && this.timeline.entries.length === 0;
    if (!isIdle || this.phase === "refused" || this.phase === "idle") return [];
    this.phase = "idle";
    return [{ do: "clear-timer", name: "attempt" }, ...this.hangUp()];
  }

  // Socket

  private openSocket(): Effect[] {
    this.phase = "connecting";
    return [
      { do: "clear-timer", name: "attempt" },
      { do: "open-socket", after: this.lastId },
      { do: "timer", name: "silence", milliseconds: SILENCE },
    ];
  }

  private hangUp(): Effect[] {
    this.delivery.requeue();
    this.typist = null;
    const timers: TimerName[] = ["heartbeat", "silence", "acknowledgement"];
    return [{ do: "close-socket" }, ...timers.map((name): Effect => ({ do: "clear-timer", name }))];
  }

  private socketClosed(moment: Moment): Effect[] {
    if (this.phase !== "connecting" && this.phase !== "online") return [];
    if (this.phase === "connecting") this.socketFailures++;
    return [...this.hangUp(), ...this.wait(moment)];
  }

  private frame(frame: ServerFrame, moment: Moment): Effect[] {
    const heard: Effect = { do: "clear-timer", name: "silence" };
    switch (frame.type) {
      case "ready":
        return [heard, ...this.ready(frame.conversation_id, moment)];
      case "message":
        this.lastId = frame.message.id;
        if (frame.message.author.type !== "customer") this.typist = null;
        return [heard, ...this.delivery.arrived(frame.message, true)];
      case "ack":
        return [heard, ...this.delivery.acknowledged(frame.client_id, frame.message_id)];
      case "typing":
        this.typist = frame.name ?? "";
        return [heard, { do: "timer", name: "typist", milliseconds: 2 * TYPING }];
      case "seen":
        this.agentSawId = frame.message_id;
        return [heard];
      case "availability":
        this.availability = frame;
        return [heard];
      case "error":
        if (frame.code === "unauthorized" || frame.code === "gone") return this.tokenRefused(moment);
        return [heard, ...this.delivery.refused(frame.code, frame.client_id ?? null, moment)];
      case "pong":
        return [heard];
    }
  }

  private ready(conversationId: string | null, moment: Moment): Effect[] {
    this.phase = "online";
    this.failures = this.socketFailures = 0;
    this.conversationId = conversationId ?? this.conversationId;
    const effects: Effect[] = [{ do: "timer", name: "heartbeat", milliseconds: HEARTBEAT }];
    const { details } = this.delivery;
    if (details) effects.push({ do: "send", frame: { type: "details", ...details } });
    if (this.sawId) effects.push({ do: "send", frame: { type: "seen", message_id: this.sawId } });
    this.delivery.details = null;
    return [...effects, ...this.flush(moment)];
  }

  /** The token ended in the middle of things: the session is asked again, not without a wait. */
  private tokenRefused(moment: Moment): Effect[] {
    this.socketFailures = Math.max(1, this.socketFailures);
    return [...this.hangUp(), ...this.wait(moment)];
  }

  // Waiting and waking

  private wait(moment: Moment, seconds?: number): Effect[] {
    const milliseconds = seconds ? seconds * 1_000 : backoff(this.failures, moment.random);
    this.failures++;
    this.phase = "waiting";
    return [{ do: "timer", name: "attempt", milliseconds }];
  }

  private nextPoll(): Effect {
    return { do: "timer", name: "attempt", milliseconds: this.polls > 60 ? POLL_LATER : POLL_SOON };
  }

  private timer(name: TimerName, moment: Moment): Effect[] {
    switch (name) {
      case "attempt":
        return this.attempt();
      case "heartbeat":
        if (this.phase !== "online") return [];
        return [...this.probe(SILENCE), { do: "timer", name: "heartbeat", milliseconds: HEARTBEAT }];
      case "silence":
        return this.socketClosed(moment);
      case "acknowledgement":
        return this.delivery.askByRequest(moment);
      case "repost":
        return this.flush(moment);
      case "typist":
        this.typist = null;
        return [];
    }
  }

  /** A socket that broke is opened again at once; after a second failure the session is asked first. */
  private attempt(): Effect[] {
    if (this.phase !== "waiting" && this.phase !== "polling") return [];
    if (!this.networkIsUp) return [{ do: "timer", name: "attempt", milliseconds: POLL_LATER }];
    const socketIsEnough = this.phase === "waiting" && this.visitor && this.failures <= 1 && this.socketFailures === 0;
    return socketIsEnough ? this.openSocket() : this.openSession();
  }

  private network(up: boolean): Effect[] {
    this.networkIsUp = up;
    return up ? this.woke() : this.phase === "online" ? this.probe(SILENCE_AFTER_WAKING) : [];
  }

  private woke(): Effect[] {
    if (this.phase === "online") return this.probe(SILENCE_AFTER_WAKING);
    return this.attempt();
  }

  private probe(patience: number): Effect[] {
    return [
      { do: "send", frame: { type: "ping" } },
      { do: "timer", name: "silence", milliseconds: patience },
    ];
  }

  // Messages

  private write(pending: Pending, moment: Moment): Effect[] {
    this.timeline.queue(pending);
    this.polls = Math.min(this.polls, SOCKET_EVERY);
    const effects: Effect[] = [{ do: "keep", pending }];
    if (pending.email) effects.push(...this.tellDetails(pending.email, pending.name));
    if (this.phase === "idle") effects.push(...this.openSession());
    return [...effects, ...this.flush(moment)];
  }

  private flush(moment: Moment): Effect[] {
    return this.delivery.flush(this.route, moment);
  }

  /** Requests are for where a socket has just failed: with a good one they would only be a second way. */
  private get route(): Route {
    if (this.phase === "online") return "socket";
    return this.visitor && this.socketFailures > 0 && this.networkIsUp ? "request" : null;
  }

  private posted(message: ChatMessage, moment: Moment): Effect[] {
    this.delivery.details = null;
    return [...this.delivery.arrived(message, false), ...this.flush(moment)];
  }

  private postFailed(clientId: string, failure: Failure, moment: Moment): Effect[] {
    const effects = this.delivery.postFailed(clientId, failure, moment);
    if (failure.status === 401 || failure.status === 410) return [...effects, ...this.tokenRefused(moment)];
    return effects.length ? effects : this.flush(moment);
  }

  private retry(clientId: string, moment: Moment): Effect[] {
    this.delivery.setState(clientId, "queued");
    return [...this.flush(moment), ...this.attempt()];
  }

  /** Does not move the place from which this tab's own socket resumes, or it would miss what came before. */
  private otherTabHeard(frame: ServerFrame): Effect[] {
    if (frame.type === "ack") this.timeline.acknowledge(frame.client_id, frame.message_id);
    if (frame.type === "message") this.timeline.merge(frame.message);
    return [];
  }

  // Small signs

  private typed(moment: Moment): Effect[] {
    if (this.phase !== "online" || moment.now - this.typedAt < TYPING) return [];
    this.typedAt = moment.now;
    return [{ do: "send", frame: { type: "typing" } }];
  }

  private saw(messageId: string): Effect[] {
    if (this.sawId === messageId || this.timeline.reaches(this.sawId, messageId)) return [];
    this.sawId = messageId;
    return this.phase === "online" ? [{ do: "send", frame: { type: "seen", message_id: messageId } }] : [];
  }

  private tellDetails(email: string, name?: string): Effect[] {
    const details: Details = name ? { email, name } : { email };
    if (this.visitor) this.visitor = { ...this.visitor, email, name: name ?? this.visitor.name };
    if (this.phase === "online") return [{ do: "send", frame: { type: "details", ...details } }];
    this.delivery.details = details;
    return [];
  }
}
