/**
 * Reads list and status anew when the window comes to the front: the files of ODBC belong to every program, and
 * none of them tells when it has changed one.
 */
import { useEffect } from 'react';
import { useServices } from './services.tsx';

export function useLookAgain(): void {
  const { engine, dsns, status } = useServices();
  useEffect(() => {
    const look = () => {
      if (engine.state.getState().phase !== 'connected') return;
      void dsns.refresh();
      void status.refresh();
    };
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [engine, dsns, status]);
}
