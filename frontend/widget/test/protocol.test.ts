import { describe, expect, test } from "vitest";
import { backoff } from "../src/protocol/backoff";
import { readFrame } from "../src/protocol/wire";
import { message, names, ownMessage, pending, postedTexts, sentTexts, session, Visitor } from "./visitor";

describe("connecting", () => {
  test("nothing is asked of the server before the visitor starts", () => {
    const visitor = new Visitor();
    expect(visitor.protocol.phase).toBe("idle");
    expect(names(visitor.sees({ type: "start" }))).toContain("open-session");
  });

  test("the socket resumes after the last message of the session", () => {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    const effects = visitor.sees({
      type: "session",
      session: session([message("msg_1", "hi"), message("msg_2", "you")]),
    });
    expect(effects).toContainEqual({ do: "open-socket", after: "msg_2" });
  });

  test("a broken socket is opened again at once and resumes from what it brought last", () => {
    const visitor = new Visitor().arrives();
    visitor.hears({ type: "message", message: message("msg_7", "hello") });
    const broken = visitor.sees({ type: "socket-closed" });
    expect(broken).toContainEqual({ do: "timer", name: "attempt", milliseconds: 750 });
    expect(visitor.sees({ type: "timer", name: "attempt" })).toContainEqual({ do: "open-socket", after: "msg_7" });
  });

  test("what another tab told does not move the place to resume from", () => {
    const visitor = new Visitor().arrives();
    visitor.hears({ type: "message", message: message("msg_1", "heard here") });
    visitor.sees({ type: "other-tab-heard", frame: { type: "message", message: message("msg_9", "heard there") } });
    visitor.sees({ type: "socket-closed" });
    expect(visitor.sees({ type: "timer", name: "attempt" })).toContainEqual({ do: "open-socket", after: "msg_1" });
    expect(visitor.screen).toEqual(["heard here", "heard there"]);
  });

  test("a session asked for again keeps the place, since it may carry only the newest messages", () => {
    const visitor = new Visitor().arrives([message("msg_1", "old")]);
    visitor.sees({ type: "socket-closed" });
    visitor.sees({ type: "timer", name: "attempt" });
    visitor.sees({ type: "socket-closed" });
    expect(names(visitor.sees({ type: "timer", name: "attempt" }))).toContain("open-session");
    const resumed = visitor.sees({ type: "session", session: session([message("msg_99", "newest")]) });
    expect(resumed).toContainEqual({ do: "open-socket", after: "msg_1" });
  });

  test("waits grow up to half a minute and differ by chance", () => {
    expect([0, 1, 2, 3].map((attempt) => backoff(attempt, 0))).toEqual([500, 1_000, 2_000, 4_000]);
    expect(backoff(0, 0.999)).toBe(1_000);
    expect(backoff(20, 0.999)).toBeLessThanOrEqual(30_000);
  });

  test("a socket that is silent after a ping is given up", () => {
    const visitor = new Visitor().arrives();
    const beat = visitor.sees({ type: "timer", name: "heartbeat" });
    expect(beat).toContainEqual({ do: "send", frame: { type: "ping" } });
    expect(names(visitor.sees({ type: "timer", name: "silence" }))).toContain("close-socket");
    expect(visitor.protocol.phase).toBe("waiting");
  });

  test("an answer to the ping keeps the socket", () => {
    const visitor = new Visitor().arrives();
    visitor.sees({ type: "timer", name: "heartbeat" });
    expect(visitor.hears({ type: "pong" })).toContainEqual({ do: "clear-timer", name: "silence" });
  });

  test("after sleep the socket is probed, and a waiting visitor tries at once", () => {
    const online = new Visitor().arrives();
    expect(online.sees({ type: "woke" })).toContainEqual({ do: "timer", name: "silence", milliseconds: 4_000 });
    online.sees({ type: "socket-closed" });
    expect(names(online.sees({ type: "woke" }))).toContain("open-socket");
  });

  test("without a network nothing is tried until it is back", () => {
    const visitor = new Visitor().arrives();
    visitor.sees({ type: "network", up: false });
    visitor.sees({ type: "socket-closed" });
    expect(names(visitor.sees({ type: "timer", name: "attempt" }))).toEqual(["timer"]);
    expect(names(visitor.sees({ type: "network", up: true }))).toContain("open-socket");
  });

  test("closing the panel before anything was said ends the connection", () => {
    const visitor = new Visitor().arrives();
    expect(names(visitor.sees({ type: "stop" }))).toContain("close-socket");
    expect(visitor.protocol.phase).toBe("idle");
    expect(names(visitor.sees({ type: "start" }))).toContain("open-session");
  });

  test("closing the panel in a conversation keeps the connection", () => {
    const visitor = new Visitor().arrives([message("msg_1", "hi")]);
    expect(visitor.sees({ type: "stop" })).toEqual([]);
    expect(visitor.protocol.phase).toBe("online");
  });

  test("frames that are not understood are no frames", () => {
    for (const text of ["", "{", "null", "[]", '"ready"', '{"type":"unheard-of"}', new ArrayBuffer(2)]) {
      expect(readFrame(text)).toBeNull();
    }
    expect(readFrame('{"type":"pong"}')).toEqual({ type: "pong" });
  });
});

describe("the session", () => {
  test("an ended token is replaced by a new visitor once", () => {
    const visitor = new Visitor({ hasToken: true });
    expect(visitor.sees({ type: "start" })).toContainEqual({ do: "open-session", anew: false });
    const again = visitor.sees({ type: "session-failed", failure: { status: 401 } });
    expect(again).toContainEqual({ do: "open-session", anew: true });
    visitor.sees({ type: "session-failed", failure: { status: 401 } });
    expect(visitor.protocol.phase).toBe("refused");
  });

  test("a page that is not allowed is told so and asks no more", () => {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session-failed", failure: { status: 403 } });
    expect(visitor.protocol.phase).toBe("refused");
    expect(visitor.sees({ type: "timer", name: "attempt" })).toEqual([]);
    expect(visitor.sees({ type: "woke" })).toEqual([]);
  });

  test("a busy server says how long to wait", () => {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    const effects = visitor.sees({ type: "session-failed", failure: { status: 429, retryAfter: 7 } });
    expect(effects).toEqual([{ do: "timer", name: "attempt", milliseconds: 7_000 }]);
  });

  test("what the store had seen is still marked as seen after a reload", () => {
    const visitor = new Visitor({ hasToken: true });
    visitor.sees({ type: "start" });
    const messages = [ownMessage("msg_1", "hello"), ownMessage("msg_2", "again")];
    visitor.sees({ type: "session", session: session(messages, { seen_id: "msg_1" }) });
    expect(visitor.protocol.timeline.reaches(visitor.protocol.agentSawId, "msg_1")).toBe(true);
    expect(visitor.protocol.timeline.reaches(visitor.protocol.agentSawId, "msg_2")).toBe(false);
  });

  test("who scrolls back gets what was said before, page by page, until there is no more", () => {
    const visitor = new Visitor();
    const [first, second] = [message("msg_1", "first"), message("msg_2", "second")];
    const newest = message("msg_3", "newest");
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session", session: session([newest], { more: true }) });
    expect(visitor.sees({ type: "looked-back" })).toEqual([{ do: "ask-earlier", before: "msg_3" }]);
    expect(visitor.sees({ type: "looked-back" })).toEqual([]);
    visitor.sees({ type: "earlier-failed" });
    expect(visitor.sees({ type: "looked-back" })).toEqual([{ do: "ask-earlier", before: "msg_3" }]);
    expect(visitor.sees({ type: "earlier", earlier: { messages: [second], more: true } })).toEqual([]);
    expect(visitor.sees({ type: "looked-back" })).toEqual([{ do: "ask-earlier", before: "msg_2" }]);
    visitor.sees({ type: "earlier", earlier: { messages: [first], more: false } });
    expect(visitor.screen).toEqual(["first", "second", "newest"]);
    expect(visitor.sees({ type: "looked-back" })).toEqual([]);
  });

  test("another account of the store does not see the history before it", () => {
    const visitor = new Visitor().arrives([message("msg_1", "secret of the first")]);
    visitor.writes("unsent of the first");
    const effects = visitor.sees({ type: "identity-changed", forget: true });
    expect(visitor.screen).toEqual([]);
    expect(effects).toContainEqual({ do: "let-go", client_id: "client-unsent of the first" });
    expect(names(effects)).toEqual(expect.arrayContaining(["forget-token", "close-socket", "open-session"]));
  });

  test("a visitor that the server knows as somebody else sees that one's history only", () => {
    const visitor = new Visitor().arrives([message("msg_1", "as a guest")]);
    visitor.sees({ type: "identity-changed", forget: false });
    const signedIn = { id: "vis_2", name: "Ali", email: "ali@example.com", identified: true };
    visitor.sees({ type: "session", session: session([message("msg_5", "as Ali")], { visitor: signedIn }) });
    expect(visitor.screen).toEqual(["as Ali"]);
  });
});

describe("writing", () => {
  test("a message is kept until the server acknowledges it", () => {
    const visitor = new Visitor().arrives();
    const effects = visitor.writes("hello");
    expect(names(effects)).toContain("keep");
    expect(sentTexts(effects)).toEqual(["hello"]);
    expect(visitor.screen).toEqual(["hello (in-flight)"]);
    const acknowledged = visitor.hears({ type: "ack", client_id: "client-hello", message_id: "msg_1" });
    expect(acknowledged).toContainEqual({ do: "let-go", client_id: "client-hello" });
    expect(visitor.screen).toEqual(["hello"]);
  });

  test("what was not acknowledged is sent again under the same id after a reconnection, in order", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("one");
    visitor.writes("two");
    visitor.hears({ type: "ack", client_id: "client-one", message_id: "msg_1" });
    visitor.sees({ type: "socket-closed" });
    visitor.writes("three");
    expect(visitor.screen).toEqual(["one", "two (queued)", "three (queued)"]);
    visitor.sees({ type: "timer", name: "attempt" });
    const ready = visitor.hears({ type: "ready", conversation_id: "cnv_1", last_id: "msg_1" });
    expect(sentTexts(ready)).toEqual(["two", "three"]);
  });

  test("what a closed tab left unsent is sent by the next one", () => {
    const visitor = new Visitor({ hasToken: true, unsent: [pending("from before")] });
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session", session: session() });
    const ready = visitor.hears({ type: "ready", conversation_id: null, last_id: null });
    expect(sentTexts(ready)).toEqual(["from before"]);
  });

  test("what the server already had is not sent again after a reload", () => {
    const visitor = new Visitor({ hasToken: true, unsent: [pending("arrived")] });
    visitor.sees({ type: "start" });
    const effects = visitor.sees({ type: "session", session: session([ownMessage("msg_3", "arrived")]) });
    expect(effects).toContainEqual({ do: "let-go", client_id: "client-arrived" });
    expect(sentTexts(visitor.hears({ type: "ready", conversation_id: "cnv_1", last_id: "msg_3" }))).toEqual([]);
    expect(visitor.screen).toEqual(["arrived"]);
  });

  test("a message stands there once, whether its echo comes before the acknowledgement, after it, or twice", () => {
    for (const order of ["echo first", "ack first", "echo twice"]) {
      const visitor = new Visitor().arrives();
      visitor.writes("hi");
      const echo = { type: "message", message: ownMessage("msg_1", "hi") } as const;
      const ack = { type: "ack", client_id: "client-hi", message_id: "msg_1" } as const;
      const frames = { "echo first": [echo, ack], "ack first": [ack, echo], "echo twice": [echo, ack, echo] }[order];
      for (const frame of frames ?? []) visitor.hears(frame);
      expect(visitor.screen, order).toEqual(["hi"]);
    }
  });

  test("a message without acknowledgement goes by request, the oldest first", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("one");
    visitor.writes("two");
    const late = visitor.sees({ type: "timer", name: "acknowledgement" });
    expect(postedTexts(late)).toEqual(["one"]);
    const posted = visitor.sees({ type: "posted", client_id: "client-one", message: ownMessage("msg_1", "one") });
    expect(sentTexts(posted)).toEqual(["two"]);
  });

  test("a refused message says so, and can be tried again or deleted", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("too long");
    visitor.hears({ type: "error", code: "validation" });
    visitor.sees({
      type: "post-failed",
      client_id: "client-too long",
      failure: { status: 422, code: "message-too-long" },
    });
    expect(visitor.screen).toEqual(["too long (failed)"]);
    expect(sentTexts(visitor.sees({ type: "retry", client_id: "client-too long" }))).toEqual(["too long"]);
    visitor.hears({ type: "error", code: "validation", client_id: "client-too long" });
    expect(visitor.screen).toEqual(["too long (failed)"]);
    expect(names(visitor.sees({ type: "discard", client_id: "client-too long" }))).toEqual(["let-go"]);
    expect(visitor.screen).toEqual([]);
  });

  test("a message that could not be stored is sent again by itself", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("hello");
    visitor.hears({ type: "error", code: "unavailable", client_id: "client-hello" });
    expect(visitor.screen).toEqual(["hello (queued)"]);
    expect(sentTexts(visitor.sees({ type: "timer", name: "repost" }))).toEqual(["hello"]);
  });

  test("one refused message does not hold up the next", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("bad");
    visitor.writes("good");
    expect(postedTexts(visitor.hears({ type: "error", code: "validation" }))).toEqual(["bad"]);
    const next = visitor.sees({ type: "post-failed", client_id: "client-bad", failure: { status: 422 } });
    expect(sentTexts(next)).toEqual(["good"]);
  });

  test("a token that ends in the middle is renewed, not without a wait, and the message goes on", () => {
    const visitor = new Visitor({ hasToken: true }).arrives();
    visitor.writes("hello");
    expect(names(visitor.hears({ type: "error", code: "unauthorized" }))).toContain("close-socket");
    expect(visitor.protocol.phase).toBe("waiting");
    expect(names(visitor.sees({ type: "timer", name: "attempt" }))).toContain("open-session");
    visitor.sees({ type: "session-failed", failure: { status: 401 } });
    visitor.sees({ type: "session", session: session([], { token: "new" }) });
    const ready = visitor.hears({ type: "ready", conversation_id: null, last_id: null });
    expect(visitor.screen).toEqual(["hello (posting)"]);
    expect(sentTexts(ready)).toEqual([]);
    visitor.sees({ type: "post-failed", client_id: "client-hello", failure: { status: 503 } });
    expect(sentTexts(visitor.sees({ type: "timer", name: "repost" }))).toEqual(["hello"]);
  });

  test("a server that wants fewer messages gets them later", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("fast");
    expect(names(visitor.hears({ type: "error", code: "rate-limited" }))).toContain("timer");
    expect(sentTexts(visitor.writes("faster"))).toEqual([]);
    visitor.now += 5_000;
    expect(sentTexts(visitor.sees({ type: "timer", name: "repost" }))).toEqual(["fast", "faster"]);
  });
});

describe("where sockets are blocked", () => {
  function blocked(): Visitor {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session", session: session() });
    for (let attempt = 0; attempt < 2; attempt++) {
      visitor.sees({ type: "socket-closed" });
      visitor.sees({ type: "timer", name: "attempt" });
      visitor.sees({ type: "session", session: session() });
    }
    return visitor;
  }

  test("the conversation goes on by requests", () => {
    const visitor = blocked();
    expect(visitor.protocol.phase).toBe("polling");
    expect(postedTexts(visitor.writes("hello"))).toEqual(["hello"]);
    visitor.sees({ type: "posted", client_id: "client-hello", message: ownMessage("msg_1", "hello") });
    expect(names(visitor.sees({ type: "timer", name: "attempt" }))).toContain("open-session");
    const answer = [ownMessage("msg_1", "hello"), message("msg_2", "welcome")];
    const effects = visitor.sees({ type: "session", session: session(answer) });
    expect(names(effects)).toContain("arrived");
    expect(visitor.screen).toEqual(["hello", "welcome"]);
  });

  test("a socket is tried again from time to time", () => {
    const visitor = blocked();
    const tried = Array.from({ length: 15 }, () => {
      visitor.sees({ type: "timer", name: "attempt" });
      const effects = visitor.sees({ type: "session", session: session() });
      if (visitor.protocol.phase === "connecting") visitor.sees({ type: "socket-closed" });
      return names(effects).includes("open-socket");
    });
    expect(tried.filter(Boolean)).toHaveLength(1);
  });

  test("a message is not kept waiting for the second proof that sockets don't work", () => {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session", session: session() });
    visitor.sees({ type: "socket-closed" });
    expect(postedTexts(visitor.writes("hello"))).toEqual(["hello"]);
  });

  test("a request that got no answer is repeated with the same id", () => {
    const visitor = blocked();
    visitor.writes("hello");
    const failed = visitor.sees({ type: "post-failed", client_id: "client-hello", failure: { status: 0 } });
    expect(names(failed)).toEqual(["timer"]);
    const [again] = visitor.sees({ type: "timer", name: "repost" });
    expect(again).toMatchObject({ do: "post", pending: { client_id: "client-hello" } });
  });

  test("an address given while polling goes along with the next message", () => {
    const visitor = blocked();
    visitor.sees({ type: "details", email: "ali@example.com" });
    const [, post] = visitor.writes("hello");
    expect(post).toMatchObject({ do: "post", pending: { email: "ali@example.com" } });
  });
});

describe("order", () => {
  test("messages stand in the server's order, however they arrive", () => {
    const [first, second, third] = [message("msg_1", "a"), message("msg_2", "b"), message("msg_3", "c")];
    const visitor = new Visitor().arrives();
    for (const late of [third, first, second, first]) visitor.hears({ type: "message", message: late });
    expect(visitor.screen).toEqual(["a", "b", "c"]);
  });

  test("a visitor's clock that is wrong does not push a message past the answers to it", () => {
    const visitor = new Visitor().arrives([message("msg_1", "hi")]);
    const later = { ...pending("question"), written_at: Date.parse("2036-01-01") };
    visitor.sees({ type: "write", pending: later });
    visitor.hears({ type: "ack", client_id: "client-question", message_id: "msg_2" });
    visitor.hears({ type: "message", message: message("msg_3", "answer") });
    expect(visitor.screen).toEqual(["hi", "question", "answer"]);
  });

  test("what is unsent stands at the end", () => {
    const visitor = new Visitor().arrives();
    visitor.writes("unsent");
    visitor.hears({ type: "message", message: message("msg_1", "meanwhile") });
    expect(visitor.screen).toEqual(["meanwhile", "unsent (in-flight)"]);
  });
});

describe("several tabs", () => {
  test("what one tab writes and has acknowledged is shown by the other", () => {
    const visitor = new Visitor().arrives();
    visitor.sees({ type: "other-tab-wrote", pending: pending("from the other") });
    expect(visitor.screen).toEqual(["from the other (in-flight)"]);
    const frame = { type: "ack", client_id: "client-from the other", message_id: "msg_1" } as const;
    visitor.sees({ type: "other-tab-heard", frame });
    expect(visitor.screen).toEqual(["from the other"]);
  });

  test("what one tab deletes is gone in the other", () => {
    const visitor = new Visitor().arrives();
    visitor.sees({ type: "other-tab-wrote", pending: pending("mistake") });
    visitor.sees({ type: "other-tab-discarded", client_id: "client-mistake" });
    expect(visitor.screen).toEqual([]);
  });
});

describe("small signs", () => {
  test("typing is told at most every three seconds", () => {
    const visitor = new Visitor().arrives();
    const told = [0, 1_000, 2_500, 3_000].map((after) => {
      const now = visitor.now;
      visitor.now += after;
      const effects = visitor.sees({ type: "typed" });
      visitor.now = now;
      return effects.length;
    });
    expect(told).toEqual([1, 0, 0, 1]);
  });

  test("an agent who sends is no longer typing", () => {
    const visitor = new Visitor().arrives();
    visitor.hears({ type: "typing", name: "Ayşe" });
    expect(visitor.protocol.typist).toBe("Ayşe");
    visitor.hears({ type: "message", message: message("msg_1", "done") });
    expect(visitor.protocol.typist).toBeNull();
  });

  test("seen is told once, also when it happened while the connection was broken", () => {
    const visitor = new Visitor().arrives([message("msg_1", "hi")]);
    visitor.sees({ type: "socket-closed" });
    expect(visitor.sees({ type: "saw", message_id: "msg_1" })).toEqual([]);
    visitor.sees({ type: "timer", name: "attempt" });
    const ready = visitor.hears({ type: "ready", conversation_id: "cnv_1", last_id: "msg_1" });
    expect(ready).toContainEqual({ do: "send", frame: { type: "seen", message_id: "msg_1" } });
    expect(visitor.sees({ type: "saw", message_id: "msg_1" })).toEqual([]);
  });

  test("an agent who saw a message saw those before it", () => {
    const own = [ownMessage("msg_1", "a"), ownMessage("msg_2", "b"), ownMessage("msg_3", "c")];
    const { protocol } = new Visitor().arrives(own);
    const seen = ["msg_1", "msg_2", "msg_3"].map((id) => protocol.timeline.reaches("msg_2", id));
    expect(seen).toEqual([true, true, false]);
  });

  test("an address typed before the connection stands is told when it does", () => {
    const visitor = new Visitor();
    visitor.sees({ type: "start" });
    visitor.sees({ type: "session", session: session() });
    visitor.sees({ type: "details", email: "ali@example.com", name: "Ali" });
    expect(visitor.protocol.visitor?.email).toBe("ali@example.com");
    const ready = visitor.hears({ type: "ready", conversation_id: null, last_id: null });
    expect(ready).toContainEqual({ do: "send", frame: { type: "details", email: "ali@example.com", name: "Ali" } });
  });
});
