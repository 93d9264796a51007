import { expect, onTestFinished, test, vi } from 'vitest';
import { defaultSettings } from '../../engine/admin/contract.ts';
import { keepAppearance, keptAppearance, showAppearance } from '../app/appearance.ts';
import { FakeEngine, FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { createEngineConnection } from '../transport/engine-connection.ts';
import { createPreviewStore } from '../preview/preview-store.ts';
import { rememberPreview } from './remember-preview.ts';
import { desktopSettings, engineSettings } from './settings-backend.ts';
import { createSettingsStore } from './settings-store.ts';

function overEngine(handlers: Handlers) {
  const fake = new FakeEngine({ 'settings.get': () => defaultSettings, ...handlers });
  const engine = createEngineConnection(fake.open);
  onTestFinished(() => engine.close());
  return { fake, engine, store: createSettingsStore(engineSettings(engine)) };
}

test('in a browser the engine keeps the settings, and only the change is sent', async () => {
  const { fake, store } = overEngine({ 'settings.set': () => ({ ...defaultSettings, appearance: 'dark' }) });
  await vi.waitFor(() => expect(store.getState().settings).toEqual(defaultSettings), 20_000);
  await store.change({ appearance: 'dark' });
  expect(fake.inputsOf('settings.set')).toEqual([{ appearance: 'dark' }]);
  expect(store.getState().settings?.appearance).toBe('dark');
  fake.emit('settings.changed', { ...defaultSettings, appearance: 'light' });
  expect(store.getState().settings?.appearance).toBe('light');
});

test('a choice does not go back for the moment in which the one before it is told', async () => {
  const waiting: (() => void)[] = [];
  const { fake, store } = overEngine({
    'settings.set': () =>
      new Promise((resolve) => {
        waiting.push(() => resolve(defaultSettings));
      }),
  });
  await vi.waitFor(() => expect(store.getState().settings).toEqual(defaultSettings), 20_000);
  const changes = [store.change({ appearance: 'light' }), store.change({ appearance: 'dark' })];
  await vi.waitFor(() => expect(waiting).toHaveLength(2), 20_000);
  fake.emit('settings.changed', { ...defaultSettings, appearance: 'light', previewLimit: 7 });
  expect(store.getState().settings).toMatchObject({ appearance: 'dark', previewLimit: 7 });
  for (const answer of waiting) answer();
  await Promise.all(changes);
  expect(store.getState().settings?.appearance).toBe('dark');
});

test('a change that could not be kept shows all the same, with the reason', async () => {
  const { store } = overEngine({
    'settings.set': () => {
      throw new FakeFailure({ sqlState: '53100', message: 'The disk is full.' });
    },
  });
  await vi.waitFor(() => expect(store.getState().settings).not.toBeNull(), 20_000);
  await store.change({ appearance: 'dark' });
  expect(store.getState().settings?.appearance).toBe('dark');
  expect(store.getState().failure?.sqlState).toBe('53100');
});

test('on the desktop its own store keeps all of them, and what it holds is checked', async () => {
  let kept: unknown = { appearance: 'dark', previewLimit: 'many' };
  let changed = () => undefined as void;
  const desktop = {
    get: () => Promise.resolve(kept),
    set: (change: object) => {
      kept = { ...(kept as object), ...change };
      return Promise.resolve();
    },
  };
  const store = createSettingsStore(desktopSettings(desktop, (listener) => (changed = listener)));
  const expected = { ...defaultSettings, appearance: 'dark' };
  await vi.waitFor(() => expect(store.getState().settings).toEqual(expected), 20_000);
  await store.change({ closeToTray: false });
  expect(kept).toEqual({ appearance: 'dark', previewLimit: 'many', closeToTray: false });
  // A menu of the desktop changes the same value.
  kept = { ...expected, closeToTray: true };
  changed();
  await vi.waitFor(() => expect(store.getState().settings?.closeToTray).toBe(true), 20_000);
});

test('the page shows the choice, and keeps it for its next start', () => {
  const root = document.createElement('html');
  showAppearance(root, 'dark');
  expect(root.dataset['theme']).toBe('dark');
  showAppearance(root, 'system');
  expect(root.hasAttribute('data-theme')).toBe(false);
  const values = new Map<string, string>();
  const storage = {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
  expect(keptAppearance(storage)).toBe('system');
  keepAppearance(storage, 'dark');
  expect(keptAppearance(storage)).toBe('dark');
});

test('Preview begins with the data source and limit that were used last, unless the window has its own', async () => {
  const kept = { ...defaultSettings, previewDataSource: 'Weekly', previewLimit: 50 };
  const handlers: Handlers = {
    'settings.get': () => kept,
    'settings.set': () => kept,
    'query.open': () => ({ id: 'q', columns: [] }),
    'query.fetch': () => ({
      rows: [],
      done: true,
      cut: false,
      commandTag: 'SELECT 0',
      notices: [],
      statistics: { calls: 0, rows: 0, bytes: 0, milliseconds: 1 },
    }),
    'query.close': () => ({}),
  };
  const { fake, store, engine } = overEngine(handlers);
  const preview = createPreviewStore(engine, { getItem: () => null, setItem: () => undefined });
  rememberPreview(preview, store);
  await vi.waitFor(() => expect(preview.getState()).toMatchObject({ dsn: 'Weekly', limit: '50' }), 20_000);
  preview.chooseDsn('Sandbox');
  preview.setLimit('70');
  preview.setSql('SELECT 1');
  expect(fake.inputsOf('settings.set')).toEqual([]);
  await preview.run();
  expect(fake.inputsOf('settings.set')).toEqual([{ previewDataSource: 'Sandbox', previewLimit: 70 }]);

  const draft = JSON.stringify({ dsn: 'Harbor', sql: '', limit: '10' });
  const own = createPreviewStore(engine, { getItem: () => draft, setItem: () => undefined });
  rememberPreview(own, store);
  fake.emit('settings.changed', kept);
  expect(own.getState()).toMatchObject({ dsn: 'Harbor', limit: '10' });
});
