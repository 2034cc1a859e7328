import type { Pending } from "../protocol/timeline";
import type { ServerFrame } from "../protocol/wire";

export type TabNews =
  | { type: "heard"; frame: ServerFrame }
  | { type: "wrote"; pending: Pending }
  | { type: "discarded"; client_id: string };

/** The visitor's other tabs of the same store. */
export class Tabs {
  private readonly channel: BroadcastChannel | null;

  constructor(name: string, onNews: (news: TabNews) => void) {
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`tillside:${name}`) : null;
    this.channel?.addEventListener("message", (event: MessageEvent<TabNews>) => onNews(event.data));
  }

  tell(news: TabNews): void {
    this.channel?.postMessage(news);
  }
}
