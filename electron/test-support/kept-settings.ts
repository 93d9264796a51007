/** Settings kept in memory as electron-store keeps them in its file: a dot in a key leads into an object. */
import { desktopSettings, type DesktopSettings } from '../desktop-settings.ts';

export function keptSettings(kept: Record<string, unknown> = {}): DesktopSettings {
  const inner = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return desktopSettings({
    get: (key) => key.split('.').reduce(inner, kept),
    set(key, value) {
      const [name = '', member] = key.split('.');
      kept[name] = member === undefined ? value : { ...(kept[name] as object | undefined), [member]: value };
    },
  });
}
