/**
 * Light, dark, or as the system has it. High contrast always wins, since the system's own colours replace all of
 * ours. The choice is also kept by the page, so that the next start does not flash in the other one before the
 * settings are known.
 */
import type { Settings } from '../../engine/admin/contract.ts';

export type Appearance = Settings['appearance'];
export type AppearanceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'drawbridge.appearance';

export function showAppearance(root: HTMLElement, appearance: Appearance): void {
  if (appearance === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = appearance;
}

export function keepAppearance(storage: AppearanceStorage, appearance: Appearance): void {
  try {
    storage.setItem(key, appearance);
  } catch {
    // It only spares a flash.
  }
}

export function keptAppearance(storage: AppearanceStorage): Appearance {
  const kept = storage.getItem(key);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}
