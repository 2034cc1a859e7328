import { backoff } from "./backoff";
import type { Effect, Failure, Moment } from "./happenings";
import type { Entry, Timeline } from "./timeline";
import type { ChatMessage, ClientFrame } from "./wire";

/** How a message can leave now: by the ready socket, by a request, or not yet. */
export type Route = "socket" | "request" | null;

export type Details = { email: string; name?: string };

/** A message without acknowledgement for so long is asked about by request. */
const ACKNOWLEDGEMENT = 12_000;
/** How long to hold back when the server wants fewer messages and does not say how long. */
const HOLD = 5_000;
/** Answers after which the same message may be tried again by itself; so may all of 500 and above. */
const PASSING = new Set([0, 401, 408, 410, 425, 429]);

/**
 * Brings what the visitor wrote to the server: in the order of writing, as often as it takes, and under the same id
 * each time, so that it arrives once.
 */
export class Delivery {
  /** Until when the server wants no further message, in milliseconds since the epoch. */
  heldUntil = 0;
  /** An address that the server does not know yet; a request takes it along. */
  details: Details | null = null;

  constructor(private readonly timeline: Timeline) {}

  /** Sends what is queued: by socket all at once, by request one after the other. */
  flush(route: Route, moment: Moment): Effect[] {
    const queued = this.timeline.waiting.filter((entry) => entry.state === "queued");
    if (!queued.length || this.isPosting || route === null) return [];
    if (this.heldUntil > moment.now) return this.hold(this.heldUntil - moment.now, moment);
    return route === "socket" ? this.sendAll(queued) : this.postOldest();
  }

  acknowledged(clientId: string, messageId: string): Effect[] {
    this.timeline.acknowledge(clientId, messageId);
    return [{ do: "let-go", client_id: clientId }, ...this.watchAcknowledgements()];
  }

  /** `tell`: whether the page shall hear of it, which it shall of what is new but not of history. */
  arrived(message: ChatMessage, tell: boolean): Effect[] {
    const isNew = this.timeline.merge(message);
    const effects: Effect[] = message.client_id ? [{ do: "let-go", client_id: message.client_id }] : [];
    if (isNew && tell && message.author.type !== "customer") effects.push({ do: "arrived", message });
    return effects;
  }

  /** A frame was refused. Without a client id it may be any message on its way: asking by request tells which. */
  refused(code: string, clientId: string | null, moment: Moment): Effect[] {
    if (code === "rate-limited") {
      this.requeue();
      return this.hold(HOLD, moment);
    }
    if (!clientId) return this.askByRequest(moment);
    if (code === "unavailable") return this.tryAgain(clientId, moment);
    this.setState(clientId, "failed", code);
    return this.watchAcknowledgements();
  }

  /** What got no acknowledgement by socket goes by request, which says why. */
  askByRequest(moment: Moment): Effect[] {
    this.requeue();
    return this.heldUntil > moment.now || this.isPosting ? [] : this.postOldest();
  }

  postFailed(clientId: string, failure: Failure, moment: Moment): Effect[] {
    const mayPass = PASSING.has(failure.status) || failure.status >= 500;
    if (!mayPass) {
      this.setState(clientId, "failed", failure.code ?? String(failure.status));
      return [];
    }
    const effects = this.tryAgain(clientId, moment);
    return failure.status === 429 ? this.hold((failure.retryAfter ?? HOLD / 1_000) * 1_000, moment) : effects;
  }

  /** The socket is gone: what was on its way may or may not have arrived. */
  requeue(): void {
    for (const entry of this.timeline.waiting) if (entry.state === "in-flight") entry.state = "queued";
  }

  setState(clientId: string, state: Entry["state"], reason?: string): void {
    const entry = this.timeline.waiting.find((candidate) => candidate.key === clientId);
    if (!entry) return;
    entry.state = state;
    if (reason === undefined) delete entry.reason;
    else entry.reason = reason;
  }

  /** Drops all that is unsent: it belongs to a visitor who signed out. */
  forget(): Effect[] {
    const unsent = this.timeline.waiting.map(({ key }) => key);
    for (const clientId of unsent) this.timeline.discard(clientId);
    this.details = null;
    return unsent.map((client_id) => ({ do: "let-go", client_id }));
  }

  private get isPosting(): boolean {
    return this.timeline.waiting.some((entry) => entry.state === "posting");
  }

  private sendAll(queued: readonly Entry[]): Effect[] {
    const frames = queued.flatMap((entry): Effect[] => {
      if (!entry.pending) return [];
      entry.state = "in-flight";
      const { client_id, text, page } = entry.pending;
      const attachments = entry.pending.attachments.map(({ id }) => id);
      const frame: ClientFrame = { type: "message", client_id, text, attachments, page };
      return [{ do: "send", frame }];
    });
    return [...frames, ...this.watchAcknowledgements()];
  }

  private postOldest(): Effect[] {
    const oldest = this.timeline.waiting.find((entry) => entry.state === "queued");
    if (!oldest?.pending) return [];
    oldest.state = "posting";
    return [{ do: "post", pending: { ...this.details, ...oldest.pending } }];
  }

  private watchAcknowledgements(): Effect[] {
    const isWaiting = this.timeline.waiting.some((entry) => entry.state === "in-flight");
    return isWaiting
      ? [{ do: "timer", name: "acknowledgement", milliseconds: ACKNOWLEDGEMENT }]
      : [{ do: "clear-timer", name: "acknowledgement" }];
  }

  private tryAgain(clientId: string, moment: Moment): Effect[] {
    this.setState(clientId, "queued");
    return [{ do: "timer", name: "repost", milliseconds: backoff(2, moment.random) }];
  }

  private hold(milliseconds: number, moment: Moment): Effect[] {
    this.heldUntil = moment.now + milliseconds;
    return [{ do: "timer", name: "repost", milliseconds }];
  }
}
