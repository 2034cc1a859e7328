import { describe, expect, it, vi } from 'vitest';

describe('the keys', async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  const { bind, handleKey } = await import('./shortcuts.svelte');
  const press = (init: KeyboardEventInit): void => {
    const event = new KeyboardEvent('keydown', init);
    Object.defineProperty(event, 'target', { value: document.body });
    handleKey(event);
  };

  it('mean the sign where it stands: on a Turkish keyboard / is Shift and 7, and ? is Shift and *', () => {
    const [search, help] = [vi.fn(), vi.fn()];
    const end = bind({ search, help });
    press({ code: 'Digit7', key: '/', shiftKey: true });
    expect([search.mock.calls.length, help.mock.calls.length]).toEqual([1, 0]);
    press({ code: 'Minus', key: '?', shiftKey: true });
    expect([search.mock.calls.length, help.mock.calls.length]).toEqual([1, 1]);
    end();
  });

  it('mean the place of a letter, whichever letter stands there', () => {
    const reply = vi.fn();
    const end = bind({ reply });
    press({ code: 'KeyR', key: 'ق' });
    press({ code: 'KeyR', key: 'r', ctrlKey: true });
    expect(reply).toHaveBeenCalledTimes(1);
    end();
  });
  it('reach the screen while a list that was just closed is still leaving it, and no list that is open', () => {
    const help = vi.fn();
    const end = bind({ help });
    document.body.innerHTML = '<div role="dialog" data-state="open"><input /></div>';
    const [list, field] = [document.querySelector('div') as HTMLElement, document.querySelector('input') as HTMLElement];
    const type = (): void => {
      const event = new KeyboardEvent('keydown', { code: 'Slash', key: '?', shiftKey: true });
      Object.defineProperty(event, 'target', { value: field });
      handleKey(event);
    };
    type();
    expect(help).not.toHaveBeenCalled();
    list.dataset['state'] = 'closed';
    type();
    expect(help).toHaveBeenCalledTimes(1);
    document.body.innerHTML = '';
    end();
  });
});
