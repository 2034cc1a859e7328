import { beforeEach, describe, expect, it, vi } from 'vitest';
import { part } from './part';

const asked: (() => void)[] = [];
vi.mock('./connection.svelte', () => ({ whenBack: () => new Promise<void>((back) => asked.push(back)) }));
const settled = (): Promise<void> => new Promise((done) => setTimeout(done));
const gone = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('a part of the program that comes when it is needed', () => {
  beforeEach(() => void (asked.length = 0));

  it('comes when the connection is back, and is asked for no sooner', async () => {
    const load = vi.fn().mockImplementationOnce(gone).mockResolvedValueOnce('a part');
    const coming = part(load);
    await settled();
    expect(load).toHaveBeenCalledTimes(1);
    asked[0]?.();
    expect(await coming).toBe('a part');
  });

  it('is given up if the server is there and has it no more', async () => {
    const load = vi.fn(gone);
    const coming = part(load);
    const ended = expect(coming).rejects.toThrow('Failed to fetch');
    for (let at = 0; at < 10; at += 1) {
      await settled();
      asked[at]?.();
    }
    await ended;
    expect(load).toHaveBeenCalledTimes(5);
  });
});
