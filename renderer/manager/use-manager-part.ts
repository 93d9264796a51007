/** Reads a part of the driver manager's settings while its view is open: at once, on F5, and when the window comes to the front. */
import { useEffect } from 'react';
import { useServices } from '../app/services.tsx';
import { useRefreshKey } from '../controls/use-refresh-key.ts';
import type { ManagerPart } from './manager-store.ts';

export function useManagerPart(part: ManagerPart): void {
  const { manager } = useServices();
  useRefreshKey(() => manager.read(part));
  useEffect(() => {
    const look = () => manager.read(part);
    look();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [manager, part]);
}
