/**
 * While something is unsaved, closing or reloading the page asks first: in a browser the browser itself, on the
 * desktop the main process.
 */
import { useEffect } from 'react';

export function useUnsavedGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
