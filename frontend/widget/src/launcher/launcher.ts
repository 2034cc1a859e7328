/**
 * `widget.js`: the script a store embeds. It draws the round button and nothing else; the panel, its texts and the
 * first request come when a visitor touches the button, or when the page calls `Tillside.open()`.
 */
import launcherTexts from "virtual:launcher-texts";
import { parseColor, textOn, formatColor } from "../color";
import type { Identity } from "../protocol/wire";
import { VisitorStorage } from "../storage";
import { direction, speaker, type Catalogue } from "../texts/texts";
import { drawLauncher, type LauncherParts } from "./button";
import { keepClear } from "./keep-clear";
import { readSettings, type Settings } from "./settings";
import type { Panel, PanelModule, QueuedCall, SignedIn, TillsideApi, Widget, WidgetEvent } from "./widget";

/** File names of the panel and of its texts by language, put in by the build. */
declare const __CHUNKS__: { panel: string; texts: Record<string, string> };

const page = window as typeof window & { Tillside?: TillsideApi | QueuedCall[] };

const TAG = "tillside-chat";
const DEFAULT_COLOR = "#1f2937";
/** How long after a visitor's message the next page connects by itself, so that the answer is not missed. */
const CONVERSATION_LASTS = 30 * 60_000;

class Launcher implements Widget {
  readonly storage: VisitorStorage;
  readonly shadow: ShadowRoot;
  readonly root: HTMLElement;
  identity: Identity | null | undefined;

  private readonly button: HTMLButtonElement;
  private readonly badge: HTMLElement;
  private readonly speak;
  private readonly listeners = new Map<WidgetEvent, Set<(detail?: unknown) => void>>();
  private panel: Promise<Panel> | null = null;
  private loads = 0;
  private unread = 0;
  private isOpen = false;
  private focusBefore: Element | null = null;

  constructor(
    readonly settings: Settings,
    host: HTMLElement,
    { shadow, root, button, badge }: LauncherParts,
  ) {
    this.storage = new VisitorStorage(settings.channel);
    this.shadow = shadow;
    this.root = root;
    this.button = button;
    this.badge = badge;
    this.speak = speaker(settings.language, launcherTexts[settings.language]);
    root.lang = settings.language;
    root.dir = direction(settings.language);
    root.className = `root ${settings.side} ${settings.theme}`;
    root.style.setProperty("--offset", `${settings.offset}px`);

    const memory = this.storage.read();
    const wasOpen = this.storage.wasOpen;
    this.paint(memory.color ?? settings.color ?? DEFAULT_COLOR);
    this.showUnread(memory.unread ?? 0);
    this.storage.onChange(() => this.showUnread(this.storage.read().unread ?? 0));
    button.addEventListener("pointerdown", () => void this.load().catch(() => undefined));
    button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    keepClear(host, button);
    if (Date.now() - (memory.wrote_at ?? 0) < CONVERSATION_LASTS) this.goOn(wasOpen);
  }

  open(takeFocus = true): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.focusBefore = document.activeElement;
    this.show();
    this.load().then(
      (panel) => this.isOpen && panel.show(takeFocus),
      () => this.close(),
    );
    this.emit("open");
  }

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.show();
    void this.panel?.then((panel) => panel.hide());
    const before = this.focusBefore;
    if (before instanceof HTMLElement && before !== document.body && before !== this.shadow.host) before.focus();
    else this.button.focus();
    this.emit("close");
  }

  identify(identity: SignedIn | null): void {
    this.identity = identity && pickIdentity(identity);
    void this.panel?.then((panel) => panel.identify(this.identity ?? null));
  }

  on(event: WidgetEvent, listener: (detail?: unknown) => void): () => void {
    const listeners = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(event: WidgetEvent, detail?: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }

  paint(color: string): void {
    const brand = parseColor(color);
    if (!brand) return;
    this.root.style.setProperty("--brand", formatColor(brand));
    this.root.style.setProperty("--on-brand", textOn(brand));
  }

  showUnread(count: number): void {
    if (count !== this.unread) this.emit("unread", count);
    this.unread = count;
    this.badge.textContent = count ? new Intl.NumberFormat(this.settings.language).format(count) : "";
    this.show();
  }

  private show(): void {
    const { button, unread } = this;
    this.storage.wasOpen = this.isOpen;
    button.setAttribute("aria-expanded", String(this.isOpen));
    const label = this.isOpen
      ? this.speak("launcher-close")
      : unread
        ? this.speak("launcher-unread", { count: unread })
        : this.speak("launcher-open");
    button.setAttribute("aria-label", label);
  }

  /** The visitor is in the middle of a conversation and came to another page of the store. */
  private goOn(wasOpen: boolean): void {
    const reopen = wasOpen && innerWidth > 640;
    // The page's own work first; Safari has no requestIdleCallback.
    setTimeout(() => (reopen ? this.open(false) : void this.load().catch(() => undefined)), 200);
  }

  private load(): Promise<Panel> {
    this.panel ??= this.fetchPanel().catch((error: unknown) => {
      this.panel = null;
      throw error;
    });
    return this.panel;
  }

  private async fetchPanel(): Promise<Panel> {
    this.button.setAttribute("aria-busy", "true");
    // A module that failed to load stays failed under its address, so another try has another one.
    const again = this.loads++ ? `?${this.loads}` : "";
    const from = (name: string): Promise<unknown> =>
      import(/* @vite-ignore */ `${this.settings.server}/widget/${name}${again}`);
    try {
      const [module, texts] = (await Promise.all([
        from(__CHUNKS__.panel),
        from(__CHUNKS__.texts[this.settings.language] ?? ""),
      ])) as [PanelModule, { default: Catalogue }];
      return module.startPanel(this, texts.default);
    } finally {
      this.button.setAttribute("aria-busy", "false");
    }
  }
}

/** Only what is asked for, whatever else the store knows. */
function pickIdentity({ id, email, name, signature }: SignedIn): Identity {
  return { id: String(id), email, name, signature };
}

function start(script: HTMLScriptElement): void {
  const settings = readSettings(script);
  if (!settings.channel) {
    console.error('Tillside: the script tag needs data-channel="chn_…"');
    return;
  }
  customElements.define(TAG, class extends HTMLElement {});
  const host = document.createElement(TAG);
  const launcher = new Launcher(settings, host, drawLauncher(host));
  // Beside the body, so that scripts which replace the body's content leave the conversation alone.
  document.documentElement.append(host);

  const api: TillsideApi = {
    identify: (identity) => launcher.identify(identity),
    open: () => launcher.open(),
    close: () => launcher.close(),
    on: (event, listener) => launcher.on(event, listener),
    push: (...calls) => calls.forEach((call) => (api[call[0]] as (...values: unknown[]) => unknown)(...call.slice(1))),
  };
  const queued = page.Tillside;
  page.Tillside = api;
  if (Array.isArray(queued)) api.push(...queued);
  launcher.emit("ready");
}

const script = document.currentScript ?? document.querySelector('script[data-channel][src*="widget.js"]');
if (script instanceof HTMLScriptElement && !customElements.get(TAG)) start(script);
