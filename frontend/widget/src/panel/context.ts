import type { Widget } from "../launcher/widget";
import type { Speak } from "../texts/texts";
import type { Conversation } from "./conversation";
import type { Dates } from "./dates";

/** What each part of the panel draws from. */
export type PanelContext = {
  readonly widget: Widget;
  readonly conversation: Conversation;
  readonly speak: Speak;
  readonly dates: Dates;
};
