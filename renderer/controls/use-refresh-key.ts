/** F5 means what the view in front does with it, instead of a reload that would throw work away. */
import { useEffect, useEffectEvent } from 'react';

export function useRefreshKey(refresh: () => void): void {
  const act = useEffectEvent(refresh);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.key !== 'F5' || event.ctrlKey || event.metaKey || event.altKey)
        return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
