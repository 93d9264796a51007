/**
 * Escape for the topmost dialog, wherever the focus is: a button that was pressed and then disabled, or a part that
 * has gone, leaves the focus on the page itself or in the dialog beneath, where the topmost one hears no key.
 */
import { useEffect, useEffectEvent } from 'react';

const open: symbol[] = [];

export function useEscape(onEscape: () => void): void {
  const escape = useEffectEvent(onEscape);
  useEffect(() => {
    const self = Symbol('dialog');
    open.push(self);
    const hear = (event: KeyboardEvent) => {
      // A list or a search box answers first and keeps the key for itself.
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (open.at(-1) !== self) return;
      event.preventDefault();
      escape();
    };
    document.addEventListener('keydown', hear);
    return () => {
      document.removeEventListener('keydown', hear);
      open.splice(open.indexOf(self), 1);
    };
  }, []);
}
