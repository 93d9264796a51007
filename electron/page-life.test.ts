import { expect, test, vi } from 'vitest';
import type { WebContents } from 'electron';
import { watchPage } from './page-life.ts';
import { strictFake } from './test-support/strict-fake.ts';

function watched(discard = false) {
  const listeners = new Map<string, (event: unknown, details?: unknown) => void>();
  const load = vi.fn();
  const reportFailure = vi.fn();
  const contents = strictFake<WebContents>('webContents', {
    on: (event: string, listener: unknown) =>
      listeners.set(event, listener as (event: unknown, details?: unknown) => void),
  });
  watchPage(contents, { mayDiscard: () => discard, load, reportFailure });
  const crash = (reason: string) => listeners.get('render-process-gone')?.({}, { reason });
  const unload = () => {
    const preventDefault = vi.fn();
    listeners.get('will-prevent-unload')?.({ preventDefault });
    return preventDefault.mock.calls.length === 1;
  };
  return { crash, unload, load, reportFailure };
}

test('a page with unsaved work goes only when the user lets it', () => {
  expect(watched(false).unload()).toBe(false);
  expect(watched(true).unload()).toBe(true);
});

test('a crashed page is loaded again', () => {
  const { crash, load } = watched();
  crash('crashed');
  expect(load).toHaveBeenCalledOnce();
});

test('a page that ended as it should is left alone', () => {
  const { crash, load } = watched();
  crash('clean-exit');
  expect(load).not.toHaveBeenCalled();
});

test('a page that keeps crashing is told instead', () => {
  const { crash, load, reportFailure } = watched();
  for (let time = 0; time < 4; time += 1) crash('oom');
  expect(load).toHaveBeenCalledTimes(3);
  expect(reportFailure).toHaveBeenCalledExactlyOnceWith(
    'The window keeps ending (oom).',
    'Close it and start Drawbridge again.',
  );
});
