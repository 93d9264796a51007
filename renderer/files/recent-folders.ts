/** The folders that file dialogs offer first: kept in the settings, the latest first. */
import { useStore } from 'zustand';
import { useServices } from '../app/services.tsx';
import type { SettingsStore } from '../stores/settings-store.ts';

/** As many as the settings hold. */
const most = 10;
const none: readonly string[] = [];

export function useRecentFolders(): readonly string[] {
  const { settings } = useServices();
  return useStore(settings, (state) => state.settings?.recentFolders ?? none);
}

/** For a folder in which something was done; looking into one is not enough. */
export function rememberFolder(settings: SettingsStore, path: string): void {
  const { settings: now } = settings.getState();
  if (now === null || now.recentFolders[0] === path) return;
  const recentFolders = [path, ...now.recentFolders.filter((other) => other !== path)].slice(0, most);
  void settings.change({ recentFolders });
}

/** Where a path has its file; '' for what is no whole path. */
export function folderOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (at < 0 || !/^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return '';
  return at === 0 ? path.slice(0, 1) : path.slice(0, at);
}
