/** What the window shows: the tab in front, and the data source that Preview was asked to open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DsnKey } from './dsn-store.ts';

interface WindowState {
  /** The id of the view in front; see `app/tabs.tsx`. */
  readonly tab: string;
  /** The row that is selected in each list; shared so that another view can point at one. */
  readonly selected: DsnKey | null;
}

export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({ tab: 'user', selected: null }));
}
