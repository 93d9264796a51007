/** What the window shows: the tab in front, the row that is selected, and what somebody asks it to open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AdminNotice, DsnEntry, MachineScope } from '../../engine/admin/contract.ts';
import type { Wish } from '../transport/wish.ts';
import type { DsnKey } from './dsn-store.ts';

/** A dialog over the list of `scope`. */
export type Opening =
  | { readonly dialog: 'add'; readonly scope: MachineScope }
  | { readonly dialog: 'configure'; readonly scope: MachineScope; readonly entry: DsnEntry };

export interface WindowState {
  /** The id of the view in front; see `app/tabs.tsx`. */
  readonly tab: string;
  /** The row that is selected in each list; shared so that another view can point at one. */
  readonly selected: DsnKey | null;
  /** What another program asks for, until it is opened or turned down. */
  readonly wish: Wish | null;
  /** What is open over the list of its scope because somebody asked for it, until it is closed. */
  readonly opening: Opening | null;
  /** The data source that was saved last, where something of it can be doubted, until that is dismissed. */
  readonly savedWith: { readonly dsn: DsnKey; readonly notices: readonly AdminNotice[] } | null;
}

export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({
    tab: 'user',
    selected: null,
    wish: null,
    opening: null,
    savedWith: null,
  }));
}
