/** The names for the editor's completion, read again when the engine is back or a data source has changed. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../engine/admin/contract.ts';
import { useServices } from '../app/services.tsx';
import { asFailure } from '../stores/as-failure.ts';
import type { CatalogNames } from './sql-language.ts';

interface Names {
  readonly dsn: string | null;
  readonly names: CatalogNames | null;
  readonly failure: Failure | null;
}

const nothing: Names = Object.freeze({ dsn: null, names: null, failure: null });

export function useCatalogNames(dsn: string | null): Names {
  const { engine } = useServices();
  const [state, setState] = useState<Names>(nothing);
  useEffect(() => {
    if (dsn === null) return undefined;
    let current = true;
    const read = async () => {
      try {
        const names = await engine.call('catalog.names', { dsn });
        if (current) setState({ dsn, names, failure: null });
      } catch (error) {
        if (current) setState({ dsn, names: null, failure: asFailure(error) });
      }
    };
    const endConnected = engine.onConnected(() => void read());
    const endChanged = engine.on('dsn.changed', () => void read());
    return () => {
      current = false;
      endConnected();
      endChanged();
    };
  }, [engine, dsn]);
  // Names of the data source chosen before would complete what is not there.
  return state.dsn === dsn ? state : nothing;
}
