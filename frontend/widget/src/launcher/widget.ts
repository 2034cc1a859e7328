import type { Identity } from "../protocol/wire";
import type { VisitorStorage } from "../storage";
import type { Catalogue } from "../texts/texts";
import type { Settings } from "./settings";

/** What the launcher lends to the panel. */
export type Widget = {
  readonly settings: Settings;
  readonly storage: VisitorStorage;
  readonly shadow: ShadowRoot;
  /** The element in the shadow root that carries language, direction and theme. */
  readonly root: HTMLElement;
  /** Undefined as long as the page has not said who the visitor is, null once it said "nobody". */
  readonly identity: Identity | null | undefined;
  paint(color: string): void;
  showUnread(count: number): void;
  close(): void;
  emit(event: WidgetEvent, detail?: unknown): void;
};

export type WidgetEvent = "ready" | "open" | "close" | "message" | "unread";

export type Panel = {
  show(takeFocus: boolean): void;
  hide(): void;
  identify(identity: Identity | null): void;
};

export type PanelModule = { startPanel(widget: Widget, texts: Catalogue): Panel };

/** Who is signed in, as the store's page says it; many stores count their customers. */
export type SignedIn = Omit<Identity, "id"> & { id: string | number };

/** `window.Tillside`. */
export type TillsideApi = {
  /** Says who is signed in to the store; null after signing out. */
  identify(identity: SignedIn | null): void;
  open(): void;
  close(): void;
  /** Returns a function that ends the listening. */
  on(event: WidgetEvent, listener: (detail?: unknown) => void): () => void;
  /** For pages that call before this script has loaded: `(window.Tillside ||= []).push(["open"])`. */
  push(...calls: QueuedCall[]): void;
};

export type QueuedCall =
  ["identify", SignedIn | null] | ["open"] | ["close"] | ["on", WidgetEvent, (d?: unknown) => void];
