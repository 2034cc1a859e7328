/** What a reply would say if it were sent now: the server's word, asked for while one writes. */
import { previewReply } from '$api/conversations';
import type { Attachment, Id, ReplyChannel, ReplyPreview, ReplyToPreview } from '$api/types';
import type { Content } from './content';
import { forMail } from './pictures';

/** How long one is left to write before it is asked for again, in milliseconds. */
const PAUSE = 350;

/** What is asked about a reply. Without a variable nothing in its words matters. */
export const askedOf = (content: Content, varies: boolean, files: Attachment[], by: ReplyChannel, about: Id | null): ReplyToPreview => ({
  text: varies ? content.text : '',
  html: varies && content.html !== null ? forMail(content.html) : null,
  attachments: files.map((one) => one.id),
  channel: by.channel,
  channel_id: by.channel_id,
  order_id: about
});

export class Look {
  /** What was said last. */
  now = $state.raw<ReplyPreview | null>(null);
  /** Whether that is about what stands there. */
  fresh = $state(false);
  private asked = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly conversation: Id) {}

  /** Asks, unless the same was asked before. The first time at once. */
  at(reply: ReplyToPreview): void {
    const key = JSON.stringify(reply);
    if (key === this.asked) return;
    const first = this.asked === '';
    this.asked = key;
    this.fresh = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(key, reply), first ? 0 : PAUSE);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asked = 'over';
  }

  private async ask(key: string, reply: ReplyToPreview): Promise<void> {
    // Without an answer one writes on: the server looks again when it is sent.
    const answer = await previewReply(this.conversation, reply).catch(() => null);
    if (key !== this.asked || answer === null) return;
    this.now = answer;
    this.fresh = true;
  }
}
