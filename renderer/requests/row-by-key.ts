/** The row that a key leads to, or null when the key does not move in a list. `active` null: none is chosen yet. */
export function rowByKey(key: string, active: number | null, count: number, page: number): number | null {
  if (count === 0) return null;
  const target = targetOf(key, active, count, page);
  return target === null ? null : Math.max(0, Math.min(target, count - 1));
}

function targetOf(key: string, active: number | null, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active === null ? 0 : active + 1;
    case 'ArrowUp':
      return active === null ? 0 : active - 1;
    case 'PageDown':
      return (active ?? 0) + page;
    case 'PageUp':
      return (active ?? 0) - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
