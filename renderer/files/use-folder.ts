/** One folder of the engine's machine, read again when data sources have changed or somebody asks. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure, FolderListing } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { asFailure } from '../stores/as-failure.ts';

export interface Folder {
  /** What was read last; null until the first answer. */
  readonly listing: FolderListing | null;
  readonly failure: Failure | null;
  /** Goes to a folder; stays where it is when that cannot be read. */
  open(this: void, path: string): Promise<void>;
  refresh(this: void): Promise<void>;
}

/**
 * Begins at `path`; '' is the folder where ODBC looks, '~' the user's own. Where that cannot be read,
 * `otherwise` is shown in its stead.
 */
export function useFolder(path: string, otherwise?: string): Folder {
  const { engine } = useServices();
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const here = useRef(path);
  const latest = useRef(0);
  const open = useCallback(
    async (wanted: string) => {
      latest.current += 1;
      const own = latest.current;
      try {
        const found = await engine.call('folder.list', { path: wanted }).catch((error: unknown) => {
          if (wanted !== path || otherwise === undefined) throw error;
          return engine.call('folder.list', { path: otherwise });
        });
        if (own !== latest.current) return;
        here.current = found.path;
        setListing(found);
        setFailure(null);
      } catch (error) {
        if (own === latest.current) setFailure(asFailure(error));
      }
    },
    [engine, path, otherwise],
  );
  const refresh = useCallback(() => open(here.current), [open]);
  useEffect(() => {
    const again = () => void refresh();
    const ends = [engine.onConnected(again), engine.on('dsn.changed', again)];
    window.addEventListener('focus', again);
    return () => {
      for (const end of ends) end();
      window.removeEventListener('focus', again);
      latest.current += 1;
    };
  }, [engine, refresh]);
  return { listing, failure, open, refresh };
}
