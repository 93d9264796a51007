/** Where the window was when it was last closed, kept between runs behind an interface. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface KeyValueStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

const key = 'window';
/** At least this much must lie on a display, in pixels, or the window could not be dragged back. */
const reachable = 80;

/** The bounds kept, if they can still be reached on the displays there are now. */
export function restoredBounds(store: KeyValueStore, displays: readonly Bounds[]): Bounds | undefined {
  const kept = store.get(key);
  if (!isBounds(kept)) return undefined;
  return displays.some((display) => overlaps(kept, display)) ? kept : undefined;
}

export function keepBounds(store: KeyValueStore, { x, y, width, height }: Bounds): void {
  try {
    store.set(key, { x, y, width, height });
  } catch {
    // A full disk is no reason for a window that cannot be closed.
  }
}

function overlaps(window: Bounds, display: Bounds): boolean {
  const across = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const down = Math.min(window.y + window.height, display.y + display.height) - Math.max(window.y, display.y);
  return across >= reachable && down >= reachable;
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  return ['x', 'y', 'width', 'height'].every((name) => Number.isInteger(Reflect.get(value, name)));
}
