import type { Effect, Happening, TimerName } from "../protocol/happenings";
import { Protocol } from "../protocol/protocol";
import { readFrame, type Attachment, type ChatMessage, type Identity, type Page, type Session } from "../protocol/wire";
import type { Widget } from "../launcher/widget";
import { RequestFailed, Server } from "./server";
import { Tabs } from "./tabs";
import { Unsent } from "./unsent";

/** Runs the protocol in a browser: sockets, requests, timers, storage and the other tabs. */
export class Conversation {
  readonly protocol: Protocol;
  readonly server: Server;

  private readonly tabs: Tabs;
  private readonly unsent: Unsent;
  private readonly timers = new Map<TimerName, ReturnType<typeof setTimeout>>();
  private socket: WebSocket | null = null;
  /** Counts the visitors of this page, so that an answer meant for the one before is dropped. */
  private generation = 0;
  private identity: Identity | null;
  private pageUrl = "";
  private sawId = "";
  /** Kept when the visit has been opened; what needs its token waits for it. */
  private open: () => void = () => undefined;
  private readonly opened = new Promise<void>((resolve) => (this.open = resolve));

  constructor(
    private readonly widget: Widget,
    private readonly onChange: () => void,
    private readonly onArrival: (message: ChatMessage) => void,
  ) {
    const { settings, storage } = widget;
    this.server = new Server(settings.server);
    this.unsent = new Unsent(storage);
    this.tabs = new Tabs(settings.channel, (news) => {
      if (news.type === "heard") this.tell({ type: "other-tab-heard", frame: news.frame });
      else if (news.type === "wrote") this.tell({ type: "other-tab-wrote", pending: news.pending });
      else this.tell({ type: "other-tab-discarded", client_id: news.client_id });
    });
    this.identity = widget.identity ?? null;
    if (this.isSomebodyElse(widget.identity)) this.forgetVisitor();
    this.protocol = new Protocol(storage.read().token !== undefined, this.unsent.all());
    this.listen();
  }

  get token(): string {
    return this.widget.storage.read().token ?? "";
  }

  write(text: string, attachments: Attachment[], contact?: { email: string; name?: string }): void {
    const now = Date.now();
    const pending = { client_id: newId(), text, attachments, page: currentPage(), written_at: now, ...contact };
    this.widget.storage.remember({ wrote_at: now });
    this.tabs.tell({ type: "wrote", pending });
    this.tell({ type: "write", pending });
  }

  /** Uploads a file, as soon as there is a visit that it belongs to. */
  async upload(file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
    await this.opened;
    return this.server.upload(this.token, file, onProgress, signal);
  }

  discard(clientId: string): void {
    this.tabs.tell({ type: "discarded", client_id: clientId });
    this.tell({ type: "discard", client_id: clientId });
  }

  identify(identity: Identity | null): void {
    const forget = this.isSomebodyElse(identity);
    if (!forget && JSON.stringify(identity) === JSON.stringify(this.identity)) return;
    this.identity = identity;
    this.generation++;
    if (forget) this.forgetVisitor();
    this.tell({ type: "identity-changed", forget });
  }

  tell(happening: Happening): void {
    const effects = this.protocol.handle(happening, { now: Date.now(), random: Math.random() });
    for (const effect of effects) this.perform(effect);
    this.onChange();
  }

  /** The newest message is on the visitor's screen. Changes nothing that is shown. */
  saw(messageId: string): void {
    if (messageId === this.sawId) return;
    this.sawId = messageId;
    this.widget.storage.remember({ read_id: messageId });
    this.tell({ type: "saw", message_id: messageId });
  }

  private listen(): void {
    addEventListener("online", () => this.tell({ type: "network", up: true }));
    addEventListener("offline", () => this.tell({ type: "network", up: false }));
    // An open socket would keep the browser from bringing this page back at once.
    addEventListener("pagehide", () => this.closeSocket());
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      this.tell({ type: "socket-closed" });
      this.tell({ type: "woke" });
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.tell({ type: "woke" });
      this.onChange();
    });
    // Stores that change pages without loading have no event that a stranger's script could rely on.
    setInterval(() => this.noticePage(), 2_000);
    if (!navigator.onLine) this.tell({ type: "network", up: false });
  }

  private noticePage(): void {
    const page = currentPage();
    if (page.url === this.pageUrl || this.protocol.phase !== "online") return;
    this.pageUrl = page.url;
    this.tell({ type: "moved", page });
  }

  private perform(effect: Effect): void {
    switch (effect.do) {
      case "open-session":
        return void this.openSession(effect.anew);
      case "open-socket":
        return this.openSocket(effect.after);
      case "close-socket":
        return this.closeSocket();
      case "send":
        if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(effect.frame));
        return;
      case "post":
        return void this.post(effect.pending);
      case "timer":
        clearTimeout(this.timers.get(effect.name));
        this.timers.set(
          effect.name,
          setTimeout(() => this.tell({ type: "timer", name: effect.name }), effect.milliseconds),
        );
        return;
      case "clear-timer":
        return clearTimeout(this.timers.get(effect.name));
      case "keep":
        return this.unsent.keep(effect.pending);
      case "let-go":
        return this.unsent.letGo(effect.client_id);
      case "forget-token":
        return this.widget.storage.remember({ token: undefined });
      case "ask-earlier":
        return void this.askEarlier(effect.before);
      case "remember-session":
        return this.rememberSession(effect.session);
      case "arrived":
        return this.onArrival(effect.message);
    }
  }

  private async openSession(anew: boolean): Promise<void> {
    const generation = this.generation;
    const { settings } = this.widget;
    const page = currentPage();
    try {
      const session = await this.server.openSession({
        channel: settings.channel,
        ...(!anew && this.token && { token: this.token }),
        ...(this.identity && { identity: this.identity }),
        page,
        language: settings.language,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      });
      this.pageUrl = page.url;
      if (generation !== this.generation) return;
      this.tell({ type: "session", session });
      this.open();
    } catch (error) {
      const failure = failureOf(error);
      // For the people who build the store; the visitor is told in the panel.
      if (failure.status >= 400 && failure.status < 500) console.error("Tillside:", failure.status, failure.code);
      if (generation === this.generation) this.tell({ type: "session-failed", failure });
    }
  }

  private async askEarlier(before: string): Promise<void> {
    const generation = this.generation;
    try {
      const earlier = await this.server.earlier(this.token, before);
      if (generation === this.generation) this.tell({ type: "earlier", earlier });
    } catch {
      // Asked again when the visitor scrolls on.
      if (generation === this.generation) this.tell({ type: "earlier-failed" });
    }
  }

  private openSocket(after: string | null): void {
    this.closeSocket();
    try {
      const socket = this.server.openSocket(this.token, after);
      socket.onmessage = ({ data }) => {
        const frame = readFrame(data);
        if (frame && socket === this.socket) this.heard(frame);
      };
      socket.onclose = () => socket === this.socket && this.tell({ type: "socket-closed" });
      this.socket = socket;
    } catch {
      setTimeout(() => this.tell({ type: "socket-closed" }));
    }
  }

  private heard(frame: NonNullable<ReturnType<typeof readFrame>>): void {
    if (frame.type === "ack" || frame.type === "message") this.tabs.tell({ type: "heard", frame });
    this.tell({ type: "frame", frame });
  }

  private closeSocket(): void {
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }

  private async post(pending: Parameters<Server["postMessage"]>[1]): Promise<void> {
    const generation = this.generation;
    const { client_id } = pending;
    try {
      const message = await this.server.postMessage(this.token, pending);
      if (generation !== this.generation) return;
      this.tabs.tell({ type: "heard", frame: { type: "message", message } });
      this.tell({ type: "posted", client_id, message });
    } catch (error) {
      if (generation === this.generation) this.tell({ type: "post-failed", client_id, failure: failureOf(error) });
    }
  }

  private rememberSession(session: Session): void {
    const { settings, storage } = this.widget;
    const { color, name, greeting } = session.channel;
    const said = typeof greeting === "string" ? greeting : greeting?.[settings.language];
    storage.remember({
      token: session.token,
      visitor_id: session.visitor.id,
      // A page that says nothing of who is signed in does not make the history anybody's.
      identity_id: this.identity?.id ?? storage.read().identity_id,
      color: color ?? undefined,
      name,
      greeting: said || undefined,
      read_id: storage.read().read_id ?? session.last_id ?? undefined,
    });
    if (color) this.widget.paint(color);
  }

  /** Whether the history in this browser belongs to another account of the store than `identity`. */
  private isSomebodyElse(identity: Identity | null | undefined): boolean {
    const before = this.widget.storage.read().identity_id;
    return identity !== undefined && before !== undefined && before !== identity?.id;
  }

  private forgetVisitor(): void {
    const { storage } = this.widget;
    const forgotten = { token: undefined, visitor_id: undefined, identity_id: undefined, read_id: undefined };
    storage.remember({ ...forgotten, unread: 0, wrote_at: undefined, draft: undefined, declined_email: undefined });
    for (const { client_id } of this.unsent.all()) this.unsent.letGo(client_id);
  }
}

/** Without query and fragment, which in stores carry order keys and tokens. */
function currentPage(): Page {
  return { url: location.origin + location.pathname, title: document.title };
}

function failureOf(error: unknown): { status: number; code?: string } {
  return error instanceof RequestFailed ? error.failure : { status: 0 };
}

/** `crypto.randomUUID` is missing on pages without TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
