import type { Availability, OpeningHours } from "../protocol/wire";
import type { PanelContext } from "./context";
import { element, icon, iconButton } from "./dom";

/** The head of the panel: who is here and how soon they answer. */
export class Header {
  readonly node: HTMLElement;
  private readonly name = element("bdi");
  private readonly logo = element("img", { class: "logo", alt: "", hidden: true });
  private readonly status = element("p", { class: "status" });

  constructor(private readonly context: PanelContext) {
    const close = iconButton("cross", context.speak("close"), "close");
    close.addEventListener("click", () => context.widget.close());
    // A page may forbid pictures of other hosts; the name stands beside it.
    this.logo.addEventListener("error", () => (this.logo.hidden = true));
    this.node = element(
      "div",
      { class: "head" },
      this.logo,
      element("div", { class: "who" }, element("h2", {}, this.name), this.status),
      close,
    );
  }

  private showLogo(path: string | null): void {
    const url = path && new URL(path, this.context.widget.settings.server).href;
    if (!url || this.logo.src === url) return;
    this.logo.src = url;
    this.logo.hidden = false;
  }

  update(): void {
    const { conversation, widget } = this.context;
    const { channel, availability } = conversation.protocol;
    this.name.textContent = channel?.name ?? widget.storage.read().name ?? "";
    this.showLogo(channel?.logo_url ?? null);
    this.status.textContent = availability ? answerTime(this.context, availability) : "";
    this.status.classList.toggle("open", availability?.open ?? false);
  }
}

/** When somebody answers, as it is: measured, or the next opening, or nothing promised. */
function answerTime({ speak, dates }: PanelContext, { open, next_open_at, reply_time_seconds }: Availability): string {
  if (open) {
    return reply_time_seconds
      ? speak("reply-within", { time: dates.duration(reply_time_seconds) })
      : speak("reply-soon");
  }
  const next = next_open_at ? Date.parse(next_open_at) : 0;
  return next > Date.now() ? speak("away-until", { when: dates.moment(next, Date.now()) }) : speak("away");
}

/** What stands before the first message: the greeting and, if they are known, the opening hours. */
export class Welcome {
  readonly node: HTMLElement;
  private readonly greeting = element("p", { class: "greeting", dir: "auto" });
  private readonly hours = element("details", { hidden: true });
  private shownHours: OpeningHours | null = null;

  constructor(private readonly context: PanelContext) {
    this.node = element("section", { class: "welcome" }, this.greeting, this.hours);
  }

  update(): void {
    const { conversation, speak, widget } = this.context;
    const greeting = conversation.protocol.channel?.greeting;
    const said = typeof greeting === "string" ? greeting : greeting?.[widget.settings.language];
    this.greeting.textContent = said || widget.storage.read().greeting || speak("greeting");
    const hours = conversation.protocol.availability?.hours ?? null;
    if (hours !== this.shownHours) this.showHours(hours);
  }

  private showHours(hours: OpeningHours | null): void {
    this.shownHours = hours;
    this.hours.hidden = !hours?.days.length;
    if (!hours?.days.length) return;
    const { speak, dates } = this.context;
    const rows = dates.week.map((day) => {
      const spans = hours.days.filter((span) => span.day === day);
      const times = spans.map(({ from, to }) => `${dates.clock(from)} – ${dates.clock(to)}`).join("\n");
      return element(
        "div",
        {},
        element("dt", {}, dates.weekday(day)),
        element("dd", {}, times || speak("hours-closed")),
      );
    });
    this.hours.replaceChildren(
      element("summary", {}, speak("hours"), icon("down")),
      element("dl", {}, ...rows),
      element("p", {}, speak("hours-zone", { zone: dates.zone(hours.time_zone) })),
    );
  }
}
