import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lead } from './leader.ts';

/** localStorage as all tabs share it. */
const shared = () => {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
};
const untilEnded = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

describe('leading without Web Locks', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('localStorage', shared());
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const openTab = () => {
    const tab = new AbortController();
    const state = { leads: false, close: () => tab.abort() };
    void lead(
      'duty',
      async (signal) => {
        state.leads = true;
        await untilEnded(signal);
        state.leads = false;
      },
      tab.signal,
    );
    return state;
  };

  test('one tab leads, and the next takes over when it is closed', async () => {
    const [one, two] = [openTab(), openTab()];
    await vi.advanceTimersByTimeAsync(10_000);
    expect([one.leads, two.leads]).toEqual([true, false]);
    one.close();
    await vi.advanceTimersByTimeAsync(3_000);
    expect([one.leads, two.leads]).toEqual([false, true]);
    two.close();
  });

  test('a tab that froze is overtaken, and steps back when it wakes', async () => {
    const one = openTab();
    await vi.advanceTimersByTimeAsync(0);
    expect(one.leads).toBe(true);
    // Frozen: its heartbeat stops, its lease runs out, another tab takes it.
    localStorage.setItem('hornbook-duty', JSON.stringify({ holder: 'another tab', until: Date.now() + 60_000 }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(one.leads).toBe(false);
    await vi.advanceTimersByTimeAsync(64_000);
    expect(one.leads).toBe(true);
    one.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(localStorage.getItem('hornbook-duty')).toBeNull();
  });
});
