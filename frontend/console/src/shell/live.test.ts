import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from './live.svelte';
import { queryClient } from './queries';

vi.mock('$features/inbox/refreshing', () => ({ refreshRows: () => Promise.resolve() }));
vi.mock('./session.svelte', () => ({ session: { now: undefined } }));
vi.mock('./connection.svelte', () => ({ markBack: () => undefined, markLost: () => undefined }));

/** A stream whose server the test plays. */
class Played extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Played[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Played.opened.push(this);
  }
  close(): void {
    this.readyState = Played.CLOSED;
  }
  tell(kind: string, lastEventId: string): void {
    this.dispatchEvent(new MessageEvent(kind, { data: '{}', lastEventId }));
  }
  refuse(): void {
    this.close();
    this.onerror?.();
  }
}
const addresses = (): string[] => Played.opened.map((one) => one.url);

describe('the event stream', () => {
  let end: () => void = () => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Played);
    Played.opened = [];
    end = listen('evt_1');
  });
  afterEach(() => {
    end();
    vi.useRealTimers();
  });

  it('begins behind the event that was the newest before anything was asked for', () => {
    expect(addresses()).toEqual(['/api/v1/events?since=evt_1']);
  });
  it('begins again behind what was told last when the server refused it', () => {
    Played.opened[0]?.tell('message', 'evt_5');
    Played.opened[0]?.tell('typing', '');
    Played.opened[0]?.refuse();
    vi.advanceTimersByTime(1000);
    expect(addresses()).toEqual(['/api/v1/events?since=evt_1', '/api/v1/events?since=evt_5']);
  });
  it('asks for everything anew when it was refused and is there again', () => {
    const anew = vi.spyOn(queryClient, 'invalidateQueries').mockResolvedValue();
    Played.opened[0]?.onopen?.();
    expect(anew).not.toHaveBeenCalled();
    Played.opened[0]?.refuse();
    vi.advanceTimersByTime(1000);
    Played.opened[1]?.onopen?.();
    expect(anew).toHaveBeenCalledWith();
  });
});
