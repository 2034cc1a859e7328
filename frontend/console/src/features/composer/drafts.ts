/**
 * What is being written is kept: in this browser at once, a reply and a note apart, with all that goes with them; on the
 * server the words of one of them a moment later, so that another device has them.
 */
import { dropDraft, keepDraft, readDraft } from '$api/conversations';
import type { Attachment, Draft, Id, ReplyChannel } from '$api/types';
import { joined, type Content } from './content';
import { forMail } from './pictures';

export type Kind = Draft['kind'];
export const kinds: readonly Kind[] = ['reply', 'note'];

export interface Writing extends Content {
  attachments: Attachment[];
  /** Null while nobody chose others than those of the customer's last mail. */
  copies: { to?: string[]; cc: string[]; bcc: string[] } | null;
  /** Null while it is the one that the customer used last. */
  channel: Pick<ReplyChannel, 'channel' | 'channel_id'> | null;
}
interface Kept extends Writing {
  at: number;
}

export const nothing = (): Writing => ({ text: '', html: null, mentions: [], attachments: [], copies: null, channel: null });
const isNothing = (writing: Writing): boolean =>
  writing.text.trim() === '' && writing.attachments.length === 0 && writing.copies === null && writing.channel === null;

const PREFIX = 'tillside.draft.';
/** Drafts of this browser are forgotten after so long, in milliseconds. */
const KEEP = 30 * 86_400_000;
/** How long the server's copy waits for the next key, in milliseconds. */
const LATER = 1500;

type Listener = (kind: Kind, writing: Writing) => void;
const timers = new Map<string, ReturnType<typeof setTimeout>>();
const listeners = new Map<string, Listener>();

/** One agent's drafts in one conversation. */
export class Drafts {
  private readonly key: string;

  constructor(
    agent: Id,
    private readonly conversation: Id
  ) {
    this.key = `${PREFIX}${agent}.${conversation}.`;
  }

  read(kind: Kind): Writing | null {
    return this.kept(kind);
  }

  /** Which of the two was written last; null when there is none. */
  get last(): Kind | null {
    const [newest] = kinds
      .flatMap((kind) => ({ kind, at: this.kept(kind)?.at ?? 0 }))
      .filter((one) => one.at > 0)
      .sort((a, b) => b.at - a.at);
    return newest?.kind ?? null;
  }

  keep(kind: Kind, writing: Writing): void {
    const had = this.words(kind);
    if (isNothing(writing)) localStorage.removeItem(this.key + kind);
    else this.store(kind, writing);
    if (had !== null || this.words(kind) !== null) this.tellServer(kind);
  }

  forget(kind: Kind): void {
    this.keep(kind, nothing());
  }

  /** The other one is on the screen now: it is what the server keeps. */
  show(kind: Kind): void {
    const kept = this.kept(kind);
    if (kept !== null) this.keep(kind, kept);
  }

  /** What another device left, if this one has nothing of its kind; from now on it is here, too. */
  async fromServer(understand: (draft: Draft) => Promise<Content>): Promise<{ kind: Kind; writing: Writing } | null> {
    const draft = await readDraft(this.conversation).catch(() => null);
    if (!draft || ((draft.text ?? '') === '' && (draft.html ?? '') === '') || this.kept(draft.kind) !== null) return null;
    const writing = { ...nothing(), ...(await understand(draft)) };
    if (this.kept(draft.kind) !== null) return null;
    this.store(draft.kind, writing);
    return { kind: draft.kind, writing };
  }

  /** What could not be sent stands in the draft again, above what was written since. */
  giveBack(kind: Kind, writing: Writing): void {
    const since = this.kept(kind) ?? nothing();
    const together: Writing = {
      ...joined(writing, since),
      attachments: [...writing.attachments, ...since.attachments.filter((one) => !writing.attachments.some((other) => other.id === one.id))],
      copies: writing.copies ?? since.copies,
      channel: writing.channel ?? since.channel
    };
    this.keep(kind, together);
    listeners.get(this.key)?.(kind, together);
  }

  /** Tells the open composer what was given back. */
  listen(listener: Listener): () => void {
    listeners.set(this.key, listener);
    return () => {
      if (listeners.get(this.key) === listener) listeners.delete(this.key);
    };
  }

  /** The server has room for one: this one, else the other, else none. It may have missed what happened offline. */
  tellServer(kind: Kind): void {
    clearTimeout(timers.get(this.key));
    const shown = this.words(kind) ?? this.words(kind === 'reply' ? 'note' : 'reply');
    if (shown === null) {
      void dropDraft(this.conversation).catch(() => undefined);
      return;
    }
    timers.set(
      this.key,
      setTimeout(() => void keepDraft(this.conversation, shown).catch(() => undefined), LATER)
    );
  }

  private words(kind: Kind): Draft | null {
    const kept = this.kept(kind);
    return kept === null || kept.text.trim() === '' ? null : { kind, text: kept.text, html: kept.html === null ? null : forMail(kept.html) };
  }

  private store(kind: Kind, writing: Writing): void {
    try {
      localStorage.setItem(this.key + kind, JSON.stringify({ ...writing, at: Date.now() } satisfies Kept));
    } catch {
      // The browser's room is full: what is on the screen stays there, and the server has the words.
      void keepDraft(this.conversation, { kind, text: writing.text, html: writing.html }).catch(() => undefined);
    }
  }

  private kept(kind: Kind): Kept | null {
    const text = localStorage.getItem(this.key + kind);
    if (text === null) return null;
    const kept = JSON.parse(text) as Kept;
    if (Date.now() - kept.at < KEEP) return kept;
    localStorage.removeItem(this.key + kind);
    return null;
  }
}
