import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterPaint } from './painted';

describe('what can wait', () => {
  let frames: (() => void)[] = [];
  const draw = (): void => frames.splice(0).forEach((frame) => frame());

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
    vi.stubGlobal('cancelAnimationFrame', () => (frames = []));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    frames = [];
  });

  it('is done when what came before it has been drawn', () => {
    const work = vi.fn();
    afterPaint(work);
    draw();
    vi.runAllTimers();
    expect(work).not.toHaveBeenCalled();
    draw();
    expect(work).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(work).toHaveBeenCalledOnce();
  });

  it('is not done when it is called off', () => {
    const work = vi.fn();
    const off = afterPaint(work);
    draw();
    off();
    draw();
    vi.runAllTimers();
    expect(work).not.toHaveBeenCalled();
  });

  it('does not wait for a page that nobody sees', () => {
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    const work = vi.fn();
    afterPaint(work);
    vi.runAllTimers();
    expect(work).toHaveBeenCalledOnce();
  });
});
